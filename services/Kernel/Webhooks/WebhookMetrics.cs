using System.Diagnostics.Metrics;
using Kernel.Hosting;

namespace Kernel.Webhooks;

/// <summary>Metrics for ops: subscriptions by state, deliveries that wait, and attempts by their outcome.</summary>
internal sealed class WebhookMetrics(IMeterFactory meters, ServiceName service)
{
    private readonly Counter<long> attempts = meters.Create(Telemetry.Name).CreateCounter<long>(
        "platform.webhook.attempts", "{attempt}", "Requests to receivers: delivered, refused, or without an answer.");

    /// <summary>A failing subscription is active too, and is counted as failing alone.</summary>
    public static IReadOnlyList<Figure> Figures { get; } =
    [
        new("platform.webhooks", "{webhook}", "Subscriptions by state: active, failing, paused, disabled, ended.",
            (db, ct) => db.QueryAsync<StateCount>(
                """
                SELECT CASE WHEN state = 'active' AND is_failing = 1 THEN 'failing' ELSE state END AS state, COUNT(*) AS things
                FROM $schema.webhook
                GROUP BY CASE WHEN state = 'active' AND is_failing = 1 THEN 'failing' ELSE state END
                """, ct: ct)),
        new("platform.webhook.deliveries", "{delivery}", "Deliveries that wait for their receivers.",
            (db, ct) => db.QueryAsync<StateCount>(
                """
                SELECT state, COUNT(*) AS things
                FROM $schema.webhook_delivery
                WHERE webhook_id IN (SELECT id FROM $schema.webhook) AND state = 'waiting'
                GROUP BY state
                """, ct: ct)),
    ];

    public void Count(Answer answer) => attempts.Add(
        1, new KeyValuePair<string, object?>("outcome", answer.IsTaken ? "delivered" : answer.Status is null ? "unanswered" : "refused"),
        new KeyValuePair<string, object?>(Telemetry.ServiceTag, service.Value));
}
