using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Changes;

/// <summary>
/// Gives committed changes their positions, without gaps. A change commits without a position. So a reader that has read up to a position
/// has missed nothing, however long another transaction stays open.
/// </summary>
/// <remarks>
/// Sequencers of several processes take turns on the row of the feed. They write no row that a request writes, so an open transaction
/// does not hold them up. After a crash the changes still wait.
/// </remarks>
internal sealed class ChangeSequencer(
    Db db, ChangeSignal signal, MessagingOptions options, TimeProvider clock, ILogger<ChangeSequencer> log) : BackgroundService
{
    private const int BatchSize = 500;

    // Changes that follow each other closely share a transaction. A reader gets them so much later.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SequenceAsync(stoppingToken) > 0) signal.Tell();
                if (await signal.WaitAsync(options.PollInterval, stoppingToken)) await Task.Delay(Gathering, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "Changes could not be given positions and will be tried again");
                await signal.WaitAsync(options.PollInterval, CancellationToken.None);
            }
        }
    }

    /// <summary>Gives positions to the changes that are committed now, in the order of their writing.</summary>
    /// <returns>How many got one.</returns>
    internal async Task<int> SequenceAsync(CancellationToken ct)
    {
        if ((await IdleWork.RunAsync("look for changes", () => WaitingAsync(ct))).Count == 0) return 0;
        var placed = 0;
        await using var work = new UnitOfWork(db, clock);
        await work.RunAsync(async () =>
        {
            placed = 0;
            await work.ChangeAsync("UPDATE $schema.change_feed SET position = position WHERE id = @id", new { id = 1 });
            // Read outside of the transaction: only what is committed, and without waiting for those who still write.
            var waiting = await WaitingAsync(ct);
            if (waiting.Count == 0) return;
            var position = await work.SingleAsync<long>("SELECT position FROM $schema.change_feed WHERE id = @id", new { id = 1 }, ct);
            // Positions rise as the changes were written. They need not follow each other closely.
            var (before, last) = (position + 1 - waiting[0], position + 1 - waiting[0] + waiting[^1]);
            await work.ExecuteAsync(
                """
                UPDATE $schema.change_sight
                SET position = @before + (SELECT w.seq FROM $schema.change_waiting w WHERE w.change_id = change_sight.change_id)
                WHERE change_id IN (SELECT w.change_id FROM $schema.change_waiting w WHERE w.seq IN @waiting)
                """,
                new { before, waiting });
            placed = await work.ExecuteAsync("DELETE FROM $schema.change_waiting WHERE seq IN @waiting", new { waiting });
            await work.ChangeAsync("UPDATE $schema.change_feed SET position = @last WHERE id = @id", new { id = 1, last });
        }, ct);
        return placed;
    }

    private Task<IReadOnlyList<long>> WaitingAsync(CancellationToken ct) => db.QueryAsync<long>(
        "SELECT seq FROM $schema.change_waiting ORDER BY seq " + Db.Page, new { limit = BatchSize }, ct);
}
