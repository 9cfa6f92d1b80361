using Kernel.Changes;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Webhooks;

/// <summary>
/// Finds the subscriptions that have something to send, and gives each its turns. Receivers that are down or slow have workers of their
/// own, so they delay nobody else. Several processes may do this; a subscription's lease lets one of them send.
/// </summary>
internal sealed class WebhookWorker(
    Db db, ChangeReader feed, ChangeSignal signal, WebhookQueue queue, WebhookTurn turn, WebhookOptions options, TimeProvider clock,
    ILogger<WebhookWorker> log) : BackgroundService
{
    // Parameters of one statement.
    private const int AtOnce = 200;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Concurrency == 0) return Task.CompletedTask;
        var workers = Enumerable.Repeat(false, options.Concurrency).Concat(Enumerable.Repeat(true, options.SlowConcurrency));
        return Task.WhenAll(workers.Select(isSlow => Task.Run(() => WorkAsync(isSlow, stoppingToken), stoppingToken))
            .Append(Task.Run(() => LookAsync(stoppingToken), stoppingToken)));
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var (seen, lookedAt) = (0L, DateTimeOffset.MinValue);
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = signal.Next;
            try
            {
                var now = clock.GetUtcNow();
                var position = (await IdleWork.RunAsync("look for webhooks", () => feed.NowAsync(stoppingToken))).Position;
                var found = await IdleWork.RunAsync("look for webhooks", async () =>
                    (now - lookedAt).Duration() >= options.LookAgain
                        ? [.. await BehindAsync(position, stoppingToken), .. await DueAsync(now, stoppingToken)]
                        : (IReadOnlyList<Found>)[
                            .. await TouchedAsync(seen, position, stoppingToken), .. await DueAsync(now, stoppingToken)]);
                foreach (var one in found) queue.Add(one.Id, one.IsDown);
                if ((now - lookedAt).Duration() >= options.LookAgain) lookedAt = now;
                seen = position;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Webhooks cannot be looked for now, and will be later");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.WhenAny(changed, Task.Delay(options.PollInterval, stoppingToken));
        }
    }

    // Each subscription that may have missed something, such as at the start.
    private Task<IReadOnlyList<Found>> BehindAsync(long position, CancellationToken ct) => db.QueryAsync<Found>(
        "SELECT id, is_down FROM $schema.webhook WHERE state = 'active' AND position < @position", new { position }, ct);

    private Task<IReadOnlyList<Found>> DueAsync(DateTimeOffset now, CancellationToken ct) =>
        db.QueryAsync<Found>("SELECT id, is_down FROM $schema.webhook WHERE due_at <= @now", new { now }, ct);

    // What strangers see concerns everybody.
    private async Task<IReadOnlyList<Found>> TouchedAsync(long seen, long position, CancellationToken ct)
    {
        if (position <= seen) return [];
        var organisations = await db.QueryAsync<string>(
            "SELECT DISTINCT organisation FROM $schema.change_sight WHERE position > @seen AND position <= @position",
            new { seen, position }, ct);
        if (organisations.Contains("")) return await BehindAsync(position, ct);
        var found = new List<Found>();
        foreach (var some in organisations.Chunk(AtOnce))
        {
            found.AddRange(await db.QueryAsync<Found>(
                "SELECT id, is_down FROM $schema.webhook WHERE organisation IN @some AND state = 'active'", new { some }, ct));
        }
        return found;
    }

    private async Task WorkAsync(bool isSlow, CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var id in queue.ReadAsync(isSlow, stoppingToken))
            {
                queue.Begin(id);
                WebhookTurn.Result? result = null;
                try
                {
                    result = await turn.RunAsync(id, stoppingToken);
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    // Its lease ends, and then it is due.
                    log.LogError(error, "A turn of webhook {Webhook} failed, and will be taken again", id);
                }
                queue.End(id, result);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start does the rest.
        }
    }

    private sealed record Found
    {
        public Guid Id { get; init; }
        public bool IsDown { get; init; }
    }
}
