using Kernel.Data;
using Kernel.Hosting;

namespace Kernel.Webhooks;

/// <summary>Deletes old deliveries, as the feed deletes old changes. What still waits stays.</summary>
internal static class WebhookRetention
{
    public static Retention Instance { get; } = new("webhook-deliveries", TimeSpan.FromDays(30), (work, before, limit) => work.ExecuteAsync(
        $"""
        DELETE FROM $schema.webhook_delivery
        WHERE seq IN (
            SELECT seq
            FROM $schema.webhook_delivery
            WHERE created_at < @before AND state <> 'waiting'
            ORDER BY created_at {Db.Page})
        """,
        new { before, limit }));
}
