using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>An internship slot (D37): its API form and its next states.</summary>
public sealed record Slot : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The enterprise that wrote it.</summary>
    public required string Enterprise { get; init; }

    /// <summary>The institution that approved it, once one has.</summary>
    public required string? ApprovedBy { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The kind of post, as the enterprise's staff counts name it (D29).</summary>
    public required string PostKind { get; init; }

    /// <summary>How many learners it takes.</summary>
    public required int Capacity { get; init; }

    /// <summary>How many places are taken.</summary>
    public required int Placed { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The base where learners work, if the slot names one (D25).</summary>
    public required Guid? BaseId { get; init; }

    /// <summary><c>draft</c>, <c>submitted</c>, <c>approved</c>, <c>open</c>, <c>full</c>, <c>closed</c> or <c>withdrawn</c>.</summary>
    [OneOf(typeof(SlotState))]
    public required string State { get; init; }

    /// <summary>Its terms: the work and its conditions.</summary>
    public required SlotTerms Terms { get; init; }

    /// <summary>The attestation of the approving institution that it asks nothing of learners (D34).</summary>
    public required Attestation? InstitutionAttestation { get; init; }

    /// <summary>Earlier policies that still hold, besides the one of the terms (D35).</summary>
    public required IReadOnlyList<Insurance> OtherInsurances { get; init; }

    /// <summary>Why an institution returned the draft (D37); null for everyone but the enterprise and that institution.</summary>
    public required SlotReturn? Returned { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The approved places and days; null if not approved, or approved before that was kept.</summary>
    internal ApprovedTerms? Approved { get; init; }

    /// <summary>When it was first opened; null if it never was.</summary>
    internal DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The business date on which it was opened; null before.</summary>
    internal DateOnly? OpenedOn { get; init; }

    /// <summary>The filings that it names, as authorities have recorded them (D28).</summary>
    internal IReadOnlyList<Filed> Filed { get; init; } = [];

    /// <summary>The same, as the rules see it.</summary>
    internal SlotFacts Facts => new()
    {
        PostKind = PostKind,
        Capacity = Capacity,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        Terms = Terms,
        OtherInsurances = OtherInsurances,
        InstitutionAttestation = InstitutionAttestation,
        Enterprise = Enterprise,
        Institution = ApprovedBy,
        Filed = Filed,
        OpenedOn = OpenedOn,
    };

    /// <summary>Whether an institution may approve it. A slot approved before institutions attested is approved once more.</summary>
    internal bool AwaitsApproval => State == SlotState.Submitted || (State == SlotState.Approved && Approved is null);

    /// <summary>Whether it was opened, and its insurance and filings may change.</summary>
    internal bool WasOpened => SlotState.Opened.Contains(State);

    /// <summary>The first day on which somebody could begin who asks on a day.</summary>
    internal DateOnly FirstDay(DateOnly day) => SlotFacts.FirstDay(StartsOn, day);

    /// <summary>The version for a viewer. Only two organisations read who attests, and why it was returned.</summary>
    internal Slot ShownTo(Viewer viewer)
    {
        var isEnterprise = !viewer.IsPerson && viewer.Org == Enterprise;
        var isNamed = isEnterprise || (!viewer.IsPerson && viewer.Org == ApprovedBy);
        var isToldWhy = isEnterprise || (!viewer.IsPerson && viewer.Org == Returned?.By);
        return this with
        {
            Terms = isNamed ? Terms : Terms with { Attestation = Terms.Attestation?.Unnamed() },
            InstitutionAttestation = isNamed ? InstitutionAttestation : InstitutionAttestation?.Unnamed(),
            Returned = isToldWhy ? Returned : null,
        };
    }

    // Next states. They judge nothing: the caller has judged.

    /// <summary>The stored form of what an enterprise has written.</summary>
    internal static Slot DraftedBy(string enterprise, WriteSlot.Request request) => new Slot
    {
        Id = Guid.CreateVersion7(),
        Enterprise = enterprise,
        ApprovedBy = null,
        Title = request.Title,
        PostKind = request.PostKind,
        Capacity = request.Capacity,
        Placed = 0,
        StartsOn = request.StartsOn,
        EndsOn = request.EndsOn,
        BaseId = request.BaseId,
        State = SlotState.Draft,
        Terms = request.Terms.AsStored(),
        InstitutionAttestation = null,
        OtherInsurances = [],
        Returned = null,
        Version = 1,
    };

    /// <summary>Whether a change only reduces places, or keeps days within the approved ones (D37).</summary>
    internal bool IsWithinApproval(WriteSlot.Request request) =>
        State == SlotState.Approved && Approved is { } approved
        && request.Title == Title && request.BaseId == BaseId && request.PostKind == PostKind && request.Capacity <= approved.Capacity
        && approved.Days.Covers(request.StartsOn) && approved.Days.Covers(request.EndsOn)
        && request.Terms.Write() == Terms.Write();

    internal Slot EditedTo(WriteSlot.Request request, bool staysApproved) => Next(staysApproved ? SlotState.Approved : SlotState.Draft) with
    {
        ApprovedBy = staysApproved ? ApprovedBy : null,
        Title = request.Title,
        PostKind = request.PostKind,
        Capacity = request.Capacity,
        StartsOn = request.StartsOn,
        EndsOn = request.EndsOn,
        BaseId = request.BaseId,
        Terms = request.Terms.AsStored(),
        InstitutionAttestation = staysApproved ? InstitutionAttestation : null,
    };

    internal Slot Submitted() => Next(SlotState.Submitted) with { Returned = null };

    internal Slot ApprovedFor(string institution, Attestation? attestation) => Next(SlotState.Approved) with
    {
        ApprovedBy = institution,
        Approved = new ApprovedTerms(Capacity, new Period(StartsOn, EndsOn)),
        InstitutionAttestation = attestation?.InOrder(),
    };

    internal Slot ReturnedBy(string institution, DateOnly on, string reason) =>
        Next(SlotState.Draft) with { Returned = new SlotReturn(institution, on, reason) };

    internal Slot Withdrawn() => Next(SlotState.Withdrawn);

    internal Slot OpenedBy(Act act) => Next(SlotState.Open) with { OpenedAt = act.Now, OpenedOn = act.Today };

    internal Slot Closed() => Next(SlotState.Closed);

    /// <summary>
    /// With a new record of a policy in place of its former record, and of the record that it corrects. The terms hold the newest record.
    /// </summary>
    internal Slot InsuredBy(Insurance policy, Insurance? corrected = null) => Next(State) with
    {
        Terms = Terms with { Insurance = policy },
        OtherInsurances = [.. Facts.Policies.Where(known => !known.IsSameAs(policy) && corrected?.IsSameAs(known) != true)],
    };

    /// <summary>Without a policy that was annulled. Of the others, the newest is in the terms.</summary>
    internal Slot WithoutInsurance(Insurance annulled)
    {
        List<Insurance> left = [.. Facts.Policies.Where(known => !known.IsSameAs(annulled))];
        return Next(State) with
        {
            Terms = Terms with { Insurance = left.LastOrDefault() },
            OtherInsurances = [.. left.SkipLast(1)],
        };
    }

    internal Slot RestingOn(IEnumerable<Filed> filings) => Naming(filings) with { Version = Version + 1 };

    /// <summary>With the filings that its terms name, by their numbers.</summary>
    internal Slot Naming(IEnumerable<Filed> filings)
    {
        List<Filed> filed = [.. filings.OrderBy(filing => filing.Number, StringComparer.Ordinal)];
        return this with { Filed = filed, Terms = Terms with { Filings = [.. filed.Select(filing => filing.Id)] } };
    }

    internal SlotV1 ToEvent() => new()
    {
        Id = Id,
        Enterprise = Enterprise,
        ApprovedBy = ApprovedBy!,
        Title = Title,
        PostKind = PostKind,
        Majors = Terms.Majors,
        Capacity = Capacity,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        BaseId = BaseId,
        State = State,
        Version = Version,
    };

    private Slot Next(string state) => this with { State = state, Version = Version + 1 };
}

/// <summary>The states of a slot (D37).</summary>
internal static class SlotState
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Approved = "approved";
    public const string Open = "open";
    public const string Full = "full";
    public const string Closed = "closed";
    public const string Withdrawn = "withdrawn";

    /// <summary>The states in which its enterprise may write it.</summary>
    public static readonly string[] Written = [Draft, Submitted, Approved];

    /// <summary>Opened slots, whether or not they still take learners.</summary>
    public static readonly string[] Opened = [Open, Full, Closed];
}

/// <summary>The approved places and days.</summary>
internal sealed record ApprovedTerms(int Capacity, Period Days);

/// <summary>An institution returned a submitted slot (D37).</summary>
/// <param name="By">The institution.</param>
/// <param name="On">The day.</param>
/// <param name="Reason">What to change.</param>
public sealed record SlotReturn(string By, DateOnly On, string Reason);
