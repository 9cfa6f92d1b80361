using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Moves;

/// <summary>That a placement which is under way goes on at another slot, or with another mentor, by consent of all (D31, D32, D37).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="PlacementId">The placement.</param>
/// <param name="LearnerId">The learner, as enrollment names them.</param>
/// <param name="Institution">The learner's institution.</param>
/// <param name="FromSlotId">The slot that the placement was on when it was proposed.</param>
/// <param name="FromEnterprise">That slot's enterprise.</param>
/// <param name="ToSlotId">The next slot; the same one where the mentor alone changes.</param>
/// <param name="ToEnterprise">The next slot's enterprise.</param>
/// <param name="Mentor">The next mentor's opaque person; null where the next enterprise names one once it is in force.</param>
/// <param name="EffectiveOn">The first day of the next post.</param>
/// <param name="State"><c>proposed</c>, <c>agreed</c> (all have consented, and its day is to come), <c>in-force</c>, <c>refused</c>, <c>withdrawn</c> or <c>lapsed</c> (it could not be put into force on its day, or the placement ended before).</param>
/// <param name="ProposedBy">The code of the organisation that proposed it.</param>
/// <param name="ProposedOn">The day of the proposal: by the learner's age on it, and the pack of the next slot, a guardian or parent
/// consents.</param>
/// <param name="Reason">Why it is wanted, for the placement's parties; null for the next enterprise.</param>
/// <param name="Text">The canonical JSON (RFC 8785) of the change, which all consent to.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal: what each sends back.</param>
/// <param name="Acceptances">Who has consented: the codes of organisations, <c>learner</c> and <c>guardian</c>.</param>
/// <param name="Awaiting">Whose consent is still to come.</param>
/// <param name="EndReason">Of one that has lapsed, the type of the problem that kept it from coming into force; of one that was refused, why, for the placement's parties; otherwise null.</param>
/// <param name="Version">Its ETag.</param>
public sealed record PlacementChange(
    Guid Id, Guid PlacementId, Guid LearnerId, string Institution, Guid FromSlotId, string FromEnterprise, Guid ToSlotId, string ToEnterprise, string? Mentor, DateOnly EffectiveOn, string State,
    string ProposedBy, DateOnly ProposedOn, string? Reason, string Text, string TextHash, IReadOnlyList<PlacementAct> Acceptances, IReadOnlyList<string> Awaiting, string? EndReason, int Version) : IVersioned
{
    internal const string Proposed = "proposed";
    internal const string Agreed = "agreed";
    internal const string InForce = "in-force";

    /// <summary>
    /// The canonical JSON (RFC 8785) of the agreement with the next enterprise (D31); null where the enterprise stays, and for the
    /// enterprise that the placement leaves.
    /// </summary>
    public string? AgreementText { get; init; }

    /// <summary>SHA-256 of that agreement, in lower-case hexadecimal: what its parties sign.</summary>
    public string? AgreementHash { get; init; }

    /// <summary>Who has signed it: the codes of organisations, and <c>learner</c>.</summary>
    public IReadOnlyList<PlacementAct> Signatures { get; init; } = [];

    /// <summary>Whose signature is still to come.</summary>
    public IReadOnlyList<string> AwaitingSignatures { get; init; } = [];

    internal IReadOnlyList<string> CoSignatories { get; init; } = [];

    /// <summary>Whether all have consented and signed.</summary>
    internal bool IsAgreed => Awaiting.Count == 0 && AwaitingSignatures.Count == 0;

    /// <summary>The day of the last consent of learner and guardian: nobody signs before.</summary>
    internal DateOnly ConsentedOn =>
        Acceptances.Where(one => one.By is InformedConsent.Learner or InformedConsent.Guardian).Max(one => (DateOnly?)one.On) ?? ProposedOn;

    /// <summary>Whether this organisation is asked for its consent.</summary>
    internal bool Asks(string org) => org == Institution || org == FromEnterprise || org == ToEnterprise;

    /// <summary>Whether the placement goes to another enterprise, which needs an agreement with it.</summary>
    internal bool IsToAnotherEnterprise => ToEnterprise != FromEnterprise;

    internal string Path => $"/industry-partnership/v1/placements/{PlacementId}/changes/{Id}";

    /// <summary>Whether it is another slot, and not another mentor alone.</summary>
    internal bool IsMove => ToSlotId != FromSlotId;

    internal bool NeedsGuardian { get; init; }
}

internal sealed record PlacementChangeRow
{
    public const string Kind = OpenChanges.Kind;

    /// <summary>The party that is asked because it is not one of the placement's yet.</summary>
    public const string OfNextEnterprise = "next-enterprise";

    /// <summary>Who signs the agreement with the next enterprise besides.</summary>
    public const string OfCoSignatory = "co-signatory";

    public const string Columns =
        "c.seq, c.id, c.placement_id, c.learner_id, c.institution, c.from_slot_id, c.from_enterprise, c.to_slot_id, c.to_enterprise, "
        + "c.mentor, c.effective_on, c.state, c.proposed_by, c.proposed_on, "
        + "c.reason, c.text, c.text_hash, c.needs_guardian, c.end_reason, c.version, c.agreement_text, c.agreement_hash";

    /// <summary>
    /// A change is seen by those who are asked, whether the placement is theirs, was or will be: institution, both enterprises, the
    /// learner, and who co-signs.
    /// </summary>
    public const string Visible =
        """
        ((@IsLearner = 0 AND (c.institution = @Org OR c.from_enterprise = @Org OR c.to_enterprise = @Org
                OR EXISTS (SELECT 1 FROM partnership.placement_change_signature g
                    WHERE g.change_id = c.id AND g.part = 'co-signatory' AND g.organisation = @Org)))
            OR (@IsLearner = 1 AND EXISTS (SELECT 1 FROM partnership.learner l WHERE l.id = c.learner_id AND l.person = @Person AND l.institution = @Org)))
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
    public string? Mentor { get; init; }
    public DateOnly EffectiveOn { get; init; }
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly ProposedOn { get; init; }
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public int NeedsGuardian { get; init; }
    public string? EndReason { get; init; }
    public int Version { get; init; }
    public string? AgreementText { get; init; }
    public string? AgreementHash { get; init; }

    /// <summary>The change of a placement, where this caller may see it.</summary>
    public static async Task<PlacementChange?> FindAsync(IReader reader, Guid placementId, Guid id, Viewer viewer, CancellationToken ct = default) => (await ShowAsync(reader, await reader.HoldAsync<PlacementChangeRow>(
        "SELECT " + Columns + " FROM partnership.placement_change c WHERE c.id = @id AND c.placement_id = @placementId AND " + Visible,
        new { id, placementId, viewer.Org, viewer.Person, viewer.IsLearner }, ct), viewer.Org, ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<PlacementChange>> ShowAsync(IReader reader, IReadOnlyList<PlacementChangeRow> rows, string org, CancellationToken ct = default)
    {
        if (rows.Count == 0) return [];
        var acceptances = (await reader.QueryAsync<AcceptanceRow>(
            """
            SELECT change_id, party, accepted_on, document_hash
            FROM partnership.placement_change_acceptance WHERE change_id IN @ids ORDER BY accepted_on, party
            """,
            new { ids = rows.Select(row => row.Id) }, ct)).ToLookup(row => row.ChangeId);
        var signatures = (await reader.QueryAsync<SignatureRow>(
            """
            SELECT change_id, part, organisation, signed_on, signatory, scan_hash
            FROM partnership.placement_change_signature WHERE change_id IN @ids ORDER BY part, organisation
            """,
            new { ids = rows.Select(row => row.Id) }, ct)).ToLookup(row => row.ChangeId);
        return [.. rows.Select(row => row.Show([.. acceptances[row.Id]], [.. signatures[row.Id]], org))];
    }

    /// <summary>Takes the placement's row while it is under way on this slot: a change is proposed, accepted and put into force one after the other, and the placement does not end meanwhile.</summary>
    /// <returns>False where it is over, or not there any more.</returns>
    public static async Task<bool> HoldAsync(UnitOfWork work, Guid placementId, Guid slotId) =>
        await work.ExecuteAsync("UPDATE partnership.placement SET version = version WHERE id = @placementId AND state IN ('active', 'paused') AND slot_id = @slotId", new { placementId, slotId }) > 0;

    private PlacementChange Show(IReadOnlyList<AcceptanceRow> acceptances, IReadOnlyList<SignatureRow> signatures, string org)
    {
        // What the next enterprise agrees on is none of the present one's business.
        var isOfAgreement = org != FromEnterprise;
        var isParty = org == Institution || org == FromEnterprise;
        var asked = new List<string> { ActRow.OfInstitution, ActRow.OfEnterprise, InformedConsent.Learner };
        if (ToEnterprise != FromEnterprise) asked.Add(OfNextEnterprise);
        if (NeedsGuardian == 1) asked.Add(InformedConsent.Guardian);
        return new(
            Id, PlacementId, LearnerId, Institution, FromSlotId, FromEnterprise, ToSlotId, ToEnterprise, Mentor, EffectiveOn, State, ProposedBy, ProposedOn, isParty ? Reason : null, Text, TextHash,
            [.. acceptances.Select(one => new PlacementAct(Name(one.Party), one.AcceptedOn, ScanHash: one.DocumentHash))],
            State == PlacementChange.Proposed ? [.. asked.Except(acceptances.Select(one => one.Party)).Select(Name)] : [],
            isParty || State == "lapsed" ? EndReason : null, Version)
        {
            NeedsGuardian = NeedsGuardian == 1,
            AgreementText = isOfAgreement ? AgreementText : null,
            AgreementHash = AgreementHash,
            Signatures = [.. signatures.Where(one => one.SignedOn is not null)
                .Select(one => new PlacementAct(one.By, one.SignedOn!.Value, one.Signatory, one.ScanHash))],
            AwaitingSignatures = State == PlacementChange.Proposed
                ? [.. signatures.Where(one => one.SignedOn is null).Select(one => one.By)]
                : [],
            CoSignatories = [.. signatures.Where(one => one.Part == OfCoSignatory).Select(one => one.Organisation)],
        };
    }

    /// <summary>Who signs the agreement with the next enterprise.</summary>
    public static async Task AskSignaturesAsync(
        UnitOfWork work, Guid changeId, string institution, string enterprise, IReadOnlyList<string> coSignatories)
    {
        var asked = coSignatories.Select(code => (Part: OfCoSignatory, Organisation: code))
            .Concat([(ActRow.OfInstitution, institution), (ActRow.OfEnterprise, enterprise), (InformedConsent.Learner, institution)]);
        foreach (var (part, organisation) in asked)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO partnership.placement_change_signature (change_id, part, organisation)
                VALUES (@changeId, @part, @organisation)
                """,
                new { changeId, part, organisation });
        }
    }

    private string Name(string party) => party switch { ActRow.OfInstitution => Institution, ActRow.OfEnterprise => FromEnterprise, OfNextEnterprise => ToEnterprise, _ => party };

    private sealed record SignatureRow
    {
        public Guid ChangeId { get; init; }
        public string Part { get; init; } = "";
        public string Organisation { get; init; } = "";
        public DateOnly? SignedOn { get; init; }
        public string? Signatory { get; init; }
        public string? ScanHash { get; init; }

        public string By => Part == InformedConsent.Learner ? Part : Organisation;
    }

    private sealed record AcceptanceRow
    {
        public Guid ChangeId { get; init; }
        public string Party { get; init; } = "";
        public DateOnly AcceptedOn { get; init; }
        public string? DocumentHash { get; init; }
    }
}
