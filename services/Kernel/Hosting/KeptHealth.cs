using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Kernel.Hosting;

/// <summary>
/// The health of the process, checked at most once a second for any number of requests. Each change is one line in the log.
/// </summary>
internal sealed partial class KeptHealth(HealthCheckService health, IConfiguration configuration, ILogger<KeptHealth> log) : IDisposable
{
    private readonly TimeSpan keptFor = configuration.GetValue("Health:KeptFor", TimeSpan.FromSeconds(1));
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, HealthStatus> told = [];
    private (HealthReport Report, long At)? kept;

    public async Task<HealthReport> ReadAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (kept is { } last && Stopwatch.GetElapsedTime(last.At) < keptFor) return last.Report;
            // It serves all waiting requests, so it goes on after the first one disconnects.
            var report = await health.CheckHealthAsync(CancellationToken.None);
            foreach (var (name, entry) in report.Entries) TellChange(name, entry);
            kept = (report, Stopwatch.GetTimestamp());
            return report;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private void TellChange(string name, HealthReportEntry entry)
    {
        if (told.GetValueOrDefault(name, HealthStatus.Healthy) == entry.Status) return;
        told[name] = entry.Status;
        var level = entry.Status is HealthStatus.Healthy ? LogLevel.Information : LogLevel.Warning;
        Changed(log, level, name, entry.Status, entry.Description, entry.Exception?.Message);
    }

    [LoggerMessage(Message = "{Check} is {Status} now. {Description} {Error}")]
    private static partial void Changed(ILogger log, LogLevel level, string check, HealthStatus status, string? description, string? error);
}
