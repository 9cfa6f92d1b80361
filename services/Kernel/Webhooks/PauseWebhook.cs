using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>Sends nothing more until the webhook is resumed. What changes meanwhile is sent then.</summary>
internal static class PauseWebhook
{
    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapPost("/{id:guid}/pause", HandleAsync).ForReaders(nameof(PauseWebhook), "Pause a webhook");

    private static async Task<Results<Ok<Webhook>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;
        if (!held.IsActive) return WebhookProblems.NotIn(held, WebhookState.Active);

        var paused = held with { State = WebhookState.Paused, DueAt = null, Version = held.Version + 1 };
        await WebhookRow.RecordAsync(work, paused, "paused", act);
        return await work.CommitAsync(TypedResults.Ok(paused.ToReply()));
    }
}
