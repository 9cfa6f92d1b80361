using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>Deletes a webhook with its secrets. Nothing that waits is sent.</summary>
internal static class DeleteWebhook
{
    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapDelete("/{id:guid}", HandleAsync).ForReaders(nameof(DeleteWebhook), "Delete a webhook for good");

    private static async Task<Results<Ok<Webhook>, Refusal>> HandleAsync(Guid id, IfMatch match, UnitOfWork work, Act act)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.State != WebhookState.Ended && held.WhyNot(act.Caller) is { } refusal) return refusal;
        if (held.Version != match.Version) return CommonProblems.PreconditionFailed(held.Version);

        var deleted = held with { State = WebhookState.Deleted, Version = held.Version + 1 };
        await work.ChangeAsync("DELETE FROM $schema.webhook WHERE id = @id AND version = @Version", new { id, held.Version });
        await DeliveryStore.LeaveOutAsync(work, id);
        await work.AuditAsync(WebhookRow.Aggregate, id, deleted.Version, "deleted", act);
        return await work.CommitAsync(TypedResults.Ok(deleted.ToReply()));
    }
}
