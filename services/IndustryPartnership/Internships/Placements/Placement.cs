using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Placements;

/// <summary>A learner's placement on a slot (D37, D38): its API form and its next states.</summary>
public sealed record Placement : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The slot.</summary>
    public required Guid SlotId { get; init; }

    /// <summary>The learner, as enrollment names them.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary>The learner's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The slot's enterprise.</summary>
    public required string Enterprise { get; init; }

    /// <summary>The first day: planned until it starts, actual afterwards.</summary>
    [SortKey]
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day: planned until it ends, actual afterwards.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>
    /// <c>awaiting-consent</c>, <c>awaiting-signatures</c>, <c>ready</c>, <c>active</c>, <c>paused</c>, <c>completed</c>, <c>stopped</c> or
    /// <c>assessed</c>.
    /// </summary>
    [OneOf(typeof(PlacementState))]
    public required string State { get; init; }

    /// <summary>The day on which it started; null if it has not.</summary>
    public required DateOnly? StartedOn { get; init; }

    /// <summary>
    /// SHA-256 of the tripartite agreement's text, in lower-case hexadecimal. Each party signs it (D31). Null if the placement began before
    /// agreements were signed here.
    /// </summary>
    public required string? TextHash { get; init; }

    /// <summary>Who has consented (D32): <c>learner</c> and, if the slot's pack asks for a guardian or parent, <c>guardian</c>.</summary>
    public required IReadOnlyList<PlacementAct> Consents { get; init; }

    /// <summary>Who has signed the agreement (D31): the codes of the organisations, and <c>learner</c>.</summary>
    public required IReadOnlyList<PlacementAct> Signatures { get; init; }

    /// <summary>Its pauses, oldest first (D37).</summary>
    public required IReadOnlyList<PlacementPause> Pauses { get; init; }

    /// <summary>The opaque person of the enterprise's mentor, who signs the logbook (D37, D39); null until named.</summary>
    public required string? Mentor { get; init; }

    /// <summary>The id under which the mentor's data are read and erased (D44).</summary>
    public required Guid? MentorId { get; init; }

    /// <summary>Whole effective hours of the signed logbook, once completed.</summary>
    public required int? Hours { get; init; }

    /// <summary>The grade, once completed (D40).</summary>
    [OneOf(typeof(Grade))]
    public required string? Grade { get; init; }

    /// <summary>The mentor's grade, once assessed (D40). It gives no credit.</summary>
    [OneOf(typeof(Grade))]
    public required string? MentorGrade { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The institution's mentoring teacher (D20), as faculty-certification names them; null until named.</summary>
    public required Guid? TeacherId { get; init; }

    /// <summary>Codes of the co-signatories of the agreement, besides institution, enterprise and learner (D31).</summary>
    public required IReadOnlyList<string> CoSignatories { get; init; }

    /// <summary>Its posts, oldest first, once its slot or mentor has changed while it was under way; otherwise empty.</summary>
    public required IReadOnlyList<PlacementPost> Posts { get; init; }

    /// <summary>
    /// Why its teacher is not certified today: <c>certificate-revoked</c>, <c>certificate-expired</c>, <c>certificate-not-yet-valid</c>,
    /// <c>certificate-suspended</c>, <c>certificate-unknown</c>, or <c>teacher-departed</c> after the teacher's last day. Null if
    /// certified, if the placement is over, and in replies to commands.
    /// </summary>
    [OneOf(
        "certificate-revoked", "certificate-expired", "certificate-not-yet-valid", "certificate-suspended", "certificate-unknown",
        "teacher-departed")]
    public string? TeacherFlag { get; init; }

    internal static readonly string[] ToComeStates =
    [
        PlacementState.AwaitingConsent, PlacementState.AwaitingSignatures, PlacementState.Ready,
    ];

    internal static readonly string[] OpenStates = [.. ToComeStates, PlacementState.Active, PlacementState.Paused];

    /// <summary>Who refused consent and so ended it (D32): <c>learner</c> or <c>guardian</c>.</summary>
    public IReadOnlyList<PlacementAct> Refusals { get; init; } = [];

    /// <summary>
    /// Who stated that there is neither guardian nor parent (D32): <c>learner</c>, and the institution's code once it has confirmed it.
    /// </summary>
    public IReadOnlyList<PlacementAct> WithoutGuardian { get; init; } = [];

    /// <summary>Former values of corrected or withdrawn consents and signatures (D43), oldest first.</summary>
    public IReadOnlyList<PlacementCorrection> Corrections { get; init; } = [];

    /// <summary>The enterprise of its agreement, even after a move.</summary>
    internal string AgreedWith => Posts is [var first, ..] ? first.Enterprise : Enterprise;

    /// <summary>Whether it ever started.</summary>
    internal bool HasBegun => StartedOn is not null;

    /// <summary>The slot's kind, which events carry. Slots from before kinds were kept are post internships.</summary>
    internal string Kind { get; init; } = PlacementKind.PostInternship;

    /// <summary>The day of a party's consent; null if there is none.</summary>
    internal DateOnly? ConsentOf(string who) => Consents.FirstOrDefault(consent => consent.By == who)?.On;

    /// <summary>Whether the learner said that there is neither guardian nor parent, and the institution confirmed it.</summary>
    internal bool IsWithoutGuardian => WithoutGuardian.Count == 2;

    /// <summary>What decides the needed consents (D32).</summary>
    internal InformedConsent.Given ConsentsGiven(DateOnly birthDate) =>
        new(birthDate, ConsentOf(InformedConsent.Learner), ConsentOf(InformedConsent.Guardian), IsWithoutGuardian);

    /// <summary>Whether it is under way or to come.</summary>
    internal bool IsOpen => IsToCome || IsUnderWay;

    /// <summary>Whether it has not begun, and still may.</summary>
    internal bool IsToCome => ToComeStates.Contains(State);

    internal bool IsUnderWay => State is PlacementState.Active or PlacementState.Paused;

    /// <summary>Whether its logbook may be written: while it is under way, and after a stop until it is up to date (D39).</summary>
    internal bool TakesLogbook => IsUnderWay || (State == PlacementState.Stopped && HasBegun);

    /// <summary>Whether it began and is over, so that its mentor may assess it (D40).</summary>
    internal bool IsOver => State == PlacementState.Completed || (State == PlacementState.Stopped && HasBegun);

    /// <summary>The first day at its present post; its own first day if the post never changed.</summary>
    internal DateOnly PostSince => Posts is [.., var present] ? present.From : StartsOn;

    /// <summary>The day on which it started, was last resumed or last changed its post.</summary>
    internal DateOnly LastBegunOn => Pauses is [.., { ResumedOn: { } resumedOn }] && resumedOn > PostSince ? resumedOn : PostSince;

    /// <summary>
    /// The mentor who signs the logbook of a day (D39): the one of that day's post or, if none was named there, the present one.
    /// </summary>
    internal (string Enterprise, string? Mentor, Guid? MentorId) MentorOn(DateOnly day) =>
        Posts.LastOrDefault(post => post.From <= day) is { Mentor: { } mentor } post
            ? (post.Enterprise, mentor, post.MentorId)
            : (Enterprise, Mentor, MentorId);

    /// <summary>The slot whose terms apply on a day.</summary>
    internal Guid SlotOn(DateOnly day) =>
        Posts.LastOrDefault(post => post.From <= day)?.SlotId ?? (Posts is [var first, ..] ? first.SlotId : SlotId);

    /// <summary>The days without work.</summary>
    internal IReadOnlyList<Period> PausedDays =>
        [.. Pauses.Select(pause => new Period(pause.PausedOn, pause.ResumedOn?.AddDays(-1) ?? DateOnly.MaxValue))];

    // Next states. They judge nothing: the caller has judged.

    internal Placement ConsentedBy(PlacementAct consent) => Next(State) with { Consents = InOrder([.. Consents, consent]) };

    internal Placement WithoutGuardianBy(PlacementAct statement) =>
        Next(State) with { WithoutGuardian = InOrder([.. WithoutGuardian, statement]) };

    /// <summary>After the last needed consent the agreement may be signed (D32).</summary>
    internal Placement ConsentedByAll(bool isConsentMissing) =>
        State == PlacementState.AwaitingConsent && !isConsentMissing ? this with { State = PlacementState.AwaitingSignatures } : this;

    /// <summary>After the last party's signature it is ready to start (D31).</summary>
    internal Placement SignedBy(PlacementAct signature)
    {
        var signatures = InOrder([.. Signatures, signature]);
        return Next(IsSignedByAll(signatures) ? PlacementState.Ready : State) with { Signatures = signatures };
    }

    internal Placement MentoredBy(string person, Guid id) => Next(State) with
    {
        Mentor = person,
        MentorId = id,
        Posts = [.. Posts.Select(post => post.Until is null ? post with { Mentor = person, MentorId = id } : post)],
    };

    internal Placement TaughtBy(Guid teacher) => Next(State) with { TeacherId = teacher };

    internal Placement StartedFrom(DateOnly day) => Next(PlacementState.Active) with { StartsOn = day, StartedOn = day };

    internal Placement PausedFrom(DateOnly day) => Next(PlacementState.Paused) with { Pauses = [.. Pauses, new PlacementPause(day, null)] };

    internal Placement ResumedFrom(DateOnly day) =>
        Next(PlacementState.Active) with { Pauses = [.. Pauses.SkipLast(1), Pauses[^1] with { ResumedOn = day }] };

    internal Placement CompletedOn(DateOnly day, string grade, int hours) =>
        Next(PlacementState.Completed) with { EndsOn = day, Grade = grade, Hours = hours };

    internal Placement StoppedOn(DateOnly day) => Next(PlacementState.Stopped) with { EndsOn = day };

    /// <summary>It keeps its planned days, which do not count.</summary>
    internal Placement CalledOff() => Next(PlacementState.Stopped);

    internal Placement RefusedBy(PlacementAct refusal) => this with { Refusals = InOrder([.. Refusals, refusal]) };

    internal Placement AssessedWith(string grade) => Next(PlacementState.Assessed) with { MentorGrade = grade };

    internal Placement MovedTo(Guid slot, string enterprise, (string? Key, Guid? Id) mentor, DateOnly from) => Next(State) with
    {
        SlotId = slot,
        Enterprise = enterprise,
        Mentor = mentor.Key,
        MentorId = mentor.Id,
        Posts =
        [
            .. (Posts.Count > 0 ? Posts : [new PlacementPost(StartsOn, null, SlotId, Enterprise, Mentor, MentorId)])
                .Select(post => post.Until is null ? post with { Until = from.AddDays(-1) } : post),
            new PlacementPost(from, null, slot, enterprise, mentor.Key, mentor.Id),
        ],
    };

    /// <summary>What rests on a corrected act is judged again before the start (D43): consents first, then signatures.</summary>
    internal Placement JudgedAgain(bool isConsentMissing) => Next(
        !IsToCome ? State
        : isConsentMissing ? PlacementState.AwaitingConsent
        : IsSignedByAll(Signatures) ? PlacementState.Ready : PlacementState.AwaitingSignatures);

    internal Placement Next(string state) => this with { State = state, Version = Version + 1 };

    /// <summary>Oldest first; within one day by name.</summary>
    internal static IReadOnlyList<PlacementAct> InOrder(IEnumerable<PlacementAct> acts) =>
        [.. acts.OrderBy(act => act.On).ThenBy(act => act.By, StringComparer.Ordinal)];

    // Institution, enterprise, learner and co-signatories.
    private bool IsSignedByAll(IReadOnlyList<PlacementAct> signatures) => signatures.Count == 3 + CoSignatories.Count;

    internal PlacementV1 ToEvent() => new()
    {
        Id = Id,
        SlotId = SlotId,
        LearnerId = LearnerId,
        Institution = Institution,
        Enterprise = Enterprise,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        State = State,
        Kind = Kind,
        PausedOn = State == PlacementState.Paused ? Pauses[^1].PausedOn : null,
        Hours = Hours,
        Grade = Grade,
        MentorGrade = MentorGrade,
        Version = Version,
    };
}
