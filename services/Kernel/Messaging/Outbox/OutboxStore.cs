using System.Data.Common;
using Kernel.Data;
using Kernel.Hosting;

namespace Kernel.Messaging.Outbox;

/// <summary>The statements on the outbox.</summary>
internal sealed class OutboxStore(Db db, MessagingOptions options, TimeProvider clock)
{
    // leased_until is the end of a lease, and also the time before which a failed row is not tried. No valid lease ends after @latest; such
    // a lease came from a wrong clock.
    private const string Claimable = "(leased_until < @now OR leased_until > @latest)";

    private readonly TimeSpan longest = Longest(options.Lease, options.LongestRetryDelay, options.PollInterval) * 2;

    /// <param name="work">The transaction of the row.</param>
    /// <param name="message">The message, sent unchanged.</param>
    /// <param name="notBefore">When to send it; null for at once.</param>
    public Task AddAsync(UnitOfWork work, OutboxMessage message, DateTimeOffset? notBefore = null) => work.ExecuteAsync(
        """
        INSERT INTO $schema.outbox
            (message_id, message_types, destination, content_type, trace_parent, body, attempts, failures, leased_until, created_at)
        VALUES (@MessageId, @MessageTypes, @Destination, @ContentType, @TraceParent, @Body, 0, @Failures, @notBefore, @now)
        """,
        new
        {
            message.MessageId,
            message.MessageTypes,
            message.Destination,
            message.ContentType,
            message.TraceParent,
            message.Body,
            message.Failures,
            notBefore = notBefore ?? DateTimeOffset.UnixEpoch,
            now = clock.GetUtcNow(),
        });

    /// <summary>The keys of the first claimable rows, read without a lock and without a write.</summary>
    /// <remarks>
    /// It is the only look along the sequence. On SQL Server a look inside a unit of work would wait for the uncommitted rows of slow
    /// writers, so units of work find rows by these keys.
    /// </remarks>
    public Task<IReadOnlyList<long>> ClaimableAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return IdleWork.RunAsync("outbox poll", () => db.QueryAsync<long>(
            "SELECT seq FROM $schema.outbox WHERE " + Claimable + " ORDER BY seq " + Db.Page,
            new { now, latest = now + longest, limit }, ct));
    }

    /// <summary>Claims the rows for the holder of the token, except rows that another relay has claimed meanwhile.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> LeaseAsync(Guid token, IReadOnlyList<long> seqs, CancellationToken ct)
    {
        IReadOnlyList<OutboxMessage> messages = [];
        await InTransactionAsync(async work =>
        {
            var now = clock.GetUtcNow();
            var leased = await work.ExecuteAsync(
                "UPDATE $schema.outbox SET lease_token = @token, leased_until = @until WHERE seq IN @seqs AND " + Claimable,
                new { token, until = now + options.Lease, seqs, now, latest = now + longest });
            if (leased == 0) return;
            messages = await work.QueryAsync<OutboxMessage>(
                """
                SELECT seq, message_id, message_types, destination, content_type, trace_parent, body, attempts, failures
                FROM $schema.outbox WHERE seq IN @seqs AND lease_token = @token ORDER BY seq
                """,
                new { seqs, token }, ct);
        }, ct);
        return messages;
    }

    /// <summary>Deletes sent rows, and releases failed rows until they are due.</summary>
    public Task CompleteAsync(
        Guid token, IReadOnlyList<OutboxMessage> leased, IReadOnlyCollection<FailedDelivery> failures) => InTransactionAsync(async work =>
    {
        foreach (var failure in failures)
        {
            await work.ExecuteAsync(
                "UPDATE $schema.outbox SET lease_token = NULL, leased_until = @NotBefore, attempts = @Attempts, last_error = @Error WHERE "
                    + "seq = @Seq AND lease_token = @token",
                new { failure.NotBefore, failure.Attempts, failure.Error, failure.Seq, token });
        }
        var seqs = leased.Select(message => message.Seq);
        await work.ExecuteAsync("DELETE FROM $schema.outbox WHERE seq IN @seqs AND lease_token = @token", new { seqs, token });
    }, CancellationToken.None);

    /// <summary>Puts a claimable row aside unread, because the engine or its driver cannot read it.</summary>
    public Task ParkUnreadableAsync(long seq, Exception error, CancellationToken ct) => InTransactionAsync(async work =>
    {
        var now = clock.GetUtcNow();
        var held = await work.HoldAsync<long>(
            "SELECT seq FROM $schema.outbox WHERE seq = @seq AND " + Claimable, new { seq, now, latest = now + longest }, ct);
        if (held.Count == 0) return;
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.parked (id, message_id, message_types, destination, content_type, trace_parent, body, error, state,
                parked_at)
            SELECT @id, message_id, message_types, destination, content_type, trace_parent, body, @error, 'parked', @now FROM $schema.outbox
            WHERE seq = @seq
            """,
            new { id = Guid.CreateVersion7(), error = error.ToString(), now, seq });
        await work.ExecuteAsync("DELETE FROM $schema.outbox WHERE seq = @seq", new { seq });
    }, ct);

    /// <summary>True if the statement failed, not the connection.</summary>
    public static bool IsReadError(Exception error) => error is not DbException and not OperationCanceledException;

    private async Task InTransactionAsync(Func<UnitOfWork, Task> body, CancellationToken ct)
    {
        await using var work = new UnitOfWork(db, clock);
        await work.RunAsync(() => body(work), ct);
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> spans)
    {
        var longest = TimeSpan.Zero;
        foreach (var span in spans) if (span > longest) longest = span;
        return longest;
    }
}
