using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about placements.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PlacedType = IndustryPartnershipService.Problems.Define(
        "placed-at-that-time", 422, "The learner has another placement at that time.");
    private static readonly ProblemType OfferLapsedType = IndustryPartnershipService.Problems.Define(
        "offer-lapsed", 409, "The offer's last day has passed.");
    private static readonly ProblemType StatedType = IndustryPartnershipService.Problems.Define(
        "already-stated", 409, "This statement or confirmation is already recorded.");
    private static readonly ProblemType NothingStatedType = IndustryPartnershipService.Problems.Define(
        "nothing-stated", 422, "The learner must first state that there is neither guardian nor parent.");
    private static readonly ProblemType SignatureMissingType = IndustryPartnershipService.Problems.Define(
        "signature-missing",
        422,
        "Institution, enterprise, learner and co-signatories must sign the agreement before the placement starts.");
    private static readonly ProblemType StartType = IndustryPartnershipService.Problems.Define(
        "cannot-start-then",
        422,
        "The start must be in the placement's period, not before the last signature, and not in the future.");
    private static readonly ProblemType MentorNamedType = IndustryPartnershipService.Problems.Define(
        "mentor-named", 409, "A placement under way gets another mentor only through a change that all parties accept.");
    private static readonly ProblemType MentorNeededType = IndustryPartnershipService.Problems.Define(
        "mentor-still-needed", 409, "The mentor's data are needed until their placements have ended.");
    private static readonly ProblemType PauseType = IndustryPartnershipService.Problems.Define(
        "cannot-pause-then",
        422,
        "The pause or resumption is too early, after the planned end, or in the future.");
    private static readonly ProblemType EndType = IndustryPartnershipService.Problems.Define(
        "cannot-end-then",
        422,
        "The end is too early, after the planned end, or in the future.");
    private static readonly ProblemType LogbookOpenType = IndustryPartnershipService.Problems.Define(
        "logbook-open", 422, "Every week of the logbook must be signed before completion.");
    private static readonly ProblemType HoursMissingType = IndustryPartnershipService.Problems.Define(
        "hours-missing", 422, "The placement has too few effective hours to be completed.");
    private static readonly ProblemType TeacherNotCertifiedType = IndustryPartnershipService.Problems.Define(
        "teacher-not-certified", 422, "The teacher has left, or has no dual-qualified certificate in force on that day.");

    public static Refusal PlacedAtThatTime(Verdict verdict) =>
        PlacedType.Refuse(verdict, "Choose a slot or a first day after the other placement, or have the other placement ended first.");

    public static Refusal OfferLapsed(Application application, DateOnly today) => OfferLapsedType.Refuse(
        $"The offer's last day was {application.OfferedUntil:O}. The enterprise may offer again.", "D37",
        new { application.OfferedUntil, today },
        new { offer = $"/industry-partnership/v1/applications/{application.Id}/offer" });

    public static Refusal AlreadyConsented(Placement placement, string who) =>
        ConsentedType.Refuse(
            who == InformedConsent.Guardian ? "The guardian has already consented." : "The learner has already consented.",
            "D32", new { placement.Consents });

    public static Refusal AlreadyStated(Placement placement) =>
        StatedType.Refuse("The facts show what is recorded.", "D32", new { placement.WithoutGuardian });

    public static Refusal NothingStated(Placement placement) => NothingStatedType.Refuse(
        "Have the learner state first that there is neither guardian nor parent.", "D32", new { placement.WithoutGuardian },
        new { state = $"/industry-partnership/v1/placements/{placement.Id}/no-guardian" });

    public static Refusal SignatureMissing(Placement placement)
    {
        var missing = new[] { placement.Institution, placement.Enterprise, InformedConsent.Learner }
            .Concat(placement.CoSignatories)
            .Except(placement.Signatures.Select(signature => signature.By))
            .ToList();
        return SignatureMissingType.Refuse(
            $"These parties have not signed yet: {string.Join(", ", missing)}.", "D31", new { placement.State, missing },
            new { sign = $"/industry-partnership/v1/placements/{placement.Id}/signatures", by = missing, placement.TextHash });
    }

    public static Refusal CannotStartThen(Verdict verdict) =>
        StartType.Refuse(
            verdict,
            "Send a day within the planned period, from the last signature until today. If no such day is left, stop the placement.");

    public static Refusal NothingToAssess(Placement placement) => PlacementStateType.Refuse(
        "A placement is assessed once: after its completion, or after a stop that followed its start.", "D37",
        new { placement.State, placement.StartedOn, states = new[] { PlacementState.Completed, PlacementState.Stopped } });

    public static Refusal MentorNamed(Placement placement) => MentorNamedType.Refuse(
        "All parties have agreed on the mentor. Propose a change, so that all of them can consent.", "D37",
        new { placement.State, placement.Mentor }, new { propose = $"/industry-partnership/v1/placements/{placement.Id}/changes" });

    public static Refusal MentorStillNeeded(IReadOnlyList<Guid> placements) => MentorNeededType.Refuse(
        "The mentor signs the logbook until these placements have ended. Ask again afterwards.", "D44", new { placements });

    public static Refusal CannotPauseThen(Verdict verdict) =>
        PauseType.Refuse(
            verdict,
            "Send a day within the placement, up to today. "
                + "A pause must follow the last signed day, and a resumption must follow the pause. "
                + "If no such day is left, stop the placement.");

    public static Refusal CannotEndThen(Verdict verdict) =>
        EndType.Refuse(
            verdict, "If the placement has begun, send a day from startsOn to plannedEnd in the facts. It must not be in the future, or "
                + "before the last logbook day. If the placement has not begun, send a day from acceptedOn to today.");

    public static Refusal LogbookOpen(Guid placement, IReadOnlyList<OpenWeek> weeks) => LogbookOpenType.Refuse(
        "First correct the returned weeks. Then have the mentor sign all of these weeks.", "D39", new { weeks },
        new { sign = weeks.Select(week => $"/industry-partnership/v1/placements/{placement}/logbook/{week.WeekOf:O}/signature") });

    public static Refusal HoursMissing(Verdict verdict) =>
        HoursMissingType.Refuse(
            verdict, "Have the missing effective hours written in the logbook and signed. "
                + "The placement's hours show which hours did not count, and why.");

    public static Refusal TeacherNotCertified(Verdict verdict) => TeacherNotCertifiedType.Refuse(
        verdict, verdict.Change is null
            ? "Name another teacher."
            : "Name another teacher, or wait until the day in the change.");
}
