using Contracts.Enrollment;
using Enrollment.Features.Admissions;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Learners;

/// <summary>
/// A learner and the state of their training (D5). The registrars of the articulation's institutions see it. The learner sees it
/// with a token of the enrolling institution, and also with one of the institution that teaches the present stage. No name is kept.
/// </summary>
public sealed record Learner : IVersioned
{
    /// <summary>The learner's identity on the platform.</summary>
    public required Guid Id { get; init; }

    /// <summary>The institution that enrolled the learner.</summary>
    public required string Institution { get; init; }

    /// <summary>The learner's number there; never given twice.</summary>
    public required string StudentNumber { get; init; }

    /// <summary>The opaque identifier in the learner's own tokens, if the learner has one.</summary>
    public required string? Person { get; init; }

    /// <summary>The learner's birth date.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>The year in which the learner's cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>The code of the class at the institution, once known: learners of one cohort and articulation taught together.</summary>
    public string? Class { get; init; }

    /// <summary>The articulation of the enrolment.</summary>
    public required Guid ArticulationId { get; init; }

    /// <summary>The code of the major of the present stage.</summary>
    public required string Major { get; init; }

    /// <summary>Whether the learner was admitted by a special procedure, which may bar a change of major (D5a).</summary>
    public bool SpecialAdmission { get; init; }

    /// <summary>
    /// Whether the conditions of the year's admission are <c>met</c>, as they are now (D2). It is <c>not-recorded</c> if nothing was stated
    /// or there are none. <c>not-met</c> is a risk: the conditions or the admission were recorded or corrected later.
    /// </summary>
    [OneOf(typeof(AdmissionOutcome))]
    public string Admission { get; init; } = AdmissionOutcome.NotRecorded;

    /// <summary>The code of the region of the admission, if it was stated.</summary>
    public string? AdmissionRegion { get; init; }

    /// <summary>The score of the admission, if it was stated.</summary>
    public int? AdmissionScore { get; init; }

    /// <summary>Whether the learner held household registration in the region, if it was stated.</summary>
    public bool? HoldsRegistration { get; init; }

    /// <summary>The institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }

    /// <summary>The code of the undergraduate major.</summary>
    public required string ToMajor { get; init; }

    /// <summary>The present stage of the pathway, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary>
    /// <c>enrolled</c>, <c>on-leave</c>, <c>transfer-ready</c>, <c>transferred</c>, <c>graduated</c>, <c>completed-associate</c> or
    /// <c>withdrawn</c> (D5).
    /// </summary>
    [OneOf(typeof(LearnerState))]
    public required string State { get; init; }

    /// <summary>The first day of the present state.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The first day of the present stage.</summary>
    public required DateOnly StageBeganOn { get; init; }

    /// <summary>
    /// The institution that teaches the present stage: from the transfer on, that of the undergraduate stage. Its registrars record the
    /// learner's changes.
    /// </summary>
    public required string PresentInstitution { get; init; }

    /// <summary>The day of enrolment.</summary>
    [SortKey]
    public required DateOnly EnrolledOn { get; init; }

    /// <summary>The first day after a withdrawal.</summary>
    public required DateOnly? WithdrawnOn { get; init; }

    /// <summary>Why the learner has left.</summary>
    public required string? WithdrawalReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all learners.</summary>
    internal long Seq { get; init; }

    /// <summary>The day of the newest fact. The next one is not earlier.</summary>
    internal DateOnly ChangedOn { get; init; }

    /// <summary>The day from which nobody sees the learner (D44).</summary>
    internal DateOnly? ErasedOn { get; init; }

    /// <summary>The cohort of the enrolment, whose year's conditions of admission apply.</summary>
    internal int FirstCohort { get; init; }

    /// <summary>The vocational major of the articulation.</summary>
    internal string FromMajor { get; init; } = "";

    /// <summary>The institution of the last vocational stages, which registers for the transfer exam.</summary>
    internal string FromInstitution { get; init; } = "";

    /// <summary>The pathway of the articulation.</summary>
    internal string PathwayCode { get; init; } = "";

    /// <summary>Whether the organisation enrolled the learner, or teaches the present stage.</summary>
    internal bool IsOf(string organisation) => organisation == Institution || organisation == PresentInstitution;

    internal static Learner Enrolled(EnrollLearner.Request request, string institution, DateOnly on, ArticulationRow articulation) => new()
    {
        Id = Guid.CreateVersion7(),
        Institution = institution,
        StudentNumber = request.StudentNumber,
        Person = request.Person,
        BirthDate = request.BirthDate,
        Cohort = request.Cohort,
        FirstCohort = request.Cohort,
        Class = request.Class,
        ArticulationId = articulation.Id,
        Major = request.FromMajor,
        SpecialAdmission = request.SpecialAdmission == true,
        ToInstitution = articulation.ToInstitution,
        ToMajor = articulation.ToMajor,
        Stage = 1,
        State = LearnerState.Enrolled,
        Since = on,
        StageBeganOn = on,
        PresentInstitution = institution,
        FromInstitution = articulation.FromInstitution,
        EnrolledOn = on,
        WithdrawnOn = null,
        WithdrawalReason = null,
        Version = 1,
        ChangedOn = on,
    };

    internal Learner AdmittedBy(AdmissionStatement? stated, string outcome) => stated is null ? this : this with
    {
        Admission = outcome,
        AdmissionRegion = stated.Region,
        AdmissionScore = stated.Score,
        HoldsRegistration = stated.HoldsRegistration,
    };

    internal Learner ReadyForTransferOn(DateOnly day) => Next(LearnerState.TransferReady, day);

    /// <summary>In the next stage, which another institution may teach, and in its major (D1).</summary>
    internal Learner InStageFrom(DateOnly day, int stage, OwnerRow owner) => Next(State, day) with
    {
        Stage = stage,
        StageBeganOn = day,
        Major = owner.Major,
        PresentInstitution = owner.Institution,
    };

    internal Learner OnLeaveFrom(DateOnly day) => Next(LearnerState.OnLeave, day);

    // A learner at the institution of the undergraduate stage has been transferred.
    internal Learner BackOn(DateOnly day) =>
        Next(PresentInstitution == ToInstitution ? LearnerState.Transferred : LearnerState.Enrolled, day);

    internal Learner TransferredOn(DateOnly day) => Next(LearnerState.Transferred, day) with
    {
        Stage = Stage + 1,
        StageBeganOn = day,
        Major = ToMajor,
        PresentInstitution = ToInstitution,
    };

    internal Learner GraduatedOn(DateOnly day) => Next(LearnerState.Graduated, day);

    internal Learner CompletedOn(DateOnly day) => Next(LearnerState.CompletedAssociate, day);

    internal Learner LeftOn(DateOnly day, string reason) =>
        Next(LearnerState.Withdrawn, day) with { WithdrawnOn = day, WithdrawalReason = reason };

    /// <summary>With another class or person, which change no state.</summary>
    internal Learner AmendedOn(DateOnly day) => this with { ChangedOn = day, Version = Version + 1 };

    /// <summary>In a later cohort, whose classes are others (D5a). One who was ready for the transfer is back in the stage.</summary>
    internal Learner InCohortFrom(DateOnly day, int cohort, string? inClass) =>
        (State == LearnerState.TransferReady ? Next(LearnerState.Enrolled, day) : AmendedOn(day)) with { Cohort = cohort, Class = inClass };

    internal Learner OnArticulationFrom(DateOnly day, Articulation articulation, string? inClass) => AmendedOn(day) with
    {
        ArticulationId = articulation.Id,
        PathwayCode = articulation.Pathway,
        Major = articulation.Stages[Stage - 1].Major,
        FromMajor = articulation.FromMajor,
        FromInstitution = articulation.FromInstitution,
        ToInstitution = articulation.ToInstitution,
        ToMajor = articulation.ToMajor,
        Class = inClass,
    };

    internal LearnerV1 ToEvent() => new()
    {
        Id = Id,
        Institution = Institution,
        Person = Person,
        BirthDate = BirthDate,
        ArticulationId = ArticulationId,
        Major = Major,
        Cohort = Cohort,
        Class = Class,
        Stage = Stage,
        StageBeganOn = StageBeganOn,
        State = State,
        Since = ChangedOn,
        PresentInstitution = PresentInstitution,
        Version = Version,
    };

    /// <summary>Without personal values. The state, the days and the course stay, for figures (D44).</summary>
    internal Learner ErasedBy(Act act) => this with
    {
        Person = null,
        AdmissionRegion = null,
        AdmissionScore = null,
        HoldsRegistration = null,
        ErasedOn = act.Today,
        Version = Version + 1,
    };

    internal ErasedLearnerV1 ToErased(IReadOnlyList<LearnerFactV1> course) => new()
    {
        Id = Id,
        Institution = Institution,
        ArticulationId = ArticulationId,
        Major = Major,
        Cohort = Cohort,
        Stage = Stage,
        StageBeganOn = StageBeganOn,
        State = State,
        PresentInstitution = PresentInstitution,
        ErasedOn = ErasedOn!.Value,
        Course = course,
        Version = Version,
    };

    private Learner Next(string state, DateOnly since) =>
        this with { State = state, Since = since, ChangedOn = since, Version = Version + 1 };
}
