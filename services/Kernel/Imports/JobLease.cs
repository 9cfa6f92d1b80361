using Contracts.Platform;
using Kernel.Data;

namespace Kernel.Imports;

/// <summary>One process handles an import at a time. Its lease is renewed with each batch, in the batch's own transaction.</summary>
internal static class JobLease
{
    // No valid lease ends after @latest; such a lease came from a wrong clock.
    private const string Claimable =
        "state IN ('received', 'running') AND (leased_until < @now OR leased_until > @latest)";

    /// <summary>A read without lock and fsync, so that an idle service does not write.</summary>
    public static async Task<bool> HasClaimableAsync(Db db, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        (await db.QueryAsync<Guid>(
            $"SELECT id FROM $schema.import_job WHERE {Claimable} ORDER BY seq {Db.Page}",
            new { now, latest = now + (lease * 2), limit = 1 }, ct)).Count > 0;

    /// <summary>Takes the import that has waited longest.</summary>
    public static async Task<JobRow?> ClaimAsync(UnitOfWork work, Guid token, DateTimeOffset now, TimeSpan lease)
    {
        var claimed = await work.ExecuteAsync(
            $"""
            UPDATE $schema.import_job
            SET lease_token = @token, leased_until = @until
            WHERE id IN (SELECT id FROM $schema.import_job WHERE {Claimable} ORDER BY seq {Db.Page})
                AND {Claimable}
            """,
            new { token, until = now + lease, now, latest = now + (lease * 2), limit = 1 });
        if (claimed == 0) return null;
        var id = await work.SingleAsync<Guid>(
            "SELECT id FROM $schema.import_job WHERE lease_token = @token AND state IN ('received', 'running')", new { token });
        return await JobStore.HoldAsync(work, id);
    }

    /// <summary>Records how far the import has come. The work begins again if another process or a caller took it.</summary>
    public static Task ProgressAsync(UnitOfWork work, JobRow next, Guid token, DateTimeOffset until) => work.ChangeAsync(
        """
        UPDATE $schema.import_job
        SET state = @State, rows_read = @RowsRead, accepted = @Accepted, unchanged = @Unchanged, refused = @Refused, attempts = 0,
            started_at = @StartedAt, progressed_at = @ProgressedAt, leased_until = @until, version = @Version
        WHERE id = @Id AND version = @Version - 1 AND lease_token = @token
        """,
        new
        {
            next.Id,
            next.State,
            next.RowsRead,
            next.Accepted,
            next.Unchanged,
            next.Refused,
            next.StartedAt,
            next.ProgressedAt,
            next.Version,
            token,
            until,
        });

    /// <summary>Keeps the import while it waits.</summary>
    public static Task RenewAsync(UnitOfWork work, Guid id, Guid token, DateTimeOffset until) => work.ExecuteAsync(
        "UPDATE $schema.import_job SET leased_until = @until WHERE id = @id AND lease_token = @token", new { id, token, until });

    /// <summary>Gives the import back, for another process or a later attempt.</summary>
    public static Task ReleaseAsync(UnitOfWork work, Guid id, Guid token, int attempts, DateTimeOffset notBefore) => work.ExecuteAsync(
        """
        UPDATE $schema.import_job
        SET lease_token = NULL, leased_until = @notBefore, attempts = @attempts
        WHERE id = @id AND lease_token = @token
        """,
        new { id, token, attempts, notBefore });

    /// <summary>The next state of an import after a batch.</summary>
    public static JobRow After(JobRow job, Tally batch, DateTimeOffset now) => job with
    {
        State = ImportState.Running,
        RowsRead = job.RowsRead + batch.Rows,
        Accepted = job.Accepted + batch.Accepted,
        Unchanged = job.Unchanged + batch.Unchanged,
        Refused = job.Refused + batch.Refused,
        StartedAt = job.StartedAt ?? now,
        ProgressedAt = now,
        Version = job.Version + 1,
    };
}

/// <summary>What came of the rows of a batch.</summary>
internal sealed class Tally
{
    public int Rows => Accepted + Unchanged + Refused;

    public int Accepted { get; set; }

    public int Unchanged { get; set; }

    public int Refused { get; set; }
}
