using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Issuer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests;

public sealed class IssuerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_client_gets_a_token_that_validates_and_names_it()
    {
        await using var issuer = await StartAsync();
        var clients = issuer.Services.GetRequiredService<LocalClients>().All;
        Assert.Equal(
            [
                "authority", "bpc", "bpc-panel", "dji", "e-hualu", "example-school", "guest", "huace", "learner", "learner-2019",
                "mentor", "mentor-dji", "ncut", "ops", "portal", "shougang-it",
            ],
            clients.Select(local => local.Id).Order(StringComparer.Ordinal));

        foreach (var local in clients)
        {
            var token = await ValidateAsync(issuer, await TokenAsync(issuer, local.Id));

            Assert.Equal(local.Id, token.GetClaim("client_id").Value);
            Assert.Equal(local.Person ?? local.Id, token.Subject);
            Assert.Equal(local.Org, token.TryGetPayloadValue<string>("org", out var org) ? org : null);
            Assert.Equal(local.Person, token.TryGetPayloadValue<string>("person", out var person) ? person : null);
            Assert.Equal(local.Roles, token.TryGetPayloadValue<string[]>("roles", out var roles) ? roles : []);
            Assert.Equal(string.Join(' ', local.Scopes), token.GetClaim("scope").Value);
            Assert.Equal(TimeSpan.FromHours(1), token.ValidTo - token.IssuedAt);
        }
    }

    [Theory]
    [InlineData("bpc", "bpc", "org-admin signatory coordinator registrar teacher-office panel", null)]
    [InlineData("dji", "dji", "org-admin signatory internship-manager", null)]
    [InlineData("authority", "bjedu", "authority", null)]
    [InlineData("ops", null, "ops", null)]
    [InlineData("learner", "bpc", "learner", "learner-0001")]
    [InlineData("mentor", "e-hualu", "mentor", "mentor-0001")]
    [InlineData("guest", null, "", null)]
    public async Task The_people_of_the_sample_are_who_they_should_be(string id, string? org, string roles, string? person)
    {
        await using var issuer = await StartAsync();

        var local = issuer.Services.GetRequiredService<LocalClients>().Find(id)!;

        Assert.Equal((org, roles, person), (local.Org, string.Join(' ', local.Roles), local.Person));
        Assert.Equal($"{id}-local-secret", local.Secret);
    }

    [Theory]
    [InlineData("client_credentials", "bpc", "wrong", null, HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("client_credentials", "nobody", "bpc-local-secret", null, HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("client_credentials", "bpc", "bpc-local-secret", "payroll", HttpStatusCode.BadRequest, "invalid_scope")]
    [InlineData("password", "bpc", "bpc-local-secret", null, HttpStatusCode.BadRequest, "unsupported_grant_type")]
    [InlineData("refresh_token", "bpc", "bpc-local-secret", null, HttpStatusCode.BadRequest, "unsupported_grant_type")]
    public async Task What_is_not_granted_is_an_OAuth_error(
        string grant, string id, string secret, string? scope, HttpStatusCode status, string error)
    {
        await using var issuer = await StartAsync();

        using var reply = await AskAsync(issuer, grant, id, secret, scope);

        Assert.Equal(status, reply.StatusCode);
        Assert.Equal(error, (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_client_may_ask_for_less_than_it_has()
    {
        await using var issuer = await StartAsync();

        using var reply = await AskAsync(issuer, "client_credentials", "bpc", "bpc-local-secret", "enrollment");

        var token = new JsonWebToken((await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("access_token").GetString());
        Assert.Equal("enrollment", token.GetClaim("scope").Value);
    }

    [Fact]
    public async Task A_token_outlives_a_restart_and_only_the_owner_can_read_the_key()
    {
        string token;
        await using (var before = await StartAsync(("Issuer:Uri", "http://issuer.example/"))) token = await TokenAsync(before, "bpc");

        await using var after = await StartAsync(("Issuer:Uri", "http://issuer.example/"));

        Assert.Equal("http://issuer.example/", (await ValidateAsync(after, token)).Issuer);
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Configuration_overrides_a_client_and_adds_one()
    {
        await using var issuer = await StartAsync(
            ("Issuer:Clients:bpc:Secret", "other"),
            ("Issuer:Clients:visitor:Secret", "v"),
            ("Issuer:Clients:visitor:Scopes:0", "enrollment"));

        using var old = await AskAsync(issuer, "client_credentials", "bpc", "bpc-local-secret");
        using var changed = await AskAsync(issuer, "client_credentials", "bpc", "other");
        using var added = await AskAsync(issuer, "client_credentials", "visitor", "v");

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK], [old.StatusCode, changed.StatusCode, added.StatusCode]);
    }

    [Fact]
    public async Task Mounted_in_the_gateway_it_issues_the_tokens_that_the_gateway_takes()
    {
        await using var gateway = await GatewayApp.StartAsync(withLocalIssuer: true);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "bpc"), new("client_secret", "bpc-local-secret")]);

        using var granted = await gateway.SendAsync(HttpMethod.Post, "/connect/token", null, form);
        var token = (await granted.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("access_token").GetString();
        using var reply = await gateway.GetAsync("/enrollment/v1/learners", token);
        using var stranger = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    private async Task<WebApplication> StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddIssuer(folder.Path);
        var app = builder.Build();
        app.MapIssuer();
        await app.StartAsync(Ct);
        return app;
    }

    private async Task<HttpResponseMessage> AskAsync(WebApplication issuer, string grant, string id, string secret, string? scope = null)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", grant), new("client_id", id), new("client_secret", secret), new("scope", scope ?? ""),
            new("refresh_token", "r"), new("username", "u"), new("password", "p"),
        ]);
        return await client.PostAsync(new Uri($"{issuer.Urls.Single()}/connect/token"), form, Ct);
    }

    private async Task<string> TokenAsync(WebApplication issuer, string id)
    {
        using var reply = await AskAsync(issuer, "client_credentials", id, $"{id}-local-secret");
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("access_token").GetString()!;
    }

    private static async Task<JsonWebToken> ValidateAsync(WebApplication issuer, string token)
    {
        var discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{issuer.Urls.Single()}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = false });
        var authority = await discovery.GetConfigurationAsync(Ct);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = authority.Issuer,
            ValidAudience = "platform",
            IssuerSigningKeys = authority.SigningKeys,
            ValidTypes = ["at+jwt"],
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
