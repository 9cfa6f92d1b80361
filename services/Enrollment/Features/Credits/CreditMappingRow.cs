using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Credits;

/// <summary>Mappings as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record CreditMappingRow
{
    public const string Select =
        """
        SELECT m.seq, m.id, m.articulation_id, m.number, m.valid_from, m.correction, m.applies_from, m.by_module, m.terms, m.reason,
            m.state, m.proposed_by, m.decided_on, m.decided_at, m.refusal_reason, m.version
        FROM enrollment.credit_mapping m
        JOIN enrollment.articulation a ON a.id = m.articulation_id
        """;

    /// <summary>The articulation's institutions see all, others what is agreed. <c>@Org</c> is a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        """
        (m.state = 'agreed'
            OR a.id IN (SELECT o.articulation_id FROM enrollment.articulation_owner o WHERE o.institution = @Org))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid ArticulationId { get; init; }
    public int Number { get; init; }
    public DateOnly ValidFrom { get; init; }
    public bool Correction { get; init; }
    public DateOnly? AppliesFrom { get; init; }
    public bool ByModule { get; init; }
    public string Terms { get; init; } = "";
    public string Reason { get; init; } = "";
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly? DecidedOn { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? RefusalReason { get; init; }
    public int Version { get; init; }

    /// <summary>The mapping, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<CreditMapping?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<CreditMappingRow>(
            $"""
            {Select}
            WHERE m.id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct);
        return row is null ? null : (await ToRepliesAsync(reader, [row], ct)).Single();
    }

    /// <summary>All mappings of an articulation that were ever proposed, in the order of their numbers.</summary>
    public static async Task<IReadOnlyList<CreditMapping>> OfAsync(IReader reader, Guid articulation, CancellationToken ct = default) =>
        await ToRepliesAsync(reader, await reader.QueryAsync<CreditMappingRow>(
            $"""
            {Select}
            WHERE m.articulation_id = @articulation
            ORDER BY m.number
            """,
            new { articulation }, ct), ct);

    /// <summary>The mappings, with the agreements given.</summary>
    public static async Task<IReadOnlyList<CreditMapping>> ToRepliesAsync(
        IReader reader, IReadOnlyList<CreditMappingRow> rows, CancellationToken ct = default)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(row => row.Id).ToList();
        var agreements = (await reader.QueryAsync<AgreementRow>(
            """
            SELECT mapping_id, institution, agreed_on
            FROM enrollment.credit_mapping_agreement
            WHERE mapping_id IN @ids
            ORDER BY agreed_on, institution
            """,
            new { ids }, ct)).ToLookup(row => row.MappingId, row => new MappingAgreement(row.Institution, row.AgreedOn));
        return [.. rows.Select(row => row.ToReply([.. agreements[row.Id]]))];
    }

    /// <summary>Keeps a proposed mapping, and the audit. The articulation is held, so its number is free.</summary>
    public static async Task AddAsync(UnitOfWork work, CreditMapping proposed, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.credit_mapping (
                id, articulation_id, number, valid_from, correction, by_module, terms, reason, state, proposed_by, version, created_at)
            VALUES (
                @Id, @ArticulationId, @Number, @ValidFrom, @Correction, @ByModule, @terms, @Reason, @State, @ProposedBy, @Version, @Now)
            """,
            new
            {
                proposed.Id,
                proposed.ArticulationId,
                proposed.Number,
                proposed.ValidFrom,
                proposed.Correction,
                proposed.ByModule,
                terms = proposed.Terms.ToJson(),
                proposed.Reason,
                proposed.State,
                proposed.ProposedBy,
                proposed.Version,
                act.Now,
            });
        await work.AuditAsync("credit-mapping", proposed.Id, proposed.Version, "proposed", act, proposed.Reason);
    }

    /// <summary>Records an agreement: its row, the mapping and the audit.</summary>
    public static async Task RecordAgreementAsync(UnitOfWork work, CreditMapping next, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.credit_mapping_agreement (mapping_id, institution, agreed_on)
            VALUES (@Id, @Org, @Today)
            """,
            new { next.Id, act.Caller.Org, act.Today });
        await RecordAsync(work, next, act);
    }

    /// <summary>Records a decision: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, CreditMapping next, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.credit_mapping
            SET state = @State, applies_from = @AppliesFrom, decided_on = @DecidedOn, decided_at = @DecidedAt,
                refusal_reason = @RefusalReason, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.AppliesFrom, next.DecidedOn, next.DecidedAt, next.RefusalReason, next.Version });
        await work.AuditAsync("credit-mapping", next.Id, next.Version, next.State, act, next.RefusalReason);
    }

    private CreditMapping ToReply(IReadOnlyList<MappingAgreement> agreements) => new()
    {
        Seq = Seq,
        Id = Id,
        ArticulationId = ArticulationId,
        Number = Number,
        ValidFrom = ValidFrom,
        Correction = Correction,
        AppliesFrom = AppliesFrom,
        ByModule = ByModule,
        Terms = MappingTerms.Of(Terms),
        Reason = Reason,
        State = State,
        ProposedBy = ProposedBy,
        Agreements = agreements,
        DecidedOn = DecidedOn,
        DecidedAt = DecidedAt,
        RefusalReason = RefusalReason,
        Version = Version,
    };

    private sealed record AgreementRow
    {
        public Guid MappingId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly AgreedOn { get; init; }
    }
}
