using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>
/// Sends again what was sent before: one delivery, or those of a period. A replay has the same id and body; what waits of a thing still
/// goes in the order of its changes.
/// </summary>
internal static class ReplayWebhook
{
    /// <param name="From">The first moment of the period, UTC, by <c>createdAt</c> of the deliveries.</param>
    /// <param name="Until">Its end, UTC; that moment is not in it.</param>
    public sealed record Request(DateTimeOffset From, DateTimeOffset Until);

    /// <param name="Deliveries">How many deliveries wait to be sent again.</param>
    public sealed record Replayed(int Deliveries);

    public static void Map(RouteGroupBuilder hooks)
    {
        hooks.MapPost("/{id:guid}/deliveries/{delivery:guid}/replay", OneAsync)
            .ForReaders("ReplayWebhookDelivery", "Send a delivery again");
        hooks.MapPost("/{id:guid}/replay", PeriodAsync)
            .ForReaders("ReplayWebhookDeliveries", "Send the deliveries of a period again");
    }

    /// <summary>Lets a process look at the subscription now.</summary>
    public static Task WakeAsync(UnitOfWork work, Guid id, WebhookQueue queue, Act act)
    {
        work.Committed += () => queue.Add(id);
        return work.ExecuteAsync(
            "UPDATE $schema.webhook SET due_at = @Now WHERE id = @id AND lease_token IS NULL", new { id, act.Now });
    }

    private static async Task<Results<Ok<WebhookDelivery>, Refusal>> OneAsync(
        Guid id, Guid delivery, UnitOfWork work, WebhookQueue queue, Act act)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller) is not { } held
            || await DeliveryStore.FindAsync(work, id, delivery) is not { } row)
        {
            return CommonProblems.NotFound();
        }
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;

        var again = row with { State = DeliveryRow.Waiting, Attempts = 0, Replays = row.Replays + 1, NextAt = act.Now };
        await DeliveryStore.ChangeAsync(work, again);
        await WakeAsync(work, id, queue, act);
        // The first version is the delivery's own.
        await work.AuditAsync("webhook delivery", delivery, again.Replays + 1, "replayed", act);
        return await work.CommitAsync(TypedResults.Ok(again.ToReply()));
    }

    private static async Task<Results<Ok<Replayed>, Refusal>> PeriodAsync(
        Guid id, Request request, UnitOfWork work, WebhookQueue queue, WebhookOptions options, Act act)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;
        if (request.Until <= request.From) return CommonProblems.MalformedRequest("The member until must be after the member from.");
        var (from, until) = (request.From.ToUniversalTime(), request.Until.ToUniversalTime());
        var last = await work.WithoutHold().QueryAsync<DateTimeOffset>(
            $"""
            SELECT created_at
            FROM $schema.webhook_delivery
            WHERE webhook_id = @id AND created_at >= @from AND created_at < @until AND state <> 'waiting' AND purpose = 'change'
            ORDER BY created_at {Db.Page}
            """,
            new { id, from, until, limit = options.MostReplayed + 1 });
        if (last.Count > options.MostReplayed) return WebhookProblems.ReplaysTooMany(last.Count, options.MostReplayed, last[^1]);

        var replayed = await work.ExecuteAsync(
            """
            UPDATE $schema.webhook_delivery
            SET state = 'waiting', attempts = 0, replays = replays + 1, next_at = @Now
            WHERE webhook_id = @id AND created_at >= @from AND created_at < @until AND state <> 'waiting' AND purpose = 'change'
            """,
            new { id, from, until, act.Now });
        await WakeAsync(work, id, queue, act);
        await work.AuditAsync("webhook replay", Guid.CreateVersion7(), 1, "replayed", act);
        return await work.CommitAsync(TypedResults.Ok(new Replayed(replayed)));
    }
}
