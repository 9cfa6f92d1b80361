using Kernel.Data;
using Kernel.Http;

namespace Kernel.Webhooks;

/// <summary>The statements on deliveries.</summary>
internal static class DeliveryStore
{
    private const string Select =
        """
        SELECT seq, id, webhook_id, purpose, position, message_id, type, kind, thing_id, thing_version, body, state, attempts, replays,
            status, answer, failure, took_ms, created_at, attempted_at, next_at
        FROM $schema.webhook_delivery
        """;

    /// <summary>The first ones that wait for a receiver, in the order of their changes.</summary>
    public static Task<IReadOnlyList<DeliveryRow>> WaitingAsync(IReader reader, Guid webhook, int limit, CancellationToken ct = default) =>
        reader.QueryAsync<DeliveryRow>(
            $"{Select} WHERE webhook_id = @webhook AND state = 'waiting' ORDER BY position, seq {Db.Page}", new { webhook, limit }, ct);

    /// <summary>A page of the deliveries of a subscription.</summary>
    public static Task<IReadOnlyList<DeliveryRow>> ListAsync(
        Db db, Guid webhook, DeliveryFilter filter, Paging paging, CancellationToken ct) =>
        paging.ReadAsync<DeliveryRow>(
            db,
            $"""
            {Select}
            WHERE webhook_id = @webhook
                AND (@State IS NULL OR state = @State)
                AND (@Kind IS NULL OR kind = @Kind)
                AND (@Thing IS NULL OR thing_id = @Thing)
            """,
            new { webhook, filter.State, filter.Kind, filter.Thing }, ct);

    public static Task<DeliveryRow?> FindAsync(IReader reader, Guid webhook, Guid id, CancellationToken ct = default) =>
        reader.FindAsync<DeliveryRow>(Select + " WHERE id = @id AND webhook_id = @webhook", new { webhook, id }, ct);

    /// <summary>How many tests of a subscription were asked for since a moment.</summary>
    public static Task<long> TestsAsync(IReader reader, Guid webhook, DateTimeOffset since) => reader.SingleAsync<long>(
        "SELECT COUNT(*) FROM $schema.webhook_delivery WHERE webhook_id = @webhook AND purpose = 'test' AND created_at > @since",
        new { webhook, since });

    public static Task AddAsync(UnitOfWork work, IEnumerable<DeliveryRow> rows) => work.ExecuteAsync(
        """
        INSERT INTO $schema.webhook_delivery (
            id, webhook_id, purpose, position, message_id, type, kind, thing_id, thing_version, body, state, attempts, replays, status,
            answer, failure, took_ms, created_at, attempted_at, next_at)
        VALUES (
            @Id, @WebhookId, @Purpose, @Position, @MessageId, @Type, @Kind, @ThingId, @ThingVersion, @Body, @State, @Attempts, @Replays,
            @Status, @Answer, @Failure, @TookMs, @CreatedAt, @AttemptedAt, @NextAt)
        """,
        rows.Select(row => new
        {
            row.Id,
            row.WebhookId,
            row.Purpose,
            row.Position,
            row.MessageId,
            row.Type,
            row.Kind,
            row.ThingId,
            row.ThingVersion,
            row.Body,
            row.State,
            row.Attempts,
            row.Replays,
            row.Status,
            row.Answer,
            row.Failure,
            row.TookMs,
            row.CreatedAt,
            row.AttemptedAt,
            row.NextAt,
        }));

    /// <summary>Records an attempt, or a replay.</summary>
    public static Task ChangeAsync(UnitOfWork work, DeliveryRow row) => work.ExecuteAsync(
        """
        UPDATE $schema.webhook_delivery
        SET state = @State, attempts = @Attempts, replays = @Replays, status = @Status, answer = @Answer, failure = @Failure,
            took_ms = @TookMs, attempted_at = @AttemptedAt, next_at = @NextAt
        WHERE id = @Id
        """,
        new
        {
            row.Id,
            row.State,
            row.Attempts,
            row.Replays,
            row.Status,
            row.Answer,
            row.Failure,
            row.TookMs,
            row.AttemptedAt,
            row.NextAt,
        });

    /// <summary>Tries all that wait again at once, as if none had failed.</summary>
    public static Task BeginAgainAsync(UnitOfWork work, Guid webhook, DateTimeOffset now) => work.ExecuteAsync(
        "UPDATE $schema.webhook_delivery SET attempts = 0, next_at = @now WHERE webhook_id = @webhook AND state = 'waiting'",
        new { webhook, now });

    /// <summary>Nothing that waits is sent any more.</summary>
    public static Task LeaveOutAsync(UnitOfWork work, Guid webhook) => work.ExecuteAsync(
        """
        UPDATE $schema.webhook_delivery
        SET state = 'failed', failure = 'left-out', next_at = NULL
        WHERE webhook_id = @webhook AND state = 'waiting'
        """,
        new { webhook });
}
