using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Hosting;

/// <summary>Runs the sweeps. A failure is logged and counted, and the next run tries again.</summary>
internal sealed class Sweeper(
    IEnumerable<Sweep> sweeps, IServiceScopeFactory scopes, Today today, TimeProvider clock, IMeterFactory meters, ServiceName service,
        ILogger<Sweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Counter<long> failures = meters.Create(Telemetry.Name).CreateCounter<long>(
        "platform.sweep.failures", "{failure}", "Things that a sweep could not do, and sweeps that failed as a whole.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var due = new SemaphoreSlim(1);
        void Wake() => due.Release();
        today.Moved += Wake;
        await using var timer = clock.CreateTimer(_ => Wake(), null, Interval, Interval);
        try
        {
            while (true)
            {
                await due.WaitAsync(stoppingToken);
                foreach (var sweep in sweeps) await RunAsync(sweep, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; the next start does the rest.
        }
        finally
        {
            today.Moved -= Wake;
        }
    }

    private async Task RunAsync(Sweep sweep, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await sweep.RunAsync(scope.ServiceProvider, ct);
        }
        catch (AggregateException error) when (!ct.IsCancellationRequested
            && error.InnerExceptions.All(one => one.Data.Contains(Sweep.Thing)))
        {
            foreach (var failure in error.InnerExceptions)
            {
                Count(sweep);
                log.LogError(failure, "The sweep {Sweep} failed for {Thing} and will try it again", sweep.Name, failure.Data[Sweep.Thing]);
            }
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Count(sweep);
            log.LogError(error, "The sweep {Sweep} failed and will be tried again", sweep.Name);
        }
    }

    private void Count(Sweep sweep) =>
        failures.Add(
        1, new KeyValuePair<string, object?>("sweep", sweep.Name), new KeyValuePair<string, object?>(
        Telemetry.ServiceTag, service.Value));
}
