using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about learners: enrolment, stages, leave, transfer and withdrawal.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NoActiveArticulationType =
        Catalogue.Define("no-active-articulation", 422, "No active articulation links these two majors.");
    private static readonly ProblemType RouteNotNamedType =
        Catalogue.Define("route-not-named", 422, "Several routes link these two majors.");
    private static readonly ProblemType BirthDateImplausibleType =
        Catalogue.Define("birth-date-implausible", 422, "The birth date is not plausible for an enrolment.");
    private static readonly ProblemType AnotherCohortType =
        Catalogue.Define("cohort-of-another-year", 422, "The cohort's year does not match the day of enrolment.");
    private static readonly ProblemType StudentNumberTakenType =
        Catalogue.Define("student-number-taken", 409, "The institution has already used this student number.");
    private static readonly ProblemType DataNeededType =
        Catalogue.Define("data-still-needed", 409, "The learner's data are needed until the training has ended.");
    private static readonly ProblemType PersonInTrainingType =
        Catalogue.Define("person-in-training", 422, "The person has another training on that day.");
    private static readonly ProblemType WithdrawalDateOutOfRangeType =
        Catalogue.Define("withdrawal-date-out-of-range", 422, "The day of withdrawal is too early, or in the future.");
    private static readonly ProblemType NotEnrolledType = Catalogue.Define("learner-not-enrolled", 409, "The learner's training is over.");
    private static readonly ProblemType NotThePresentStageType =
        Catalogue.Define("not-the-present-stage", 409, "The learner is in another stage.");
    private static readonly ProblemType LastStageType =
        Catalogue.Define("last-stage", 409, "Only graduation completes the last stage.");
    private static readonly ProblemType PlanNotFinalType =
        Catalogue.Define("transfer-plan-not-final", 409, "The results of the cohort's transfer exam are not final.");
    private static readonly ProblemType NotPassedType =
        Catalogue.Define("transfer-not-passed", 422, "The learner has not passed the transfer exam.");
    private static readonly ProblemType NoPlaceType =
        Catalogue.Define("no-place", 422, "No place is left for the learner.");
    private static readonly ProblemType TieType =
        Catalogue.Define("tie-not-settled", 422, "The published tie-break does not decide the last place.");

    private static readonly ProblemType NotALaterCohortType =
        Catalogue.Define("not-a-later-cohort", 422, "The cohort must be a later one that has already begun.");
    private static readonly ProblemType PersonNeedsReasonType =
        Catalogue.Define("person-needs-reason", 422, "A change of the learner's person needs a reason.");
    private static readonly ProblemType ChangeOfMajorType =
        Catalogue.Define("change-of-major-barred", 422, "The learner cannot change to this major now.");

    private static readonly ProblemType ClassNeedsReasonType =
        Catalogue.Define("class-needs-reason", 422, "Leaving a class needs a reason.");

    public static Refusal ClassNeedsReason(string @class) => ClassNeedsReasonType.Refuse(
        "Send the class that the learner joins, or say why the learner is in none.", "D5a", new { @class },
        new { reason = "Why the learner is in no class." });

    public static Refusal NoActiveArticulation(Verdict verdict) => NoActiveArticulationType.Refuse(
        verdict, "A new cohort needs an active articulation whose agreement is in force today.");

    public static Refusal RouteNotNamed(IReadOnlyList<ContinuedMajor.Route> routes) => RouteNotNamedType.Refuse(
        "Several routes lead from the first major to the last one. Name an articulation of the route that the learner takes.",
        "D6b", new { routes }, new { routes[0].ArticulationId });

    public static Refusal BirthDateImplausible(Verdict verdict) => BirthDateImplausibleType.Refuse(
        verdict, $"Learners are {PlausibleBirthDate.Youngest} to {PlausibleBirthDate.Oldest} years old on the day of enrolment.");

    public static Refusal AnotherCohort(Verdict verdict) => AnotherCohortType.Refuse(
        verdict,
        "The cohort begins in the year of the enrolment, the year before or the year after. "
        + "For a late record, send an earlier enrolledOn.");

    public static Refusal StudentNumberTaken(string studentNumber) => StudentNumberTakenType.Refuse(
        "Student numbers are never reused. Choose another one.", facts: new { studentNumber });

    public static Refusal DataStillNeeded(string state) => DataNeededType.Refuse(
        "Ask again once the training has ended, by graduation, diploma or withdrawal.", "D44", new { state },
        new { state = LearnerState.Final });

    /// <summary>The refusal does not tell where the person is in training.</summary>
    public static Refusal PersonInTraining(Verdict verdict) => PersonInTrainingType.Refuse(
        verdict, "A person has one training at a time. The other one must end first, by graduation, diploma or withdrawal.");

    public static Refusal NotALaterCohort(Verdict verdict) => NotALaterCohortType.Refuse(
        verdict, "Send a cohort after the learner's own. Its year must not be after the year of the learner's first day in it.");

    public static Refusal PersonNeedsReason() => PersonNeedsReasonType.Refuse(
        "The record already names a person. Send the reason why that was the wrong person.", "D43", new { hasPerson = true });

    public static Refusal ChangeOfMajorBarred(Verdict verdict) => ChangeOfMajorType.Refuse(
        verdict,
        "Name another major of the same pathway and institutions, if the pathway allows it. The learner can change between stages, or "
            + "in a stage's first year. The change must come before the registration for the transfer exam.");

    public static Refusal WithdrawalDateOutOfRange(Verdict verdict) =>
        WithdrawalDateOutOfRangeType.Refuse(verdict, "Send a day from the beginning of the present state to today.");

    public static Refusal NotEnrolled(string state) => NotEnrolledType.Refuse(
        $"The state {state} is final. Correct the record if it is wrong.", "D5", new { state });

    /// <summary>The caller sees the learner, but teaches another stage.</summary>
    public static Refusal NotPresentInstitution() =>
        CommonProblems.NotByThisParty("a registrar of the institution that teaches the present stage");

    public static Refusal NotThePresentStage(int stage, int presentStage) => NotThePresentStageType.Refuse(
        "Send the present stage. This keeps a repeated request from completing the next stage too.", "D5", new { stage, presentStage });

    public static Refusal LastStage(int stage, Guid learner) => LastStageType.Refuse(
        "Record the graduation instead.", "D5", new { stage }, new { graduate = $"/enrollment/v1/learners/{learner}/graduation" });

    public static Refusal PlanNotFinal(TransferPlan? plan) => PlanNotFinalType.Refuse(
        "First have both institutions declare the results of the cohort's plan final.",
        "D7", new { planId = plan?.Id, state = plan?.State },
        plan?.State == TransferPlanState.Published
            ? new { finalise = $"/enrollment/v1/transfer-plans/{plan.Id}/finalisation" } : null);

    public static Refusal NotPassed(string? result) => NotPassedType.Refuse(
        "The last published result must be a pass.", "D7", new { result });

    public static Refusal NoPlaceLeft(Guid learner, Verdict verdict) => NoPlaceType.Refuse(
        "The remaining places go to learners with higher scores. A place becomes free when such a learner declines, or leaves before "
            + "a transfer. After a transfer it stays taken.",
        verdict.Rule, verdict.Facts, NoPlaceChange(learner));

    /// <summary>Also where the learner is inside the places by rank: whoever took one keeps it after a correction.</summary>
    public static Refusal PlacesTaken(Guid learner, Verdict verdict) => NoPlaceType.Refuse(
        "Transfers have taken all places. A place that a transfer took stays taken, even if the learner withdraws or the result is "
            + "corrected.",
        verdict.Rule, verdict.Facts, NoPlaceChange(learner));

    private static object NoPlaceChange(Guid learner) =>
        new { end = $"/enrollment/v1/learners/{learner}/associate-diploma", reason = Features.Diplomas.AwardAssociateDiploma.NoPlace };

    public static Refusal TieNotSettled(Verdict verdict) => TieType.Refuse(
        verdict, "Too few places are left for all learners with this score and tie-break. "
            + "A place becomes free when a learner declines or leaves.");
}
