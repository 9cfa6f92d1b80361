using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;

namespace Kernel.Imports;

/// <summary>The statements on imports. A change of an import's state is audited and told.</summary>
internal static class JobStore
{
    private const string Aggregate = "import";

    private const string Select =
        """
        SELECT seq, id, kind, mode, format, charset, columns, organisation, client, actor, person, roles, idempotency_key, file_hash, bytes,
            line_count, state, rows_read, accepted, unchanged, refused, attempts, failure, trace_parent, created_at, started_at,
            progressed_at, ended_at, version
        FROM $schema.import_job
        """;

    // The organisation that sent an import sees it. What a person sent, such as a learner, is the person's own.
    private const string Visible =
        "organisation = @Org AND kind IN @kinds AND (person = '' OR person = @Person) AND state <> 'receiving'";

    /// <summary>The import, if the caller sees it, and may do what its rows do.</summary>
    public static Task<JobRow?> FindAsync(IReader reader, Guid id, Caller caller, IReadOnlyList<string> kinds, CancellationToken ct) =>
        reader.FindAsync<JobRow>(
            $"{Select} WHERE id = @id AND {Visible}", new { id, caller.Org, caller.Person, kinds }, ct);

    /// <summary>The imports that the caller sees.</summary>
    public static Task<IReadOnlyList<JobRow>> ListAsync(
        Db db, Caller caller, IReadOnlyList<string> kinds, Paging paging, CancellationToken ct) =>
        paging.ReadAsync<JobRow>(db, $"{Select} WHERE {Visible}", new { caller.Org, caller.Person, kinds }, ct);

    /// <summary>The import, held.</summary>
    public static Task<JobRow?> HoldAsync(UnitOfWork work, Guid id) => work.FindAsync<JobRow>(Select + " WHERE id = @id", new { id });

    /// <summary>What a client sent before under an idempotency key.</summary>
    public static Task<JobRow?> OfKeyAsync(IReader reader, string client, string key, CancellationToken ct = default) =>
        reader.FindAsync<JobRow>(
            Select + " WHERE client = @client AND idempotency_key = @key AND state <> 'receiving'", new { client, key }, ct);

    /// <summary>The open import of the same upload.</summary>
    public static Task<JobRow> OpenAsync(IReader reader, JobRow same) => reader.SingleAsync<JobRow>(
        Select + " WHERE organisation = @Organisation AND kind = @Kind AND mode = @Mode AND open_hash = @FileHash",
        new { same.Organisation, same.Kind, same.Mode, same.FileHash });

    /// <summary>How many imports the client has open, and how many it has sent since a moment.</summary>
    public static Task<Sent> SentAsync(UnitOfWork work, string client, DateTimeOffset since) => work.SingleAsync<Sent>(
        """
        SELECT (SELECT COUNT(*) FROM $schema.import_job WHERE client = @client AND state IN ('receiving', 'received', 'running')) AS opened,
            (SELECT COUNT(*) FROM $schema.import_job WHERE client = @client AND created_at > @since) AS recent
        """,
        new { client, since });

    public static Task AddAsync(UnitOfWork work, JobRow job) => work.ExecuteAsync(
        """
        INSERT INTO $schema.import_job (
            id, kind, mode, format, charset, columns, organisation, client, actor, person, roles, bytes, line_count, state, rows_read,
            accepted, unchanged, refused, attempts, leased_until, trace_parent, created_at, version)
        VALUES (
            @Id, @Kind, @Mode, @Format, @Charset, @Columns, @Organisation, @Client, @Actor, @Person, @Roles, 0, 0, @State, 0, 0, 0, 0, 0,
            @leasedUntil, @TraceParent, @CreatedAt, @Version)
        """,
        new
        {
            job.Id,
            job.Kind,
            job.Mode,
            job.Format,
            job.Charset,
            job.Columns,
            job.Organisation,
            job.Client,
            job.Actor,
            job.Person,
            job.Roles,
            job.State,
            leasedUntil = DateTimeOffset.UnixEpoch,
            job.TraceParent,
            job.CreatedAt,
            job.Version,
        });

    /// <summary>The upload is complete. False if the same one is open; the import is then dropped.</summary>
    public static async Task<bool> TryReceiveAsync(UnitOfWork work, IPublishEndpoint events, ServiceName service, JobRow job, Act act)
    {
        // It is an update, but a taken key is told in the same way.
        var isNew = await work.TryInsertAsync(
            """
            UPDATE $schema.import_job
            SET state = @State, idempotency_key = @IdempotencyKey, file_hash = @FileHash, open_hash = @FileHash, bytes = @Bytes,
                line_count = @LineCount, version = @Version
            WHERE id = @Id AND state = 'receiving'
            """,
            new { job.Id, job.State, job.IdempotencyKey, job.FileHash, job.Bytes, job.LineCount, job.Version });
        if (isNew) await TellAsync(work, events, service, job, act);
        return isNew;
    }

    /// <summary>An upload that was not completed, or came twice, leaves nothing.</summary>
    public static Task DropAsync(UnitOfWork work, Guid id) =>
        work.ExecuteAsync("DELETE FROM $schema.import_job WHERE id = @id AND state = 'receiving'", new { id });

    /// <summary>The end of an import, by its last row, by a caller or by a fault.</summary>
    public static async Task EndAsync(UnitOfWork work, IPublishEndpoint events, ServiceName service, JobRow ended, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE $schema.import_job
            SET state = @State, open_hash = NULL, failure = @Failure, lease_token = NULL, ended_at = @EndedAt, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { ended.Id, ended.State, ended.Failure, ended.EndedAt, ended.Version });
        await TellAsync(work, events, service, ended, act);
    }

    private static async Task TellAsync(UnitOfWork work, IPublishEndpoint events, ServiceName service, JobRow job, Act act)
    {
        await work.AuditAsync(Aggregate, job.Id, job.Version, $"{job.Kind} {job.State}", act);
        await events.Publish(job.ToEvent(service.Value, act.Now));
    }

    /// <summary>What a client has sent.</summary>
    internal sealed record Sent
    {
        public long Opened { get; init; }
        public long Recent { get; init; }
    }
}
