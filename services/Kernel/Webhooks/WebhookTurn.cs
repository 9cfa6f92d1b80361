using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Kernel.Changes;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kernel.Webhooks;

/// <summary>
/// One turn of a subscription: what waits and is due, then the next changes of the feed. It holds the subscription by a lease, and no
/// lock while it sends. What was sent and how far it came commit together, so after a kill the same is sent again.
/// </summary>
internal sealed class WebhookTurn(
    Db db, IServiceScopeFactory scopes, ChangeReader feed, WebhookSender sender, WebhookMetrics metrics, WebhookOptions options,
    Today today, TimeProvider clock, IOptions<JsonOptions> json)
{
    // A cursor this far behind is written even if nothing was sent, so that the same changes are not read over and over.
    private const int LongestWalk = 200;

    /// <returns>Whether there is more to do now, and whether the receiver fails or is slow; null if there was nothing to do.</returns>
    public async Task<Result?> RunAsync(Guid id, CancellationToken ct)
    {
        if (await IdleWork.RunAsync("look at a webhook", () => FindAsync(id, ct)) is not { } hook) return null;
        if (hook.IsDown && hook.DueAt > clock.GetUtcNow()) return null;
        var (waiting, next) = await IdleWork.RunAsync("look at a webhook", () => ReadAsync(hook, ct));
        var (page, position, isFull) = next;
        var now = clock.GetUtcNow();
        var lines = Lines(waiting.Concat(page), now).ToList();
        if (lines.Count == 0 && page.Count == 0)
        {
            var moved = (position - hook.Position >= LongestWalk || isFull) && await MoveAsync(hook, position);
            if (hook.DueAt <= now) await PutOffAsync(hook, DueOf(waiting), now);
            return isFull && moved ? new Result(GoesOn: true, IsSlow: false) : null;
        }
        var token = Guid.CreateVersion7();
        if (!await ClaimAsync(hook, token, now)) return null;
        Failpoint.Reached("webhook-after-lease");
        var began = Stopwatch.GetTimestamp();
        var sent = await SendAsync(hook, lines, ct);
        var took = Stopwatch.GetElapsedTime(began);
        Failpoint.Reached("webhook-before-commit");
        var goesOn = await CompleteAsync(hook, token, position, isFull, page, sent);
        Failpoint.Reached("webhook-after-commit");
        return new Result(goesOn, IsSlow: took > options.Slow || sent.Values.Any(HasNoAnswer));
    }

    private Task<WebhookRow?> FindAsync(Guid id, CancellationToken ct) =>
        db.FindAsync<WebhookRow>(WebhookRow.Select + " WHERE id = @id AND state <> 'ended'", new { id }, ct);

    private async Task<(IReadOnlyList<DeliveryRow> Waiting, (IReadOnlyList<DeliveryRow> Rows, long Position, bool IsFull) Page)> ReadAsync(
        WebhookRow hook, CancellationToken ct)
    {
        var waiting = await DeliveryStore.WaitingAsync(db, hook.Id, options.MostWaiting, ct);
        if (!hook.IsActive) return ([.. waiting.Where(row => row.Purpose == DeliveryRow.Test)], ([], hook.Position, false));
        if (waiting.Count >= options.MostWaiting) return (waiting, ([], hook.Position, false));

        var read = await feed.FollowAsync(hook.Position, hook.Reader, hook.Wants, options.BatchSize, ct);
        var now = clock.GetUtcNow();
        return (waiting, ([.. read.Events.Select(one => Of(hook, one.Position, one.Event, now))], read.Position, read.IsFull));
    }

    // The deliveries of each thing, in order, if the first one is due. Those that failed most often come first.
    private static IEnumerable<IReadOnlyList<DeliveryRow>> Lines(IEnumerable<DeliveryRow> rows, DateTimeOffset now) =>
        rows.GroupBy(row => row.Line).Select(line => line.ToList())
            .Where(line => line[0].NextAt is not { } at || at <= now)
            .OrderByDescending(line => line[0].Attempts);

    private DeliveryRow Of(WebhookRow hook, long position, ChangeEvent told, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        WebhookId = hook.Id,
        Position = position,
        MessageId = told.Id,
        Type = told.Type,
        Kind = told.Kind,
        ThingId = told.Thingid,
        ThingVersion = told.Version,
        Body = JsonSerializer.Serialize(WebhookEvent.Of(told), json.Value.SerializerOptions),
        CreatedAt = now,
        NextAt = now,
    };

    private async Task<bool> ClaimAsync(WebhookRow hook, Guid token, DateTimeOffset now)
    {
        var claimed = 0;
        await WorkAsync(async work => claimed = await work.ExecuteAsync(
            """
            UPDATE $schema.webhook
            SET lease_token = @token, due_at = @until
            WHERE id = @Id
                AND version = @Version
                AND position = @Position
                AND (due_at = @DueAt OR (due_at IS NULL AND @DueAt IS NULL))
                AND (lease_token IS NULL OR due_at < @now OR due_at > @latest)
            """,
            new
            {
                token,
                until = now + options.Lease,
                hook.Id,
                hook.Version,
                hook.Position,
                hook.DueAt,
                now,
                latest = now + (options.Lease * 2),
            }));
        return claimed > 0;
    }

    private async Task<bool> MoveAsync(WebhookRow hook, long position)
    {
        var moved = 0;
        await WorkAsync(async work => moved = await work.ExecuteAsync(
            """
            UPDATE $schema.webhook
            SET position = @position
            WHERE id = @Id AND position = @before AND version = @Version AND lease_token IS NULL
            """,
            new { position, hook.Id, before = hook.Position, hook.Version }));
        return moved > 0;
    }

    // A process that died held it, and there is nothing to send yet.
    private Task PutOffAsync(WebhookRow hook, DateTimeOffset? dueAt, DateTimeOffset now) => WorkAsync(work => work.ExecuteAsync(
        "UPDATE $schema.webhook SET due_at = @dueAt, lease_token = NULL WHERE id = @Id AND version = @Version AND due_at <= @now",
        new { dueAt, hook.Id, hook.Version, now }));

    private static DateTimeOffset? DueOf(IEnumerable<DeliveryRow> waiting) =>
        waiting.GroupBy(row => row.Line).Min(line => line.First().NextAt);

    private static bool HasNoAnswer(DeliveryRow row) => row is { IsWaiting: true, Status: null };

    // Without an answer nothing more is tried, and a receiver that was down gets one request first.
    private async Task<ConcurrentDictionary<Guid, DeliveryRow>> SendAsync(
        WebhookRow hook, IReadOnlyList<IReadOnlyList<DeliveryRow>> lines, CancellationToken ct)
    {
        var sent = new ConcurrentDictionary<Guid, DeliveryRow>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(options.Lease / 2);
        async Task SendLineAsync(IReadOnlyList<DeliveryRow> line)
        {
            foreach (var row in line)
            {
                if (stop.IsCancellationRequested) return;
                Answer answer;
                try
                {
                    answer = await sender.SendAsync(hook, row, ct);
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested)
                {
                    // It counts as not tried.
                    return;
                }
                metrics.Count(answer);
                sent[row.Id] = row.After(answer, clock.GetUtcNow(), options);
                if (answer.Status is null || answer.IsGone) await stop.CancelAsync();
                if (sent[row.Id].IsWaiting) return;
            }
        }
        var rest = lines.AsEnumerable();
        if (hook.IsDown && lines.Count > 0)
        {
            await SendLineAsync(lines[0]);
            rest = lines.Skip(1);
        }
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.PerReceiver };
        await Parallel.ForEachAsync(rest, parallel, async (line, _) => await SendLineAsync(line));
        return sent;
    }

    private async Task<bool> CompleteAsync(
        WebhookRow hook, Guid token, long position, bool isFull, IReadOnlyList<DeliveryRow> page,
        ConcurrentDictionary<Guid, DeliveryRow> sent)
    {
        var goesOn = false;
        await WorkAsync(async work =>
        {
            goesOn = false;
            // Deleted, or taken by another process, which sends the same again.
            if (await WebhookRow.HoldAsync(work, hook.Id) is not { } held || held.LeaseToken != token) return;
            await DeliveryStore.AddAsync(work, page.Select(row => sent.GetValueOrDefault(row.Id, row)));
            foreach (var row in sent.Values.Where(row => !row.IsNew)) await DeliveryStore.ChangeAsync(work, row);

            var now = clock.GetUtcNow();
            var isDown = sent.Values.Any(HasNoAnswer);
            var waiting = await DeliveryStore.WaitingAsync(work.WithoutHold(), hook.Id, options.MostWaiting);
            if (!held.IsActive) waiting = [.. waiting.Where(row => row.Purpose == DeliveryRow.Test)];
            // A receiver that is down gets its next request when a failed one is due.
            var due = DueOf(isDown ? waiting.Where(row => row.Attempts > 0) : waiting);
            // With many waiting, the feed was not read.
            var reads = page.Count == 0 && position == hook.Position && waiting.Count < options.MostWaiting;
            goesOn = held.IsActive && !isDown && (isFull || reads || due <= now);
            await work.ChangeAsync(
                """
                UPDATE $schema.webhook
                SET position = @position, is_failing = @isFailing, is_down = @isDown, due_at = @dueAt, lease_token = NULL
                WHERE id = @Id AND lease_token = @token
                """,
                new
                {
                    // A caller may have let it go on from now.
                    position = Math.Max(position, held.Position),
                    isFailing = waiting.Any(row => row.Attempts > 0),
                    isDown,
                    dueAt = goesOn ? now : due,
                    held.Id,
                    token,
                });
            if (held.IsActive && WhyDisabled(sent.Values) is { } reason)
            {
                goesOn = false;
                var disabled = held with { State = WebhookState.Disabled, Reason = reason, Position = Math.Max(position, held.Position) };
                await WebhookRow.RecordAsync(work, disabled with { Version = held.Version + 1, DueAt = null }, "disabled",
                    Act.OfPlatform("webhook delivery", today, clock));
            }
        });
        return goesOn;
    }

    private string? WhyDisabled(IEnumerable<DeliveryRow> sent)
    {
        var failed = sent.Where(row => row.IsWaiting).ToList();
        return failed.Any(row => new Answer(row.Status, null, null).IsGone) ? WebhookReason.Gone
            : failed.Any(row => row.Attempts > options.Retries) ? WebhookReason.Failed
            : null;
    }

    private async Task WorkAsync(Func<UnitOfWork, Task> body)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => body(work));
    }

    /// <param name="GoesOn">Whether there is more to send now.</param>
    /// <param name="IsSlow">Whether the receiver failed, or was slow.</param>
    internal sealed record Result(bool GoesOn, bool IsSlow);
}
