using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Enrollment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Testing;

namespace Bench.Webhooks;

/// <summary>
/// One change that a thousand subscribers see, from the request that makes it to the last receiver: all of them answer, or one of them
/// never does. The service and the receivers run in this process, and the two take turns.
/// </summary>
internal static class WebhookBench
{
    private const int Subscribers = 1000;
    private const int PerOrganisation = 20;
    private const int Changes = 8;
    private const int Rounds = 5;
    private const double Most = 1.1;

    private static readonly ConcurrentDictionary<string, long> Sent = new();
    private static readonly ConcurrentQueue<TimeSpan> Latencies = new();
    private static readonly ConcurrentDictionary<(string Thing, int Receiver), bool> Got = new();
    private static volatile bool isOneDead;

    public static async Task RunAsync()
    {
        await using var receivers = await ReceiversAsync();
        await using var app = await ServiceApp.StartAsync(Engine.Sqlite, EnrollmentService.Name, builder =>
        {
            builder.Configuration["Webhooks:AllowLocal"] = "true";
            builder.AddEnrollment();
        }, service => service.MapEnrollment());
        for (var i = 0; i < Subscribers; i++)
        {
            using var client = app.As($"org-{i / PerOrganisation}", "registrar");
            using var made = await client.PostAsJsonAsync(
                "/enrollment/v1/webhooks", new { address = $"{receivers.Urls.Single()}/{i}", kinds = new[] { "pathway" } });
            made.EnsureSuccessStatusCode();
        }
        using var registrar = app.As("org-0", "registrar");
        await ChangeAsync(registrar);

        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            isOneDead = false;
            var all = await RoundAsync(registrar);
            isOneDead = true;
            var others = await RoundAsync(registrar);
            ratios.Add(others.Percentile(0.99) / all.Percentile(0.99));
            Console.WriteLine($"  {"all answer",-28} {all}");
            Console.WriteLine($"  {"one never answers, others",-28} {others}");
        }
        var median = Measure.Median(ratios);
        var each = string.Join(", ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  p99 of the others × {median:0.00} by the dead one, median of {Rounds} ({each})")
            + (median > Most ? ", which is too much" : ""));
    }

    private static async Task<Sample> RoundAsync(HttpClient registrar)
    {
        Latencies.Clear();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Changes; i++) await ChangeAsync(registrar);
        var latencies = Latencies.ToList();
        return new Sample(latencies.Count, watch.Elapsed, latencies);
    }

    private static async Task ChangeAsync(HttpClient registrar)
    {
        var code = $"P{Sent.Count}";
        Sent[code] = Stopwatch.GetTimestamp();
        using var made = await registrar.PostAsJsonAsync("/enrollment/v1/pathways", new
        {
            code,
            stages = new[] { new { name = "First", years = 3, taughtBy = "from" }, new { name = "Second", years = 2, taughtBy = "to" } },
        });
        made.EnsureSuccessStatusCode();
        // Number 0 may be dead.
        await Eventually.EqualAsync(Subscribers - 1, () => Got.Keys.Count(one => one.Thing == code && one.Receiver > 0));
    }

    private static async Task<WebApplication> ReceiversAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/{number:int}", async (int number, HttpRequest request, CancellationToken gone) =>
        {
            var told = await request.ReadFromJsonAsync<Told>(gone);
            if (number == 0 && isOneDead) await Task.Delay(Timeout.Infinite, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!Got.TryAdd((told!.Thingid, number), true) || number == 0) return;
            if (Sent.TryGetValue(told.Thingid, out var began)) Latencies.Enqueue(Stopwatch.GetElapsedTime(began));
        });
        await app.StartAsync();
        return app;
    }

    private sealed record Told(string Thingid);
}
