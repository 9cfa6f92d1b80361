using System.Data.Common;
using Kernel.Data;

namespace Kernel.Messaging.Outbox;

/// <summary>The statements on the outbox.</summary>
internal sealed class OutboxStore(Db db, TimeProvider clock)
{
    // A row is leased until a moment, and a failed one is not tried before it: leased_until is both.
    private const string Claimable = "leased_until < @now";

    public Task AddAsync(UnitOfWork work, OutboxMessage message) => work.ExecuteAsync(
        """
        INSERT INTO $schema.outbox (message_id, message_types, destination, content_type, trace_parent, body, attempts, leased_until, created_at)
        VALUES (@MessageId, @MessageTypes, @Destination, @ContentType, @TraceParent, @Body, 0, @never, @now)
        """,
        new { message.MessageId, message.MessageTypes, message.Destination, message.ContentType, message.TraceParent, message.Body, never = DateTimeOffset.UnixEpoch, now = clock.GetUtcNow() });

    /// <summary>A look that costs no lock and no fsync, so that an idle service does not write.</summary>
    public async Task<bool> HasClaimableAsync(CancellationToken ct) =>
        (await db.QueryAsync<long>("SELECT seq FROM $schema.outbox WHERE " + Claimable + " ORDER BY seq " + Db.Page, new { now = clock.GetUtcNow(), limit = 1 }, ct)).Count > 0;

    /// <summary>Claims up to <paramref name="limit"/> rows for the holder of the token.</summary>
    /// <remarks>The predicate stands in the outer WHERE too: a relay that waited for another's row lock looks again at the changed row.
    /// Reading stops at the number of leased rows, so that the scan along the sequence ends early and the token needs no index.</remarks>
    public async Task<IReadOnlyList<OutboxMessage>> LeaseAsync(Guid token, TimeSpan duration, int limit, CancellationToken ct)
    {
        IReadOnlyList<OutboxMessage> messages = [];
        await InTransactionAsync(async work =>
        {
            var now = clock.GetUtcNow();
            var leased = await work.ExecuteAsync(
                "UPDATE $schema.outbox SET lease_token = @token, leased_until = @until WHERE seq IN (SELECT seq FROM $schema.outbox WHERE " + Claimable + " ORDER BY seq " + Db.Page + ") AND " + Claimable,
                new { token, until = now + duration, now, limit });
            if (leased == 0) return;
            messages = await work.QueryAsync<OutboxMessage>(
                """
                SELECT seq, message_id, message_types, destination, content_type, trace_parent, body, attempts
                FROM $schema.outbox WHERE lease_token = @token ORDER BY seq
                """ + "\n" + Db.Page,
                new { token, limit = leased }, ct);
        }, ct);
        return messages;
    }

    /// <summary>Deletes what was handed over, and lets go of what failed until its time comes.</summary>
    public Task CompleteAsync(Guid token, IReadOnlyList<OutboxMessage> leased, IReadOnlyCollection<FailedDelivery> failures) => InTransactionAsync(async work =>
    {
        foreach (var failure in failures)
        {
            await work.ExecuteAsync(
                "UPDATE $schema.outbox SET lease_token = NULL, leased_until = @NotBefore, attempts = @Attempts, last_error = @Error WHERE seq = @Seq AND lease_token = @token",
                new { failure.NotBefore, failure.Attempts, failure.Error, failure.Seq, token });
        }
        await work.ExecuteAsync("DELETE FROM $schema.outbox WHERE seq BETWEEN @first AND @last AND lease_token = @token", new { first = leased[0].Seq, last = leased[^1].Seq, token });
    }, CancellationToken.None);

    /// <summary>Puts the first claimable row aside, unread: it is the one that the engine or its driver fails to read.</summary>
    public Task ParkUnreadableAsync(Exception error, CancellationToken ct) => InTransactionAsync(async work =>
    {
        var now = clock.GetUtcNow();
        var seq = await work.FindAsync<long?>("SELECT seq FROM $schema.outbox WHERE " + Claimable + " ORDER BY seq " + Db.Page, new { now, limit = 1 }, ct);
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.parked (id, message_id, message_types, destination, content_type, trace_parent, body, error, state, parked_at)
            SELECT @id, message_id, message_types, destination, content_type, trace_parent, body, @error, 'parked', @now FROM $schema.outbox WHERE seq = @seq
            """,
            new { id = Guid.CreateVersion7(), error = error.ToString(), now, seq });
        await work.ExecuteAsync("DELETE FROM $schema.outbox WHERE seq = @seq", new { seq });
    }, ct);

    /// <summary>True where the statement, not the way to the server, is what failed.</summary>
    public static bool IsReadError(Exception error) => error is not DbException and not OperationCanceledException;

    private async Task InTransactionAsync(Func<UnitOfWork, Task> body, CancellationToken ct)
    {
        await using var work = new UnitOfWork(db, clock);
        await work.RunAsync(() => body(work), ct);
    }
}
