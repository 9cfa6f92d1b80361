using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Moves;

/// <summary>A change of a placement under way to another slot or another mentor, with everyone's consent (D31, D32, D37).</summary>
public sealed record PlacementChange : IVersioned
{
    internal const string Proposed = "proposed";
    internal const string Agreed = "agreed";
    internal const string InForce = "in-force";
    internal const string Refused = "refused";
    internal const string Withdrawn = "withdrawn";
    internal const string Lapsed = "lapsed";

    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The placement.</summary>
    public required Guid PlacementId { get; init; }

    /// <summary>The learner, as enrollment names them.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary>The learner's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The placement's slot when it was proposed.</summary>
    public required Guid FromSlotId { get; init; }

    /// <summary>That slot's enterprise.</summary>
    public required string FromEnterprise { get; init; }

    /// <summary>The next slot; the same one if only the mentor changes.</summary>
    public required Guid ToSlotId { get; init; }

    /// <summary>The next slot's enterprise.</summary>
    public required string ToEnterprise { get; init; }

    /// <summary>The next mentor's opaque person; null if the next enterprise names one once it is in force.</summary>
    public required string? Mentor { get; init; }

    /// <summary>The id under which the next mentor's data are read and erased (D44). The text that all accept names it.</summary>
    public required Guid? MentorId { get; init; }

    /// <summary>The first day of the next post.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>
    /// <c>proposed</c>, <c>agreed</c> (all have consented, and its day is to come), <c>in-force</c>, <c>refused</c>, <c>withdrawn</c> or
    /// <c>lapsed</c>. It has lapsed if it could not come into force on its day, or the placement ended before.
    /// </summary>
    [OneOf("proposed", "agreed", "in-force", "refused", "withdrawn", "lapsed")]
    public required string State { get; init; }

    /// <summary>The code of the organisation that proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>
    /// The day of the proposal. The learner's age on it and the next slot's pack decide whether a guardian or parent consents.
    /// </summary>
    public required DateOnly ProposedOn { get; init; }

    /// <summary>The reason, for the placement's parties; null for the next enterprise.</summary>
    public required string? Reason { get; init; }

    /// <summary>The canonical JSON (RFC 8785) of the change. All parties consent to it.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of that text, in lower-case hexadecimal. Each party sends it back.</summary>
    public required string TextHash { get; init; }

    /// <summary>Who has consented: the codes of organisations, <c>learner</c> and <c>guardian</c>.</summary>
    public required IReadOnlyList<PlacementAct> Acceptances { get; init; }

    /// <summary>Whose consent is still missing.</summary>
    public required IReadOnlyList<string> Awaiting { get; init; }

    /// <summary>
    /// For a lapsed change: the type of the problem that prevented it. For a refused one: the reason, for the placement's parties.
    /// Otherwise null.
    /// </summary>
    public required string? EndReason { get; init; }

    /// <summary>The same, in the table of personal values.</summary>
    internal Guid? EndReasonId { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>
    /// The canonical JSON (RFC 8785) of the agreement with the next enterprise (D31). Null if the enterprise stays, and for the enterprise
    /// that the placement leaves.
    /// </summary>
    public string? AgreementText { get; init; }

    /// <summary>SHA-256 of that agreement, in lower-case hexadecimal. Its parties sign it.</summary>
    public string? AgreementHash { get; init; }

    /// <summary>Who has signed it: the codes of organisations, and <c>learner</c>.</summary>
    public IReadOnlyList<PlacementAct> Signatures { get; init; } = [];

    /// <summary>Whose signature is still missing.</summary>
    public IReadOnlyList<string> AwaitingSignatures { get; init; } = [];

    /// <summary>Its consents, by day.</summary>
    internal IReadOnlyList<MoveConsent> Accepted { get; init; } = [];

    /// <summary>Who is asked to sign, and who has signed; empty if the enterprise stays.</summary>
    internal IReadOnlyList<MoveSignature> Asked { get; init; } = [];

    internal bool NeedsGuardian { get; init; }

    /// <summary>The day on which all had consented and signed; null before.</summary>
    internal DateOnly? AgreedOn { get; init; }

    internal IEnumerable<string> CoSignatories =>
        Asked.Where(one => one.Part == MoveSignature.OfCoSignatory).Select(one => one.Organisation);

    /// <summary>Whether all have consented and signed.</summary>
    internal bool IsComplete => Awaiting.Count == 0 && AwaitingSignatures.Count == 0;

    /// <summary>The day of the last consent of learner and guardian. Nobody signs before it.</summary>
    internal DateOnly ConsentedOn =>
        Accepted.Where(one => one.Party is InformedConsent.Learner or InformedConsent.Guardian).Max(one => (DateOnly?)one.On) ?? ProposedOn;

    /// <summary>Whether this organisation is asked for its consent.</summary>
    internal bool Asks(string org) => org == Institution || org == FromEnterprise || org == ToEnterprise;

    /// <summary>Whether the placement goes to another enterprise, which needs a new agreement.</summary>
    internal bool IsToAnotherEnterprise => ToEnterprise != FromEnterprise;

    /// <summary>Whether the slot changes, and not only the mentor.</summary>
    internal bool IsMove => ToSlotId != FromSlotId;

    internal string Path => $"/industry-partnership/v1/placements/{PlacementId}/changes/{Id}";

    // The present enterprise does not see the next agreement, and the next enterprise does not see the reason.
    internal PlacementChange ShownTo(Viewer viewer)
    {
        var isParty = viewer.Org == Institution || viewer.Org == FromEnterprise;
        return this with
        {
            Reason = isParty ? Reason : null,
            EndReason = isParty || State == Lapsed ? EndReason : null,
            AgreementText = viewer.Org == FromEnterprise ? null : AgreementText,
        };
    }

    // First and next states. They judge nothing: the caller has judged.

    internal static PlacementChange ProposedFor(
        Placement placement, Slot slot, (string? Key, Guid? Id) mentor, DateOnly effectiveOn, string reason, TripartiteText? agreement,
        Act act)
    {
        var text = PlacementChangeText.Of(
            placement.Id, placement.SlotId, placement.Enterprise, slot.Id, slot.Enterprise, mentor.Id, effectiveOn);
        return new()
        {
            Id = Guid.CreateVersion7(),
            PlacementId = placement.Id,
            LearnerId = placement.LearnerId,
            Institution = placement.Institution,
            FromSlotId = placement.SlotId,
            FromEnterprise = placement.Enterprise,
            ToSlotId = slot.Id,
            ToEnterprise = slot.Enterprise,
            Mentor = mentor.Key,
            MentorId = mentor.Id,
            EffectiveOn = effectiveOn,
            State = Proposed,
            ProposedBy = act.Caller.Org,
            ProposedOn = act.Today,
            Reason = reason,
            Text = text.Text,
            TextHash = text.Hash,
            Acceptances = [],
            Awaiting = [],
            EndReason = null,
            Version = 1,
            AgreementText = agreement?.Text,
            AgreementHash = agreement?.Hash,
        };
    }

    internal PlacementChange AcceptedBy(MoveConsent consent) => Next(State).With([.. Accepted, consent], Asked);

    internal PlacementChange SignedBy(MoveSignature signature) =>
        Next(State).With(Accepted, [.. Asked.Select(one => one.IsOf(signature) ? signature : one)]);

    /// <summary>The last consent and the last signature make it agreed, in the same version.</summary>
    internal PlacementChange AgreedFrom(DateOnly today) => (this with { State = Agreed, AgreedOn = today }).With(Accepted, Asked);

    internal PlacementChange EndedAs(string state, string? reason = null) =>
        (Next(state) with { EndReason = reason }).With(Accepted, Asked);

    internal PlacementChange Linked() => Next(State);

    internal PlacementChange Corrected(MoveConsent consent) =>
        Next(State).With([.. Accepted.Select(one => one.Party == consent.Party ? consent : one)], Asked);

    /// <summary>The same with these consents and signatures, for readers: consents by day, and those still missing.</summary>
    internal PlacementChange With(IEnumerable<MoveConsent> accepted, IEnumerable<MoveSignature> asked)
    {
        List<MoveConsent> consents = [.. accepted.OrderBy(one => one.On).ThenBy(one => one.Party, StringComparer.Ordinal)];
        List<MoveSignature> parts =
            [.. asked.OrderBy(one => one.Part, StringComparer.Ordinal).ThenBy(one => one.Organisation, StringComparer.Ordinal)];
        var isProposed = State == Proposed;
        return this with
        {
            Accepted = consents,
            Acceptances = [.. consents.Select(one => new PlacementAct(NameOf(one.Party), one.On, ScanHash: one.ScanHash))],
            Awaiting = isProposed ? [.. AskedParties.Except(consents.Select(one => one.Party)).Select(NameOf)] : [],
            Asked = parts,
            Signatures =
            [
                .. parts.Where(one => one.On is not null)
                    .Select(one => new PlacementAct(
                        one.By, one.On!.Value, one.Signatory, one.ScanHash, ActRow.SignedBy(one.Part, one.ScanHash, one.Actor))),
            ],
            AwaitingSignatures = isProposed ? [.. parts.Where(one => one.On is null).Select(one => one.By)] : [],
        };
    }

    private PlacementChange Next(string state) => this with { State = state, Version = Version + 1 };

    private IEnumerable<string> AskedParties
    {
        get
        {
            yield return ActRow.OfInstitution;
            yield return ActRow.OfEnterprise;
            yield return InformedConsent.Learner;
            if (IsToAnotherEnterprise) yield return MoveConsent.OfNextEnterprise;
            if (NeedsGuardian) yield return InformedConsent.Guardian;
        }
    }

    private string NameOf(string party) => party switch
    {
        ActRow.OfInstitution => Institution,
        ActRow.OfEnterprise => FromEnterprise,
        MoveConsent.OfNextEnterprise => ToEnterprise,
        _ => party,
    };
}
