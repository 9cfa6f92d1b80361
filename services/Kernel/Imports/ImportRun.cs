using System.Collections;
using System.Data.Common;
using System.Threading.Channels;
using Contracts.Platform;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.Outbox;
using MassTransit;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace Kernel.Imports;

/// <summary>One import in the hands of this process: one task reads and validates rows, another one judges and records them.</summary>
internal sealed class ImportRun(
    IServiceProvider services, ImportKind kind, Guid token, Db db, ImportOptions options, TimeProvider clock, Today today,
    ServiceName service, OutboxLevel outbox)
{
    private static readonly TimeSpan OutboxWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly System.Text.Json.JsonSerializerOptions json =
        services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
    private DateTimeOffset told = clock.GetUtcNow();
    private BitArray? done;
    private bool isGuarded;

    /// <summary>Goes on where the import stands, until its end.</summary>
    public async Task RunAsync(JobRow job, CancellationToken ct)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var form = new RowForm(kind, json, services.GetRequiredService<IOptions<ValidationOptions>>().Value, services);
        var batches = Channel.CreateBounded<List<ReadRow>>(2);
        if (job is { IsCheck: true, RowsRead: > 0 }) job = await RestartAsync(job);
        var begun = job;
        done = await DoneBefore.ReadAsync(db, job, ct);
        var reader = Task.Run(() => ReadAsync(batches.Writer, begun, form, reading.Token), CancellationToken.None);
        var earlier = job.IsCheck ? new Dictionary<string, long>(StringComparer.Ordinal) : null;
        try
        {
            await foreach (var rows in batches.Reader.ReadAllAsync(ct))
            {
                await WaitForOutboxAsync(job, ct);
                job = await HandleAsync(job, rows, earlier, ct);
            }
            await EndAsync(job with { State = ImportState.Completed });
        }
        catch (UnreadableUploadException why)
        {
            await EndAsync(job with { State = ImportState.Failed, Failure = $"{why.Message} The first {job.RowsRead} rows were handled." });
        }
        finally
        {
            await reading.CancelAsync();
            await reader;
        }
    }

    private async Task ReadAsync(ChannelWriter<List<ReadRow>> batches, JobRow job, RowForm form, CancellationToken ct)
    {
        try
        {
            var batch = new List<ReadRow>(options.BatchSize);
            await foreach (var row in RowReader.RowsAsync(db, job, form, ct))
            {
                batch.Add(row);
                if (batch.Count < options.BatchSize && row.Number < options.MostRows) continue;
                await batches.WriteAsync(batch, ct);
                batch = new List<ReadRow>(options.BatchSize);
                if (row.Number < options.MostRows || job.LineCount <= options.MostRows) continue;
                throw UnreadableUploadException.Of(options.MostRows);
            }
            if (batch.Count > 0) await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception error)
        {
            batches.TryComplete(error);
        }
    }

    private async Task<JobRow> HandleAsync(
        JobRow job, IReadOnlyList<ReadRow> rows, Dictionary<string, long>? earlier, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await InTransactionAsync(job, rows, earlier, ct);
            }
            catch (UnguardedException) when (!isGuarded)
            {
                isGuarded = true;
            }
            catch (OutboxFullException)
            {
                await WaitForOutboxAsync(job, ct);
            }
            catch (DbException error) when (db.IsTransient(error) && attempt < options.Attempts)
            {
                if (!await HoldsAsync(job)) throw new ImportTakenException();
                await Task.Delay(Pause * attempt, clock, ct);
            }
        }
    }

    private async Task<JobRow> InTransactionAsync(
        JobRow job, IReadOnlyList<ReadRow> rows, Dictionary<string, long>? earlier, CancellationToken ct)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var events = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
        var act = job.ActOn(today.Value, clock.GetUtcNow());
        var batch = new ImportBatch(kind, job, rows, done, json);
        if (job.IsCheck)
        {
            await work.BeginAsync(ct);
            try
            {
                await batch.RunAsync(new Importing(work, events, act, scope.ServiceProvider), earlier, isGuarded);
            }
            finally
            {
                await work.RollbackAsync();
            }
        }
        var next = job;
        await work.RunAsync(async () =>
        {
            if (!job.IsCheck) await batch.RunAsync(new Importing(work, events, act, scope.ServiceProvider), null, isGuarded);
            next = JobLease.After(job, batch.Tally, act.Now);
            await RecordAsync(work, events, batch, next, act.Now);
            Failpoint.Reached("in-batch");
        }, ct);
        Failpoint.Reached("after-batch");
        return next;
    }

    private async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, ImportBatch batch, JobRow next, DateTimeOffset now)
    {
        await JobLease.ProgressAsync(work, next, token, now + options.Lease);
        if (batch.Report.Length > 0)
        {
            await work.ExecuteAsync(
                "INSERT INTO $schema.import_report (job_id, first_row, row_numbers, lines) VALUES (@Id, @first, @rows, @lines)",
                new { next.Id, first = batch.RefusedRows[0], rows = string.Join(',', batch.RefusedRows), lines = batch.Report });
        }
        if (now - told < options.TellInterval && next.StartedAt != now) return;
        told = now;
        await events.Publish(next.ToEvent(service.Value, now));
    }

    // A check knows earlier rows only in memory, so after a kill it begins again.
    private async Task<JobRow> RestartAsync(JobRow job)
    {
        var now = clock.GetUtcNow();
        var again = JobLease.After(job with { RowsRead = 0, Accepted = 0, Unchanged = 0, Refused = 0, StartedAt = now }, new Tally(), now);
        await WorkAsync(async (work, _) =>
        {
            await JobLease.ProgressAsync(work, again, token, now + options.Lease);
            await work.ExecuteAsync("DELETE FROM $schema.import_report WHERE job_id = @Id", new { job.Id });
        });
        return again;
    }

    // An import leaves room in the outbox for requests.
    private async Task WaitForOutboxAsync(JobRow job, CancellationToken ct)
    {
        while (!outbox.HasRoom)
        {
            await outbox.ReadAsync(ct);
            if (outbox.HasRoom) return;
            await WorkAsync((work, _) => JobLease.RenewAsync(work, job.Id, token, clock.GetUtcNow() + options.Lease));
            await Task.Delay(OutboxWait, clock, ct);
        }
    }

    private Task EndAsync(JobRow job)
    {
        var now = clock.GetUtcNow();
        var ended = job with { EndedAt = now, Version = job.Version + 1 };
        return WorkAsync((work, events) => JobStore.EndAsync(work, events, service, ended, ended.ActOn(today.Value, now)));
    }

    private async Task<bool> HoldsAsync(JobRow job) => (await db.QueryAsync<Guid>(
        "SELECT id FROM $schema.import_job WHERE id = @Id AND lease_token = @token AND version = @Version",
        new { job.Id, token, job.Version })).Count > 0;

    private async Task WorkAsync(Func<UnitOfWork, IPublishEndpoint, Task> body)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => body(work, scope.ServiceProvider.GetRequiredService<IPublishEndpoint>()));
    }
}

/// <summary>A caller cancelled the import, or another process took it after this one had paused for too long.</summary>
internal sealed class ImportTakenException() : Exception("The import is no longer in the hands of this process.");
