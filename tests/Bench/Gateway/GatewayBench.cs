using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Testing;

namespace Bench.Gateway;

/// <summary>
/// An authority registers organisations: through the gateway, with token, validation, problem details, unit of work, audit and event as
/// shipped;
/// straight at the service; and on bare Kestrel, which runs the same statements in one transaction and does nothing else.
/// Two more services show what telemetry costs: one that has it switched off, and one that makes each span and sends none.
/// </summary>
internal static class GatewayBench
{
    private const int Workers = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    private static int next;

    public static async Task RunAsync()
    {
        foreach (var engine in Measure.Engines)
        {
            await using var issuer = await TestIssuer.StartAsync();
            await using var bareData = await TestDatabase.CreateAsync(engine);
            await using var data = await TestDatabase.CreateAsync(engine);
            await using var offData = await TestDatabase.CreateAsync(engine);
            await using var onData = await TestDatabase.CreateAsync(engine);
            await using var bare = ServiceProcess.Start("tests/Bench", bareData.Configuration, ["bare"]);
            await using var service = Service(issuer, data);
            await using var withoutTelemetry = Service(issuer, offData, ("Telemetry:Enabled", "false"));
            await using var withSpans = Service(issuer, onData, ("Telemetry:Enabled", "true"));
            await using var gateway = ServiceProcess.Start("gateway", Settings(issuer, new Dictionary<string, string?>
            {
                ["ReverseProxy:Clusters:industry-partnership:Destinations:service:Address"] = service.Address.ToString(),
                ["Gateway:RateLimit:Burst"] = "100000000",
                ["Gateway:RateLimit:PerSecond"] = "100000000",
            }));
            await bare.WaitForAsync("/");
            await Task.WhenAll(
                new[] { service, withoutTelemetry, withSpans, gateway }.Select(process => process.WaitForAsync("/health/live")));

            const string Path = "/industry-partnership/v1/organisations";
            // As on every installation, the authority is known before it registers others.
            foreach (var process in new[] { service, withoutTelemetry, withSpans })
            {
                await PostAsync(Client(process.Address, issuer.Token(null, ["ops"])), Path, "bjedu", "authority");
            }
            var token = issuer.Token("bjedu", ["authority"]);
            Contender[] contenders =
            [
                new("bare Kestrel, same SQL", Register(Client(bare.Address, null), "/organisations"), bare),
                new("straight to the service", Register(Client(service.Address, token), Path), service),
                new("  telemetry switched off", Register(Client(withoutTelemetry.Address, token), Path), withoutTelemetry),
                new("  spans made and not sent", Register(Client(withSpans.Address, token), Path), withSpans),
                new("through the gateway", Register(Client(gateway.Address, token), Path), gateway, service),
            ];
            foreach (var contender in contenders) await Measure.LoadAsync(Workers, WarmUp, contender.Act);
            await Measure.CompareAsync($"POST, {engine}, {Workers} at once", contenders, Workers, Duration);
        }
    }

    private static ServiceProcess Service(TestIssuer issuer, TestDatabase database, params (string Key, string Value)[] more)
    {
        var settings = Settings(issuer, database.Configuration);
        foreach (var (key, value) in more) settings[key] = value;
        return ServiceProcess.Start("services/IndustryPartnership", settings);
    }

    private static Func<Task> Register(HttpClient client, string path) => async () =>
    {
        var number = Interlocked.Increment(ref next);
        await PostAsync(client, path, $"u{number}", "university");
    };

    private static async Task PostAsync(HttpClient client, string path, string code, string kind)
    {
        using var reply = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), new { code, name = "A name", kind, nameZh = "大学" });
        if (reply.StatusCode == HttpStatusCode.Created) return;
        throw new InvalidOperationException($"{path} answered {(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync()}");
    }

    private static HttpClient Client(Uri address, string? token)
    {
        var client = new HttpClient { BaseAddress = address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static Dictionary<string, string?> Settings(TestIssuer issuer, IReadOnlyDictionary<string, string?> more) =>
        new(more)
        {
            ["Authentication:Authority"] = issuer.Url,
            ["Logging:LogLevel:Default"] = "Warning",
            ["Messaging:OutboxLimit"] = "100000000",
        };
}
