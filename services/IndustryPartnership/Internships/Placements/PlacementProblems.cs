using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>What is refused of placements.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PlacedType = IndustryPartnershipService.Problems.Define("placed-at-that-time", 422, "The learner has a placement at that time (D38).");
    private static readonly ProblemType OfferLapsedType = IndustryPartnershipService.Problems.Define("offer-lapsed", 409, "The offer's last day has passed (D37).");
    private static readonly ProblemType StatedType = IndustryPartnershipService.Problems.Define(
        "already-stated", 409, "That there is neither guardian nor parent was said, or confirmed (D32).");
    private static readonly ProblemType NothingStatedType = IndustryPartnershipService.Problems.Define(
        "nothing-stated", 422, "The learner says first that there is neither guardian nor parent; then the institution confirms it (D32).");
    private static readonly ProblemType SignatureMissingType = IndustryPartnershipService.Problems.Define("signature-missing", 422, "A placement starts when institution, enterprise, learner and who co-signs have signed its agreement (D31).");
    private static readonly ProblemType StartType = IndustryPartnershipService.Problems.Define("cannot-start-then", 422, "A placement starts in its period, after the last signature, and not in the future (D31).");
    private static readonly ProblemType MentorNamedType = IndustryPartnershipService.Problems.Define("mentor-named", 409, "A placement that is under way has its mentor (D37).");
    private static readonly ProblemType PauseType = IndustryPartnershipService.Problems.Define("cannot-pause-then", 422, "A placement is paused and resumed on days that have come, within its period, one after the other (D37, D38).");
    private static readonly ProblemType EndType = IndustryPartnershipService.Problems.Define("cannot-end-then", 422, "A placement ends between its start and today, and is not completed before the last day of its logbook (D38, D39).");
    private static readonly ProblemType LogbookOpenType = IndustryPartnershipService.Problems.Define("logbook-open", 422, "A placement is completed when every week of its logbook is signed (D39).");
    private static readonly ProblemType HoursMissingType = IndustryPartnershipService.Problems.Define("hours-missing", 422, "A placement is completed with the effective hours that its slot asks for, and not without any (D39, D40).");
    private static readonly ProblemType TeacherNotCertifiedType = IndustryPartnershipService.Problems.Define("teacher-not-certified", 422, "Who mentors for an institution has a dual-qualified certificate in force today (D20).");

    public static Refusal PlacedAtThatTime(Verdict verdict) => PlacedType.Refuse(verdict, "Take a slot, or a start, after the other placement, or have that one ended first.");

    public static Refusal OfferLapsed(Application application, DateOnly today) => OfferLapsedType.Refuse(
        $"It stood until {application.OfferedUntil:O}: the enterprise may offer again.", "D37", new { application.OfferedUntil, today }, new { offer = $"/industry-partnership/v1/applications/{application.Id}/offer" });

    public static Refusal AlreadyConsented(Placement placement, string who) => ConsentedType.Refuse($"The {who}'s consent counts once.", "D32", new { placement.Consents });

    public static Refusal AlreadyStated(Placement placement) =>
        StatedType.Refuse("It counts once.", "D32", new { placement.WithoutGuardian });

    public static Refusal NothingStated(Placement placement) => NothingStatedType.Refuse(
        "Have the learner say so first.", "D32", new { placement.WithoutGuardian },
        new { state = $"/industry-partnership/v1/placements/{placement.Id}/no-guardian" });

    public static Refusal SignatureMissing(Placement placement)
    {
        var missing = new[] { placement.Institution, placement.Enterprise, InformedConsent.Learner }.Concat(placement.CoSignatories).Except(placement.Signatures.Select(signature => signature.By)).ToList();
        return SignatureMissingType.Refuse(
            $"Not signed yet by {string.Join(", ", missing)}.", "D31", new { placement.State, missing }, new { sign = $"/industry-partnership/v1/placements/{placement.Id}/signatures", by = missing, placement.TextHash });
    }

    public static Refusal CannotStartThen(Verdict verdict) =>
        StartType.Refuse(verdict, "Give a day between the later of its planned start and the last signature, and the earlier of its planned end and today; where there is none to come, stop it.");

    public static Refusal NothingToAssess(Placement placement) => PlacementStateType.Refuse(
        "A placement is assessed once, when it is completed, or was stopped after it had started.", "D37", new { placement.State, placement.StartedOn, states = new[] { PlacementState.Completed, PlacementState.Stopped } });

    public static Refusal MentorNamed(Placement placement) => MentorNamedType.Refuse(
        "In the middle of a placement another mentor is a change of what was agreed: propose it, for it needs the consent of all.", "D37", new { placement.State, placement.Mentor }, new { propose = $"/industry-partnership/v1/placements/{placement.Id}/changes" });

    public static Refusal CannotPauseThen(Verdict verdict) => PauseType.Refuse(verdict, "Give a day that has come, within the placement, after the last time that it was resumed or paused; where none is left before its planned end, stop it.");

    public static Refusal CannotEndThen(Verdict verdict) => EndType.Refuse(verdict, "Give a day between its first day, or the last one of its logbook, and the earlier of its planned end and today.");

    public static Refusal LogbookOpen(Guid placement, IReadOnlyList<OpenWeek> weeks) => LogbookOpenType.Refuse(
        "Have the mentor sign these weeks first; what was returned is changed before.", "D39", new { weeks }, new { sign = weeks.Select(week => $"/industry-partnership/v1/placements/{placement}/logbook/{week.WeekOf:O}/signature") });

    public static Refusal HoursMissing(Verdict verdict) => HoursMissingType.Refuse(verdict, "Have so many more effective hours written and signed; the placement's hours say which did not count, and why.");

    public static Refusal TeacherNotCertified(Verdict verdict) => TeacherNotCertifiedType.Refuse(
        verdict, verdict.Change is null ? "Name another teacher: this one's certificate has ended." : "Name another teacher, or this one from the first day of the certificate.");
}
