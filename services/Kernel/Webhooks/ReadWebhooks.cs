using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>An organisation reads its webhooks. Secrets are not shown.</summary>
internal static class ReadWebhooks
{
    public static void Map(RouteGroupBuilder hooks)
    {
        hooks.MapGet("", ListAsync).ForReaders("ListWebhooks", "List your organisation's webhooks");
        hooks.MapGet("/{id:guid}", GetAsync).ForReaders("GetWebhook", "Read a webhook");
    }

    private static async Task<Ok<Page<Webhook>>> ListAsync(HttpContext http, Paging paging, Db db, Act act, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<WebhookRow>(db, WebhookRow.Select + " WHERE organisation = @Org", new { act.Caller.Org }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<Webhook>, Refusal>> GetAsync(Guid id, Db db, Act act, CancellationToken ct) =>
        await WebhookRow.FindAsync(db, id, act.Caller, ct) is { } row ? TypedResults.Ok(row.ToReply()) : CommonProblems.NotFound();
}
