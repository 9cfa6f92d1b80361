using System.Text.Json;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Equivalences;

/// <summary>Equivalences as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record EquivalenceRow
{
    public const string Select =
        """
        SELECT seq, id, from_institution, to_institution, value, alternatives, earns, replaces, state, proposed_by, decided_on,
            decided_at, ended_on, reason, version
        FROM enrollment.equivalence
        """;

    /// <summary>The two institutions see all, others what was agreed. <c>@Org</c> is a <see cref="Viewer"/>'s.</summary>
    public const string Visible = "(state IN ('agreed', 'ended') OR from_institution = @Org OR to_institution = @Org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string FromInstitution { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public string Value { get; init; } = "";
    public string Alternatives { get; init; } = "";
    public string Earns { get; init; } = "";
    public Guid? Replaces { get; init; }
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly? DecidedOn { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateOnly? EndedOn { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }

    /// <summary>The equivalence, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Equivalence?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        (await reader.FindAsync<EquivalenceRow>(
            $"""
            {Select}
            WHERE id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct))?.ToReply();

    /// <summary>What was agreed for modules of the institutions of the learner's articulation, in the order of the agreements.</summary>
    public static async Task<IReadOnlyList<Equivalence>> OfAsync(IReader reader, Learner learner, CancellationToken ct) =>
        [.. (await reader.QueryAsync<EquivalenceRow>(
            $"""
            {Select}
            WHERE state IN ('agreed', 'ended')
                AND to_institution IN (
                    SELECT o.institution FROM enrollment.articulation_owner o WHERE o.articulation_id = @ArticulationId)
            ORDER BY decided_at, seq
            """,
            new { learner.ArticulationId }, ct)).Select(row => row.ToReply())];

    /// <summary>
    /// An agreed equivalence in force between the two that says the opposite about a set of modules: something stands for them, or nothing
    /// does. Null if there is none but the one to be replaced.
    /// </summary>
    public static async Task<Equivalence?> ContradictedAsync(
        IReader reader, string from, string to, string value, IReadOnlyList<ModuleSet> alternatives, Guid? replaces)
    {
        // Both institutions are held, so that two contradicting ones are not agreed at once.
        await reader.HoldAsync<string>("SELECT code FROM enrollment.organisation WHERE code IN (@from, @to)", new { from, to });
        var opposite = await reader.QueryAsync<EquivalenceRow>(
            $"""
            {Select}
            WHERE from_institution = @from
                AND to_institution = @to
                AND state = 'agreed'
                AND value <> @value
            ORDER BY seq
            """,
            new { from, to, value });
        return opposite.Where(row => row.Id != replaces).Select(row => row.ToReply()).FirstOrDefault(
            other => other.Alternatives.Any(set => alternatives.Any(own => set.Modules.ToHashSet().SetEquals(own.Modules))));
    }

    /// <summary>Keeps a proposed equivalence, and the audit.</summary>
    public static async Task AddAsync(UnitOfWork work, Equivalence proposed, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.equivalence (
                id, from_institution, to_institution, value, alternatives, earns, replaces, state, proposed_by, version, created_at)
            VALUES (
                @Id, @FromInstitution, @ToInstitution, @Value, @alternatives, @earns, @Replaces, @State, @ProposedBy, @Version, @Now)
            """,
            new
            {
                proposed.Id,
                proposed.FromInstitution,
                proposed.ToInstitution,
                proposed.Value,
                alternatives = JsonSerializer.Serialize(proposed.Alternatives),
                earns = JsonSerializer.Serialize(proposed.Earns),
                proposed.Replaces,
                proposed.State,
                proposed.ProposedBy,
                proposed.Version,
                act.Now,
            });
        await work.AuditAsync("equivalence", proposed.Id, proposed.Version, "proposed", act);
    }

    /// <summary>Records a decision or an end: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Equivalence next, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.equivalence
            SET state = @State, decided_on = @DecidedOn, decided_at = @DecidedAt, ended_on = @EndedOn, reason = @Reason,
                version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.DecidedOn, next.DecidedAt, next.EndedOn, next.Reason, next.Version });
        await work.AuditAsync("equivalence", next.Id, next.Version, next.State, act, next.Reason);
    }

    public Equivalence ToReply() => new()
    {
        Id = Id,
        FromInstitution = FromInstitution,
        ToInstitution = ToInstitution,
        Value = Value,
        Alternatives = JsonSerializer.Deserialize<IReadOnlyList<ModuleSet>>(Alternatives)!,
        Earns = JsonSerializer.Deserialize<IReadOnlyList<string>>(Earns)!,
        Replaces = Replaces,
        State = State,
        ProposedBy = ProposedBy,
        DecidedOn = DecidedOn,
        DecidedAt = DecidedAt,
        EndedOn = EndedOn,
        Reason = Reason,
        Version = Version,
    };
}
