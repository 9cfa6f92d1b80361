using Kernel.Data;
using Kernel.Http;

namespace Kernel.Personal;

/// <summary>Erasures as they are stored: held while a command decides, and recorded once.</summary>
internal static class ErasureRow
{
    public const string Aggregate = "erasure";

    private const string Select =
        """
        SELECT e.seq, e.id, e.person_id, e.institution, e.asked_by, e.state, e.asked_on, e.decide_by, e.decided_on, e.due_on, e.done_on,
            e.refused_by, r.value AS reason, d.value AS decision_reason, e.version
        FROM $schema.erasure e
        LEFT JOIN $schema.personal_value r ON r.id = e.reason_id
        LEFT JOIN $schema.personal_value d ON d.id = e.decision_id
        """;

    public static Task<Erasure?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        reader.FindAsync<Erasure>(Select + " WHERE e.id = @id", new { id }, ct);

    public static Task<IReadOnlyList<Erasure>> OfInstitutionAsync(Db db, string institution, Paging paging, CancellationToken ct) =>
        paging.ReadAsync<Erasure>(db, Select + " WHERE e.institution = @institution", new { institution }, ct);

    public static Task<IReadOnlyList<Erasure>> OfPersonAsync(IReader reader, Guid person, CancellationToken ct = default) =>
        reader.QueryAsync<Erasure>(Select + " WHERE e.person_id = @person ORDER BY e.seq", new { person }, ct);

    public static Task<IReadOnlyList<Erasure>> OpenAsync(IReader reader, CancellationToken ct) =>
        reader.QueryAsync<Erasure>(Select + " WHERE e.state IN ('asked', 'granted') ORDER BY e.seq", null, ct);

    /// <summary>Keeps a new request; false if the person has an open one.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Erasure asked, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO $schema.erasure (
                id, person_id, institution, asked_by, state, asked_on, decide_by, decided_on, due_on, version, created_at)
            VALUES (@Id, @PersonId, @Institution, @AskedBy, @State, @AskedOn, @DecideBy, @DecidedOn, @DueOn, @Version, @Now)
            """,
            new
            {
                asked.Id,
                asked.PersonId,
                asked.Institution,
                asked.AskedBy,
                asked.State,
                asked.AskedOn,
                asked.DecideBy,
                asked.DecidedOn,
                asked.DueOn,
                asked.Version,
                act.Now,
            });
        if (!isNew) return false;
        var reasonId = await work.KeepAsync(Aggregate, asked.Id, PersonalValues.Reason, asked.Reason, act.Now);
        await work.ExecuteAsync("UPDATE $schema.erasure SET reason_id = @reasonId WHERE id = @Id", new { asked.Id, reasonId });
        await work.AuditAsync(Aggregate, asked.Id, asked.Version, asked.State, act);
        return true;
    }

    /// <summary>Records the next state.</summary>
    public static async Task RecordAsync(UnitOfWork work, Erasure next, Act act)
    {
        var decisionId = await work.KeepAsync(Aggregate, next.Id, "decision", next.DecisionReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE $schema.erasure
            SET state = @State, decided_on = @DecidedOn, due_on = @DueOn, done_on = @DoneOn, refused_by = @RefusedBy,
                decision_id = @decisionId, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.DecidedOn, next.DueOn, next.DoneOn, next.RefusedBy, decisionId, next.Version });
        await work.AuditAsync(Aggregate, next.Id, next.Version, next.State, act);
    }
}
