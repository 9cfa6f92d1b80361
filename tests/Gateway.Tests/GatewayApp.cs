using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Issuer;
using Kernel.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Gateway.Tests;

/// <summary>The gateway as it is, on a free port, before three stub services and with an issuer of its own.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client = new(new DocumentedReplies(GatewayService.Name)
    {
        InnerHandler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        },
    });
    private readonly TemporaryFolder folder = new();

    private GatewayApp(
        TestIssuer issuer, StubService enrollment, StubService faculty, StubService partnership, bool withLocalIssuer,
        (string Key, string Value)[] settings)
    {
        (Issuer, Enrollment, Faculty, Partnership) = (issuer, enrollment, faculty, partnership);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Authority"] = issuer.Url,
            ["Services:Enrollment"] = enrollment.Url,
            ["Services:FacultyCertification"] = faculty.Url,
            ["Services:IndustryPartnership"] = partnership.Url,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        builder.AddServiceDefaults("gateway");
        builder.AddGateway();
        builder.Services.Configure<KestrelServerOptions>(
            kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, StalledBody.Grace));
        if (withLocalIssuer) builder.AddIssuer(folder.Path);

        app = builder.Build();
        if (withLocalIssuer) app.MapIssuer();
        app.MapGateway();
    }

    public TestIssuer Issuer { get; }
    public StubService Enrollment { get; }
    public StubService Faculty { get; }
    public StubService Partnership { get; }
    public string Url => app.Urls.Single();
    public IServiceProvider Services => app.Services;

    /// <summary>What it has logged.</summary>
    public LogLines Log { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GatewayApp> StartAsync(params (string Key, string Value)[] settings) =>
        await StartAsync(withLocalIssuer: false, settings);

    public static async Task<GatewayApp> StartAsync(bool withLocalIssuer, params (string Key, string Value)[] settings)
    {
        var gateway = new GatewayApp(
            await TestIssuer.StartAsync(), await StubService.StartAsync(), await StubService.StartAsync(), await StubService.StartAsync(),
            withLocalIssuer, settings);
        await gateway.app.StartAsync(Ct);
        // The authority is looked up at the first token, and the port is known only now.
        if (withLocalIssuer) gateway.Set("Authentication:Authority", gateway.Url);
        return gateway;
    }

    /// <summary>A setting that is read at the first token, when the ports are known.</summary>
    public void Set(string key, string value) => app.Configuration[key] = value;

    public string TokenOf(string client) => Issuer.Token("bpc", ["registrar"], clientId: client);

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, null, headers);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Url + path) { Content = body };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, Ct);
    }

    /// <summary>As the given client until its rate is used up; the refusal.</summary>
    public async Task<HttpResponseMessage> ExhaustAsync(string path, string? token, Func<int, (string, string)[]>? headers = null)
    {
        for (var i = 0; i < 1000; i++)
        {
            var reply = await GetAsync(path, token, headers?.Invoke(i) ?? []);
            if (reply.StatusCode is HttpStatusCode.TooManyRequests) return reply;
            reply.Dispose();
        }
        throw new InvalidOperationException("A thousand requests did not use up the rate.");
    }

    /// <summary>The checks, when the gateway has come to this status; a report is kept for a second.</summary>
    public async Task<JsonElement> ReadinessAsync(HttpStatusCode expected, string? status = null)
    {
        JsonElement report = default;
        await Eventually.TrueAsync(async () =>
        {
            using var reply = await GetAsync("/health/ready");
            report = await reply.Content.ReadFromJsonAsync<JsonElement>(Ct);
            return reply.StatusCode == expected && (status is null || report.GetProperty("status").GetString() == status);
        }, () => report.ToString());
        return report.GetProperty("checks");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await Enrollment.DisposeAsync();
        await Faculty.DisposeAsync();
        await Partnership.DisposeAsync();
        await Issuer.DisposeAsync();
        folder.Dispose();
    }
}
