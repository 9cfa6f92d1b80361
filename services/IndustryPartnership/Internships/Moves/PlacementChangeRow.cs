using System.Diagnostics.CodeAnalysis;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Moves;

/// <summary>Finds, locks and records changes of placements. Each is locked together with its placement.</summary>
internal sealed record PlacementChangeRow
{
    public const string Select =
        """
        SELECT c.seq, c.id, c.placement_id, c.learner_id, c.institution, c.from_slot_id, c.from_enterprise, c.to_slot_id, c.to_enterprise,
            c.mentor_id, v.lookup AS mentor, c.effective_on, c.state, c.proposed_by, c.proposed_on, COALESCE(w.value, '') AS reason,
            c.text, c.text_hash, c.needs_guardian, c.agreed_on, c.end_reason_id, e.value AS end_reason, c.version, c.agreement_text,
            c.agreement_hash
        FROM partnership.placement_change c
        LEFT JOIN partnership.personal_value w ON w.id = c.reason_id
        LEFT JOIN partnership.personal_value e ON e.id = c.end_reason_id
        LEFT JOIN partnership.mentor r ON r.id = c.mentor_id
        LEFT JOIN partnership.personal_value v ON v.id = r.person_id
        """;

    /// <summary>
    /// Everyone who is asked sees a change: institution, both enterprises, learner and co-signatories. The parameters are a <see
    /// cref="Viewer"/>'s.
    /// </summary>
    public const string Visible =
        $"""
        ((@IsLearner = 0 AND (c.institution = @Org OR c.from_enterprise = @Org OR c.to_enterprise = @Org
                OR EXISTS (SELECT 1 FROM partnership.placement_change_signature g
                    WHERE g.change_id = c.id AND g.part = 'co-signatory' AND g.organisation = @Org)))
            OR (@IsLearner = 1 AND EXISTS (
                SELECT 1 FROM partnership.learner l
                WHERE l.id = c.learner_id AND l.person_id IN {PersonalValues.OfViewer} AND l.institution = @Org)))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid PlacementId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public Guid FromSlotId { get; init; }
    public string FromEnterprise { get; init; } = "";
    public Guid ToSlotId { get; init; }
    public string ToEnterprise { get; init; } = "";
    public Guid? MentorId { get; init; }
    public string? Mentor { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly ProposedOn { get; init; }
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public int NeedsGuardian { get; init; }
    public DateOnly? AgreedOn { get; init; }
    public Guid? EndReasonId { get; init; }
    public string? EndReason { get; init; }
    public int Version { get; init; }
    public string? AgreementText { get; init; }
    public string? AgreementHash { get; init; }

    /// <summary>The change of a placement, if the viewer may see it. A unit of work locks it.</summary>
    public static Task<PlacementChange?> FindAsync(
        IReader reader, Guid placementId, Guid id, Viewer viewer, CancellationToken ct = default) => OneAsync(
        reader, Select + " WHERE c.id = @id AND c.placement_id = @placementId AND " + Visible,
        new { id, placementId, viewer.Org, viewer.Person, viewer.IsLearner }, ct);

    /// <summary>
    /// The change, if the viewer may see it, and its placement, both locked. The placement is locked first, so changes are accepted and
    /// applied one after the other, and the placement does not end meanwhile.
    /// </summary>
    public static async Task<HeldChange?> HoldAsync(UnitOfWork work, Guid placementId, Guid id, Viewer viewer)
    {
        if (await PlacementRow.FindAsync(work, placementId) is not { } placement) return null;
        return await FindAsync(work, placementId, id, viewer) is { } change ? new HeldChange(placement, change) : null;
    }

    /// <summary>The change that a row names, and its placement, both locked.</summary>
    public static async Task<HeldChange> HoldAsync(UnitOfWork work, Guid id)
    {
        var placement = await PlacementRow.HoldAsync(
            work, await work.SingleAsync<Guid>("SELECT placement_id FROM partnership.placement_change WHERE id = @id", new { id }));
        return new HeldChange(
            placement, await OneAsync(work, Select + " WHERE c.id = @id", new { id }, default)
            ?? throw new InvalidOperationException($"There is no change {id}."));
    }

    /// <summary>The changes of rows, with consents and signatures.</summary>
    public static async Task<IReadOnlyList<PlacementChange>> ShowAsync(
        IReader reader, IReadOnlyList<PlacementChangeRow> rows, CancellationToken ct = default)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(row => row.Id).ToList();
        var accepted = (await reader.QueryAsync<AcceptanceRow>(
            """
            SELECT change_id, party, accepted_on, document_hash
            FROM partnership.placement_change_acceptance WHERE change_id IN @ids
            """,
            new { ids }, ct)).ToLookup(row => row.ChangeId, row => new MoveConsent(row.Party, row.AcceptedOn, row.DocumentHash));
        var asked = (await reader.QueryAsync<SignatureRow>(
            """
            SELECT change_id, part, organisation, signed_on, signatory, scan_hash, actor
            FROM partnership.placement_change_signature WHERE change_id IN @ids
            """,
            new { ids }, ct))
            .ToLookup(
                row => row.ChangeId,
                row => new MoveSignature(row.Part, row.Organisation, row.SignedOn, row.Signatory, row.ScanHash, row.Actor));
        return [.. rows.Select(row => row.Bare().With(accepted[row.Id], asked[row.Id]))];
    }

    /// <summary>Stores a proposal, with the proposer's consent.</summary>
    /// <returns>The change of the placement that is open; null if the proposal is stored.</returns>
    public static async Task<Guid?> AddUnlessOpenAsync(UnitOfWork work, PlacementChange proposed, Act act)
    {
        var reasonId = await work.KeepAsync(OpenChanges.Kind, proposed.Id, PersonalValues.Reason, proposed.Reason, act.Now);
        var isOnlyOne = await work.TryInsertAsync(
            """
            INSERT INTO partnership.placement_change (id, placement_id, learner_id, institution, from_slot_id, from_enterprise, to_slot_id,
                to_enterprise, mentor_id, effective_on, text, text_hash, reason_id, proposed_by, proposed_on, needs_guardian, agreed_on,
                state, end_reason_id, ended_as, version, created_at, agreement_text, agreement_hash)
            VALUES (@Id, @PlacementId, @LearnerId, @Institution, @FromSlotId, @FromEnterprise, @ToSlotId,
                @ToEnterprise, @MentorId, @EffectiveOn, @Text, @TextHash, @reasonId, @ProposedBy, @ProposedOn, @needsGuardian, NULL,
                @State, NULL, @open, @Version, @Now, @AgreementText, @AgreementHash)
            """,
            new
            {
                proposed.Id,
                proposed.PlacementId,
                proposed.LearnerId,
                proposed.Institution,
                proposed.FromSlotId,
                proposed.FromEnterprise,
                proposed.ToSlotId,
                proposed.ToEnterprise,
                proposed.MentorId,
                proposed.EffectiveOn,
                proposed.Text,
                proposed.TextHash,
                reasonId,
                proposed.ProposedBy,
                proposed.ProposedOn,
                needsGuardian = proposed.NeedsGuardian ? 1 : 0,
                proposed.State,
                open = Guid.Empty,
                proposed.Version,
                act.Now,
                proposed.AgreementText,
                proposed.AgreementHash,
            });
        if (!isOnlyOne)
        {
            return await work.SingleAsync<Guid>(
                "SELECT id FROM partnership.placement_change WHERE placement_id = @PlacementId AND state IN ('proposed', 'agreed')",
                new { proposed.PlacementId });
        }
        foreach (var asked in proposed.Asked)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO partnership.placement_change_signature (change_id, part, organisation)
                VALUES (@Id, @Part, @Organisation)
                """,
                new { proposed.Id, asked.Part, asked.Organisation });
        }
        foreach (var consent in proposed.Accepted) await AcceptAsync(work, proposed.Id, consent, act);
        await work.AuditAsync(OpenChanges.Kind, proposed.Id, proposed.Version, "proposed", act, proposed.Reason);
        return null;
    }

    public static Task AcceptAsync(UnitOfWork work, Guid changeId, MoveConsent consent, Act act) => work.ExecuteAsync(
        """
        INSERT INTO partnership.placement_change_acceptance (change_id, party, accepted_on, document_hash, relation, actor, recorded_at)
        VALUES (@changeId, @Party, @On, @ScanHash, @Relation, @Actor, @Now)
        """,
        new { changeId, consent.Party, consent.On, consent.ScanHash, consent.Relation, act.Caller.Actor, act.Now });

    /// <summary>Records one step of a change: its row and the audit. An ended change lets another be proposed.</summary>
    public static async Task RecordAsync(UnitOfWork work, PlacementChange next, string action, Act act, string? reason = null)
    {
        var endReasonId = await work.RenewAsync(
            next.EndReasonId, OpenChanges.Kind, next.Id, "end-reason", next.EndReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE partnership.placement_change
            SET state = @State, agreed_on = @AgreedOn, end_reason_id = @endReasonId, version = @Version,
                ended_as = CASE WHEN @State IN ('proposed', 'agreed') THEN ended_as ELSE id END
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.AgreedOn, endReasonId, next.Version });
        await work.AuditAsync(OpenChanges.Kind, next.Id, next.Version, action, act, reason);
    }

    private static async Task<PlacementChange?> OneAsync(
        IReader reader, [ConstantExpected] string sql, object parameters, CancellationToken ct) =>
        (await ShowAsync(reader, await reader.HoldAsync<PlacementChangeRow>(sql, parameters, ct), ct)).SingleOrDefault();

    // Members with tables of their own are left out.
    private PlacementChange Bare() => new()
    {
        Id = Id,
        PlacementId = PlacementId,
        LearnerId = LearnerId,
        Institution = Institution,
        FromSlotId = FromSlotId,
        FromEnterprise = FromEnterprise,
        ToSlotId = ToSlotId,
        ToEnterprise = ToEnterprise,
        Mentor = MentorRow.Name(Mentor, MentorId),
        MentorId = MentorId,
        EffectiveOn = EffectiveOn,
        State = State,
        ProposedBy = ProposedBy,
        ProposedOn = ProposedOn,
        Reason = Reason,
        Text = Text,
        TextHash = TextHash,
        Acceptances = [],
        Awaiting = [],
        NeedsGuardian = NeedsGuardian == 1,
        AgreedOn = AgreedOn,
        EndReasonId = EndReasonId,
        EndReason = EndReason,
        Version = Version,
        AgreementText = AgreementText,
        AgreementHash = AgreementHash,
    };

    private sealed record SignatureRow
    {
        public Guid ChangeId { get; init; }
        public string Part { get; init; } = "";
        public string Organisation { get; init; } = "";
        public DateOnly? SignedOn { get; init; }
        public string? Signatory { get; init; }
        public string? ScanHash { get; init; }
        public string? Actor { get; init; }
    }

    private sealed record AcceptanceRow
    {
        public Guid ChangeId { get; init; }
        public string Party { get; init; } = "";
        public DateOnly AcceptedOn { get; init; }
        public string? DocumentHash { get; init; }
    }
}

/// <summary>A change and its placement, both locked until this transaction ends.</summary>
internal sealed record HeldChange(Placement Placement, PlacementChange Change);
