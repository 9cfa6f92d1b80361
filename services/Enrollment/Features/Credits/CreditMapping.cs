using Enrollment.Features.Equivalences;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Credits;

/// <summary>
/// A version of an articulation's mapping: what earns credit (D12). It applies to learners who enrol from its first day on, once both
/// institutions agree. Whoever sees the articulation reads an agreed one, and the two institutions the others.
/// </summary>
public sealed record CreditMapping : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The articulation.</summary>
    public required Guid ArticulationId { get; init; }

    /// <summary>Counts the articulation's mappings, from 1. The articulation's own terms are number 0.</summary>
    public required int Number { get; init; }

    /// <summary>The first day of enrolment to which it applies, until a later one applies.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>What earns what, and the cap.</summary>
    public required MappingTerms Terms { get; init; }

    /// <summary>Why it is proposed.</summary>
    public required string Reason { get; init; }

    /// <summary><c>proposed</c>, <c>agreed</c> or <c>refused</c>.</summary>
    public required string State { get; init; }

    /// <summary>The institution that proposed it; the other one agrees.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The day of the agreement or the refusal.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>Why it was refused, or taken back by its proposer.</summary>
    public required string? RefusalReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all mappings.</summary>
    internal long Seq { get; init; }

    /// <summary>The moment of the agreement.</summary>
    internal DateTimeOffset? DecidedAt { get; init; }

    internal CreditMapping AgreedIn(Act act) =>
        this with { State = ProposalState.Agreed, DecidedOn = act.Today, DecidedAt = act.Now, Version = Version + 1 };

    internal CreditMapping RefusedIn(Act act, string reason) => this with
    {
        State = ProposalState.Refused,
        DecidedOn = act.Today,
        DecidedAt = act.Now,
        RefusalReason = reason,
        Version = Version + 1,
    };
}

/// <summary>Mappings as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record CreditMappingRow
{
    public const string Select =
        """
        SELECT m.seq, m.id, m.articulation_id, m.number, m.valid_from, m.terms, m.reason, m.state, m.proposed_by, m.decided_on,
            m.decided_at, m.refusal_reason, m.version
        FROM enrollment.credit_mapping m
        JOIN enrollment.articulation a ON a.id = m.articulation_id
        """;

    /// <summary>The two institutions see all, others what is agreed. <c>@Org</c> is a <see cref="Viewer"/>'s.</summary>
    public const string Visible = "(m.state = 'agreed' OR a.from_institution = @Org OR a.to_institution = @Org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid ArticulationId { get; init; }
    public int Number { get; init; }
    public DateOnly ValidFrom { get; init; }
    public string Terms { get; init; } = "";
    public string Reason { get; init; } = "";
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly? DecidedOn { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? RefusalReason { get; init; }
    public int Version { get; init; }

    /// <summary>The mapping, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<CreditMapping?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        (await reader.FindAsync<CreditMappingRow>(
            $"""
            {Select}
            WHERE m.id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct))?.ToReply();

    /// <summary>All mappings of an articulation that were ever proposed, in the order of their numbers.</summary>
    public static async Task<IReadOnlyList<CreditMapping>> OfAsync(IReader reader, Guid articulation, CancellationToken ct = default) =>
        [.. (await reader.QueryAsync<CreditMappingRow>(
            $"""
            {Select}
            WHERE m.articulation_id = @articulation
            ORDER BY m.number
            """,
            new { articulation }, ct)).Select(row => row.ToReply())];

    /// <summary>Keeps a proposed mapping, and the audit. The articulation is held, so its number is free.</summary>
    public static async Task AddAsync(UnitOfWork work, CreditMapping proposed, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.credit_mapping (
                id, articulation_id, number, valid_from, terms, reason, state, proposed_by, version, created_at)
            VALUES (@Id, @ArticulationId, @Number, @ValidFrom, @terms, @Reason, @State, @ProposedBy, @Version, @Now)
            """,
            new
            {
                proposed.Id,
                proposed.ArticulationId,
                proposed.Number,
                proposed.ValidFrom,
                terms = proposed.Terms.ToJson(),
                proposed.Reason,
                proposed.State,
                proposed.ProposedBy,
                proposed.Version,
                act.Now,
            });
        await work.AuditAsync("credit-mapping", proposed.Id, proposed.Version, "proposed", act, proposed.Reason);
    }

    /// <summary>Records a decision: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, CreditMapping next, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.credit_mapping
            SET state = @State, decided_on = @DecidedOn, decided_at = @DecidedAt, refusal_reason = @RefusalReason, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.DecidedOn, next.DecidedAt, next.RefusalReason, next.Version });
        await work.AuditAsync("credit-mapping", next.Id, next.Version, next.State, act, next.RefusalReason);
    }

    public CreditMapping ToReply() => new()
    {
        Seq = Seq,
        Id = Id,
        ArticulationId = ArticulationId,
        Number = Number,
        ValidFrom = ValidFrom,
        Terms = MappingTerms.Of(Terms),
        Reason = Reason,
        State = State,
        ProposedBy = ProposedBy,
        DecidedOn = DecidedOn,
        DecidedAt = DecidedAt,
        RefusalReason = RefusalReason,
        Version = Version,
    };
}
