using System.Data.Common;
using System.Diagnostics;
using Contracts.Platform;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Imports;

/// <summary>Handles imports, a few at once. After a kill, this or another process goes on behind the last committed row.</summary>
internal sealed class ImportWorker(
    IServiceProvider services, IEnumerable<ImportKind> kinds, Db db, ImportOptions options, ImportSignal signal, TimeProvider clock,
    ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => kinds.Any()
        ? Task.WhenAll(Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(() => LoopAsync(stoppingToken), stoppingToken)))
        : Task.CompletedTask;

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ClaimAsync(stoppingToken) is var (job, token)) await HandleAsync(job, token, stoppingToken);
                await signal.WaitAsync(options.PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database may be away for a while.
                log.LogError(error, "Imports cannot be handled now, and will be tried again");
                await Task.Delay(options.PollInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<(JobRow Job, Guid Token)?> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await IdleWork.RunAsync("import poll", () => JobLease.HasClaimableAsync(db, now, options.Lease, ct))) return null;
        var token = Guid.CreateVersion7();
        JobRow? claimed = null;
        await WorkAsync(async (work, _) => claimed = await JobLease.ClaimAsync(work, token, now, options.Lease));
        return claimed is null ? null : (claimed, token);
    }

    private async Task HandleAsync(JobRow job, Guid token, CancellationToken stoppingToken)
    {
        using var span = Begin(job);
        var run = ActivatorUtilities.CreateInstance<ImportRun>(services, kinds.Single(kind => kind.Name == job.Kind), token);
        try
        {
            await run.RunAsync(job, stoppingToken);
        }
        catch (ImportTakenException)
        {
            log.LogInformation("Import {Import} was cancelled, or taken by another process", job.Id);
        }
        catch (DbException error) when (db.IsTransient(error))
        {
            log.LogInformation(error, "Import {Import} was ended by another request at its end", job.Id);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await ReleaseAsync(job, token, job.Attempts, clock.GetUtcNow());
            throw;
        }
        catch (Exception error)
        {
            log.LogError(error, "Import {Import} failed, and will be tried again", job.Id);
            await GiveUpOrWaitAsync(job.Id, token);
        }
        await StoredUploads.ForgetAsync(services.GetRequiredService<IServiceScopeFactory>(), job.Id);
    }

    private Task GiveUpOrWaitAsync(Guid id, Guid token) => WorkAsync(async (work, events) =>
    {
        if (await JobStore.HoldAsync(work, id) is not { IsOpen: true } job) return;
        var now = clock.GetUtcNow();
        if (job.Attempts + 1 < options.Attempts)
        {
            await JobLease.ReleaseAsync(work, id, token, job.Attempts + 1, now + (FirstPause * Math.Pow(2, job.Attempts)));
            return;
        }
        var failed = job with
        {
            State = ImportState.Failed,
            Failure = $"The service failed behind row {job.RowsRead}. Tell operations, and send the rows from there on again.",
            EndedAt = now,
            Version = job.Version + 1,
        };
        var (today, service) = (services.GetRequiredService<Today>(), services.GetRequiredService<ServiceName>());
        await JobStore.EndAsync(work, events, service, failed, failed.ActOn(today.Value, now));
    });

    private Task ReleaseAsync(JobRow job, Guid token, int attempts, DateTimeOffset notBefore) =>
        WorkAsync((work, _) => JobLease.ReleaseAsync(work, job.Id, token, attempts, notBefore));

    // The spans and the audit of all rows have the trace of the request that sent them.
    private static Activity Begin(JobRow job)
    {
        var span = new Activity("import");
        if (job.TraceParent is { } origin) span.SetParentId(origin);
        return span.Start();
    }

    private async Task WorkAsync(Func<UnitOfWork, IPublishEndpoint, Task> body)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => body(work, scope.ServiceProvider.GetRequiredService<IPublishEndpoint>()));
    }
}

/// <summary>Wakes the worker after an upload. It is latched: a signal to a busy worker is not lost.</summary>
internal sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim latch = new(0);

    public void Raise() => latch.Release();

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => latch.WaitAsync(atMost, ct);

    public void Dispose() => latch.Dispose();
}
