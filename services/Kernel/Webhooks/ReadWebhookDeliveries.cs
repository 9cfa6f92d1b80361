using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>Which deliveries a list has.</summary>
public sealed record DeliveryFilter
{
    /// <summary>Only those in this state.</summary>
    [OneOf("waiting", "delivered", "failed")]
    public string? State { get; init; }

    /// <summary>Only those about things of this kind.</summary>
    [Code]
    public string? Kind { get; init; }

    /// <summary>Only those about the thing with this identity.</summary>
    [Code(100)]
    public string? Thing { get; init; }
}

/// <summary>An organisation reads what was sent by its webhooks, and what receivers answered.</summary>
internal static class ReadWebhookDeliveries
{
    public static void Map(RouteGroupBuilder hooks)
    {
        hooks.MapGet("/{id:guid}/deliveries", ListAsync).ForReaders("ListWebhookDeliveries", "List what a webhook sent and got");
        hooks.MapGet("/{id:guid}/deliveries/{delivery:guid}", GetAsync).ForReaders("GetWebhookDelivery", "Read a delivery of a webhook");
    }

    private static async Task<Results<Ok<Page<WebhookDelivery>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, [AsParameters] DeliveryFilter filter, Db db, Act act, CancellationToken ct)
    {
        if (await WebhookRow.FindAsync(db, id, act.Caller, ct) is null) return CommonProblems.NotFound();
        var rows = await DeliveryStore.ListAsync(db, id, filter, paging, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<WebhookDelivery>, Refusal>> GetAsync(
        Guid id, Guid delivery, Db db, Act act, CancellationToken ct) =>
        await WebhookRow.FindAsync(db, id, act.Caller, ct) is not null
        && await DeliveryStore.FindAsync(db, id, delivery, ct) is { } row
            ? TypedResults.Ok(row.ToReply())
            : CommonProblems.NotFound();
}
