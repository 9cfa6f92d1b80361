using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Hosting;

/// <summary>Work that a date brings, not a request: at the start, each minute, and at once when the business date is moved.</summary>
/// <param name="Name">For the log.</param>
/// <param name="RunAsync">Does what is due; called with a scope of its own, and again where it failed.</param>
public sealed record Sweep(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync);

internal sealed class Sweeper(IEnumerable<Sweep> sweeps, IServiceScopeFactory scopes, Today today, TimeProvider clock, ILogger<Sweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

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
            // The host is stopping; what is still due is done after the next start.
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
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "The sweep {Sweep} failed and will be tried again", sweep.Name);
        }
    }
}
