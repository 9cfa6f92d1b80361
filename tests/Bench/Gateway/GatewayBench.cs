using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Testing;

namespace Bench.Gateway;

/// <summary>
/// An authority registers organisations: through the gateway, with token, validation, problem details, unit of work, audit, event and
/// telemetry as shipped; and on bare Kestrel, which runs the same statements in one transaction and does nothing else.
/// </summary>
internal static class GatewayBench
{
    private const int Workers = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    private static int next;

    public static async Task RunAsync()
    {
        foreach (var engine in Measure.Engines)
        {
            await using var issuer = await TestIssuer.StartAsync();
            await using var ours = await TestDatabase.CreateAsync(engine);
            await using var theirs = await TestDatabase.CreateAsync(engine);
            await using var bare = ServiceProcess.Start("tests/Bench", theirs.Configuration, ["bare"]);
            await using var service = ServiceProcess.Start("services/IndustryPartnership", Settings(issuer, ours.Configuration));
            await using var gateway = ServiceProcess.Start("gateway", Settings(issuer, new Dictionary<string, string?>
            {
                ["ReverseProxy:Clusters:industry-partnership:Destinations:service:Address"] = service.Address.ToString(),
                ["Gateway:RateLimit:Burst"] = "100000000",
                ["Gateway:RateLimit:PerSecond"] = "100000000",
            }));
            await Task.WhenAll(bare.WaitForAsync("/"), service.WaitForAsync("/health/live"), gateway.WaitForAsync("/health/live"));

            using var toBare = Client(bare.Address, null);
            using var toGateway = Client(gateway.Address, issuer.Token("bjedu", ["authority"]));
            var (bareAct, gatewayAct) = (Register(toBare, "/organisations"), Register(toGateway, "/industry-partnership/v1/organisations"));
            await Measure.LoadAsync(Workers, WarmUp, bareAct);
            await Measure.LoadAsync(Workers, WarmUp, gatewayAct);

            var rounds = new List<(Sample, Sample)>();
            for (var round = 0; round < Measure.Rounds; round++)
            {
                var peers = await Measure.LoadAsync(Workers, Duration, bareAct);
                rounds.Add((await Measure.LoadAsync(Workers, Duration, gatewayAct), peers));
            }
            Measure.Report($"POST through the gateway, {engine}, {Workers} at once", "bare Kestrel, same SQL", rounds);
        }
    }

    private static Func<Task> Register(HttpClient client, string path) => async () =>
    {
        var number = Interlocked.Increment(ref next);
        using var reply = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), new { code = $"u{number}", name = "A university", kind = "university", nameZh = "大学" });
        if (reply.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"{path} answered {(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync()}");
    };

    private static HttpClient Client(Uri address, string? token)
    {
        var client = new HttpClient { BaseAddress = address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static Dictionary<string, string?> Settings(TestIssuer issuer, IReadOnlyDictionary<string, string?> more) =>
        new(more) { ["Authentication:Authority"] = issuer.Url, ["Logging:LogLevel:Default"] = "Warning" };
}
