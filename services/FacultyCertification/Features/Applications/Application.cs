using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Notices;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Features.Timelines;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>
/// A teacher's application for dual qualification (D16). The teacher office and the panel of the institution see it, and so does the
/// teacher.
/// </summary>
public sealed record Application : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher, who has one open application at a time.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the institution that decides on it.</summary>
    public required string Institution { get; init; }

    /// <summary>The version of the method that applies.</summary>
    public required Guid MethodId { get; init; }

    /// <summary>The level of the application.</summary>
    [OneOf(typeof(Level))]
    public required string Level { get; init; }

    /// <summary>
    /// <c>draft</c>, <c>submitted</c>, <c>under-review</c>, <c>public-notice</c>, <c>certified</c>, <c>refused</c> or <c>withdrawn</c>; the
    /// last three are final (D19).
    /// </summary>
    [OneOf(typeof(ApplicationState))]
    public required string State { get; init; }

    /// <summary><c>first</c>, <c>renewal</c> or <c>upgrade</c>, once submitted (D19).</summary>
    [OneOf("first", "renewal", "upgrade")]
    public required string? Kind { get; init; }

    /// <summary>The certificate that it renews, or whose level it raises.</summary>
    public required Guid? PredecessorId { get; init; }

    /// <summary>The day of the application, once submitted. The years of practice end on it (D17).</summary>
    public required DateOnly? SubmittedOn { get; init; }

    /// <summary>How many distinct days of practice counted on that day.</summary>
    public required int? DaysCounted { get; init; }

    /// <summary>The day of the panel's last decision.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>The panel's last decision: <c>granted</c> or <c>refused</c>.</summary>
    [OneOf(Decisions.Outcome.Granted, Decisions.Outcome.Refused)]
    public required string? Outcome { get; init; }

    /// <summary>Its public notice.</summary>
    public required Guid? NoticeId { get; init; }

    /// <summary>Its certificate.</summary>
    public required Guid? CertificateId { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public required string? WithdrawalReason { get; init; }

    /// <summary>Its evidence, in the order of the request.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all applications.</summary>
    internal long Seq { get; init; }

    /// <summary>The teacher's person, and the employment under which they apply.</summary>
    internal string? Person { get; init; }

    internal Guid EmploymentId { get; init; }

    internal string Category { get; init; } = "";

    internal string? Unit { get; init; }

    internal DateOnly EmployedFrom { get; init; }
    internal DateOnly? LastDay { get; init; }

    /// <summary>The method's terms.</summary>
    internal int PanelMembers { get; init; }

    internal int Quorum { get; init; }
    internal string Majority { get; init; } = "";
    internal bool ObjectionsAllowed { get; init; }
    internal int PublicNoticeDays { get; init; }
    internal int ValidityYears { get; init; }
    internal int RenewalWindowDays { get; init; }

    /// <summary>The panel's last decision.</summary>
    internal Guid? DecisionId { get; init; }

    /// <summary>The first day of its notice.</summary>
    internal DateOnly? PublishedOn { get; init; }

    internal Employment Employment => new(EmployedFrom, LastDay);

    /// <summary>Whether it is not final.</summary>
    internal bool IsOpen => ApplicationState.Open.Contains(State);

    /// <summary>The day of the last step, once submitted.</summary>
    internal DateOnly LastStepOn => PublishedOn ?? DecidedOn ?? SubmittedOn!.Value;

    /// <summary>
    /// The last day of its public notice. The first day counts. Nobody can object to what is not recorded, so where objections are allowed
    /// an earlier day of publication shortens nothing (D16).
    /// </summary>
    internal DateOnly NoticedUntil(DateOnly publishedOn, DateOnly recordedOn) =>
        (ObjectionsAllowed && recordedOn > publishedOn ? recordedOn : publishedOn).AddDays(PublicNoticeDays - 1);

    /// <summary>How much confirmed evidence of a kind shows.</summary>
    internal int Shown(string kind) => Evidence
        .Where(item => item.Kind == kind && item.Confirmation == CheckEvidence.Confirmed)
        .Sum(item => item.Amount ?? 0);

    /// <summary>Whether the caller applies: the teacher, or the teacher office on their behalf.</summary>
    internal bool IsBy(Caller caller) => Teacher.AppliesFor(caller, Institution, Person);

    internal static Application Drafted(Teacher teacher, WriteApplication.Request request) => new()
    {
        Id = Guid.CreateVersion7(),
        TeacherId = teacher.Id,
        EmploymentId = teacher.EmploymentId,
        Category = teacher.Category,
        Institution = teacher.Institution,
        MethodId = request.MethodId,
        Level = request.Level,
        State = ApplicationState.Draft,
        Kind = null,
        PredecessorId = null,
        SubmittedOn = null,
        DaysCounted = null,
        DecidedOn = null,
        Outcome = null,
        NoticeId = null,
        CertificateId = null,
        WithdrawalReason = null,
        Evidence = [.. request.Evidence.Select(item => Applications.Evidence.Of(item, []))],
        Version = 1,
    };

    internal Application EditedTo(WriteApplication.Request request) => Next(State) with
    {
        MethodId = request.MethodId,
        Level = request.Level,
        Evidence = [.. request.Evidence.Select(item => Applications.Evidence.Of(item, Evidence))],
    };

    /// <param name="day">The day of the application.</param>
    /// <param name="judged">What counts on it.</param>
    internal Application SubmittedThen(DateOnly day, ApplicationDay judged)
    {
        var counted = new Queue<int>(judged.CountedOfEach(day));
        return Next(ApplicationState.Submitted) with
        {
            SubmittedOn = day,
            Kind = judged.Succession.KindOn(day),
            PredecessorId = judged.Succession.LastOn(day)?.Id,
            DaysCounted = judged.Counted(day),
            Evidence = [.. Evidence.Select(item => item.IsPractice ? item with { DaysCounted = counted.Dequeue() } : item)],
        };
    }

    internal Application AnsweredAt(int position, string confirmation, string by, IEnumerable<Period> days) => Next(State) with
    {
        Evidence = [.. Evidence.Select((item, index) => index == position ? item.Answered(confirmation, by, days) : item)],
    };

    internal Application Reviewed() => Next(ApplicationState.UnderReview);

    internal Application DecidedBy(Decision decision) =>
        Next(decision.Outcome == Decisions.Outcome.Refused ? ApplicationState.Refused : State) with
        {
            DecisionId = decision.Id,
            DecidedOn = decision.DecidedOn,
            Outcome = decision.Outcome,
        };

    /// <summary>An objection was upheld: the grant gives no certificate.</summary>
    internal Application Opposed() => Next(ApplicationState.Refused);

    internal Application PublishedIn(PublicNotice notice) =>
        Next(ApplicationState.PublicNotice) with { NoticeId = notice.Id, PublishedOn = notice.PublishedOn };

    internal Application CertifiedBy(Certificate certificate) =>
        Next(ApplicationState.Certified) with { CertificateId = certificate.Id };

    internal Application WithdrawnFor(string reason) => Next(ApplicationState.Withdrawn) with { WithdrawalReason = reason };

    /// <summary>The day on which a change took place, if it has one of its own.</summary>
    internal DateOnly? DayOf(string action) => action switch
    {
        "submitted" => SubmittedOn,
        Decisions.Outcome.Granted or Decisions.Outcome.Refused => DecidedOn,
        "published" => PublishedOn,
        _ => null,
    };

    internal TeacherStep ToStep() => new(TeacherId, Institution, TeacherStep.Application, Id, Level);

    /// <param name="teacher">The teacher under the employment of the application.</param>
    /// <param name="certificates">All certificates of the teacher.</param>
    internal Candidate ToCandidate(Teacher teacher, IReadOnlyList<Certificate> certificates)
    {
        var followed = Followed(certificates);
        // A higher level ends the whole chain; a renewal follows its last certificate.
        var others = certificates.Where(one => Kind == Succession.Upgrade ? one.ChainId != followed?.ChainId : one.Id != followed?.Id);
        return new(Id, teacher.Employment, ValidityYears, [.. others.Select(one => one.Held)])
        {
            Kind = Kind ?? Succession.First,
            FollowedUntil = followed?.ValidUntil,
        };
    }

    internal Certificate? Followed(IEnumerable<Certificate> certificates) => certificates.FirstOrDefault(one => one.Id == PredecessorId);

    /// <param name="issuedOn">The day of issue.</param>
    /// <param name="validity">The days of the certificate.</param>
    /// <param name="followed">The certificate that it follows.</param>
    internal Certificate ToCertificate(DateOnly issuedOn, Period validity, Certificate? followed)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            Number = CertificateNumber.New(),
            ChainId = followed?.ChainId ?? id,
            PredecessorId = followed?.Id,
            SuccessorId = null,
            TeacherId = TeacherId,
            Institution = Institution,
            DecisionId = DecisionId!.Value,
            Level = Level,
            State = followed?.SuspendedOn is null ? Certificate.Certified : Certificate.Suspended,
            IssuedOn = issuedOn,
            ValidFrom = validity.From,
            ValidUntil = validity.Until,
            RenewalFrom = validity.Until.AddDays(-RenewalWindowDays),
            SupersededOn = null,
            // A suspension goes on in what follows.
            Suspensions = followed?.Suspensions ?? [],
            SuspendedOn = followed?.SuspendedOn,
            RevokedOn = null,
            RevocationReason = null,
            NameId = followed?.Institution == Institution ? followed.NameId : null,
            Version = 1,
        };
    }

    private Application Next(string state) => this with { State = state, Version = Version + 1 };
}
