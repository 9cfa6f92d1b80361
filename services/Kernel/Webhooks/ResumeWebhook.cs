using Kernel.Changes;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>A paused or disabled webhook goes on: where it stopped, or with what changes from now on.</summary>
internal static class ResumeWebhook
{
    public const string Now = "now";

    private const string WhereItStopped = "where-it-stopped";

    /// <param name="From"><c>where-it-stopped</c>, if left out, or <c>now</c>. Then what waits is not sent.</param>
    public sealed record Request([property: OneOf(WhereItStopped, Now)] string? From = null);

    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapPost("/{id:guid}/resume", HandleAsync).ForReaders(nameof(ResumeWebhook), "Resume a paused or disabled webhook");

    private static async Task<Results<Ok<Webhook>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, ChangeReader feed, WebhookQueue queue, Act act, CancellationToken ct)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller, ct) is not { } held) return CommonProblems.NotFound();
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;
        if (held.IsActive) return WebhookProblems.NotIn(held, WebhookState.Paused, WebhookState.Disabled);
        var now = await feed.NowAsync(ct);
        if (request.From != Now && held.Position < now.Oldest) return WebhookProblems.CannotGoOn(held.Position, now.Oldest);

        var resumed = held.Next(act.Now) with { State = WebhookState.Active, Reason = null };
        if (request.From == Now)
        {
            resumed = resumed with { Position = now.Position };
            await DeliveryStore.LeaveOutAsync(work, id);
        }
        await DeliveryStore.BeginAgainAsync(work, id, act.Now);
        await WebhookRow.RecordAsync(work, resumed, "resumed", act);
        work.Committed += () => queue.Add(id);
        return await work.CommitAsync(TypedResults.Ok(resumed.ToReply()));
    }
}
