using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Testing;

namespace Gateway.Tests;

public sealed class TokenTests
{
    public static TheoryData<string> Forgeries => [.. TestIssuer.Forgeries.Keys];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_wrong_token_is_refused_before_it_reaches_the_service(string forgery)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var right = gateway.Issuer.Spec("bpc", ["registrar"]);

        using var passed = await gateway.GetAsync("/enrollment/v1/learners", gateway.Issuer.Mint(right));
        using var refused = await gateway.GetAsync("/enrollment/v1/learners", gateway.Issuer.Mint(TestIssuer.Forgeries[forgery](right)));

        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        await refused.ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        Assert.Single(gateway.Enrollment.Seen);
    }

    [Fact]
    public async Task Issuer_metadata_may_have_another_address_than_the_token_names()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Set("Authentication:Authority", "https://login.example/");
        gateway.Set("Authentication:MetadataAddress", $"{gateway.Issuer.Url}/.well-known/openid-configuration");

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    [InlineData("")]
    public async Task A_malformed_token_is_refused(string token)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", token: null, ("Authorization", $"Bearer {token}"));

        await reply.ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        Assert.StartsWith("Bearer", Assert.Single(reply.Headers.WwwAuthenticate).Scheme, StringComparison.Ordinal);
        Assert.Empty(gateway.Enrollment.Seen);
    }

    [Theory]
    [InlineData("/enrollment/v1/learners", "faculty-certification industry-partnership")]
    [InlineData("/faculty-certification/v1/teachers", "enrollment")]
    [InlineData("/industry-partnership/v1/slots", "enrollment-but-not-quite industry")]
    [InlineData("/enrollment/v1/learners", "")]
    public async Task A_token_without_the_scope_of_the_service_is_forbidden(string path, string scopes)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(
            path, gateway.Issuer.Token("bpc", ["registrar"], scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        var refusal = await reply.ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Equal(path.Split('/')[1], refusal.GetProperty("facts").GetProperty("scope").GetString());
        Assert.Empty(gateway.Enrollment.Seen.Concat(gateway.Faculty.Seen).Concat(gateway.Partnership.Seen));
    }

    [Fact]
    public async Task A_verified_token_is_refused_once_the_issuer_withdraws_its_key()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var token = gateway.TokenOf("bpc");
        for (var i = 0; i < 2; i++)
        {
            using var passed = await gateway.GetAsync("/enrollment/v1/learners", token);
            Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        }

        gateway.Issuer.ReplaceKey();
        var bearer = gateway.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);

        await Eventually.TrueAsync(async () =>
        {
            bearer.ConfigurationManager!.RequestRefresh();
            using var reply = await gateway.GetAsync("/enrollment/v1/learners", token);
            return reply.StatusCode == HttpStatusCode.Unauthorized;
        });
        using var renewed = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task A_verified_token_is_refused_once_it_has_expired()
    {
        await using var gateway = await GatewayApp.StartAsync();
        // The services allow clocks that differ by half a minute.
        var spec =
            gateway.Issuer.Spec("bpc", ["registrar"]) with { NotBefore = TimeSpan.FromMinutes(-2), Expires = TimeSpan.FromSeconds(-27) };
        var token = gateway.Issuer.Mint(spec);
        using var passed = await gateway.GetAsync("/enrollment/v1/learners", token);

        await Eventually.TrueAsync(async () =>
        {
            using var reply = await gateway.GetAsync("/enrollment/v1/learners", token);
            return reply.StatusCode == HttpStatusCode.Unauthorized;
        });

        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
    }

    [Fact]
    public async Task Other_types_of_token_are_taken_only_where_they_are_configured()
    {
        await using var gateway = await GatewayApp.StartAsync(("Authentication:TokenTypes:0", "JWT"));
        var (jwt, access) = (gateway.Issuer.Spec("bpc", ["registrar"]) with { Type = "JWT" }, gateway.Issuer.Spec("bpc", ["registrar"]));

        using var taken = await gateway.GetAsync("/enrollment/v1/learners", gateway.Issuer.Mint(jwt));
        using var refused = await gateway.GetAsync("/enrollment/v1/learners", gateway.Issuer.Mint(access));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (taken.StatusCode, refused.StatusCode));
    }
}
