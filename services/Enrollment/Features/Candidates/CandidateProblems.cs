using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about candidates: registration, marks and appeals.</summary>
internal static partial class Problems
{
    private static readonly ProblemType LearnerNotOfPlanType =
        Catalogue.Define("learner-not-of-plan", 422, "The plan does not cover this learner.");
    private static readonly ProblemType NotReadyForExamType = Catalogue.Define(
        "not-ready-for-exam", 422, "The learner's state or stage does not allow the transfer exam.");
    private static readonly ProblemType GateType =
        Catalogue.Define("gate-not-reached", 422, "The learner has too little credit for this plan.");
    private static readonly ProblemType AlreadyRegisteredType =
        Catalogue.Define("already-registered", 409, "The learner is already registered for this sitting.");
    private static readonly ProblemType NotForResitType =
        Catalogue.Define("not-for-resit", 422, "Only learners who failed or were absent may sit the resit.");
    private static readonly ProblemType NotOfThisSittingType =
        Catalogue.Define("not-of-this-sitting", 409, "The learner is not a candidate of the present sitting.");
    private static readonly ProblemType CandidateStateType =
        Catalogue.Define("candidate-state", 409, "The candidate's state does not allow this.");
    private static readonly ProblemType CandidateLeftType =
        Catalogue.Define("candidate-left", 409, "The learner is no longer a candidate of this plan, and gets no result.");
    private static readonly ProblemType MarksType =
        Catalogue.Define("marks-not-as-planned", 422, "The marks do not match the plan.");
    private static readonly ProblemType ReasonMissingType =
        Catalogue.Define("reason-missing", 422, "A correction of marks needs a reason.");
    internal static readonly ProblemType NothingToCorrectType =
        Catalogue.Define("nothing-to-correct", 422, "The correction changes nothing.");
    private static readonly ProblemType AlreadyAppealedType =
        Catalogue.Define("already-appealed", 409, "The result already has an appeal.");
    private static readonly ProblemType AppealTooLateType = Catalogue.Define("appeal-too-late", 422, "The appeal period is over.");

    public static Refusal NotTheExaminer() =>
        CommonProblems.NotByThisParty("a registrar of the institution that the plan names as examiner");

    /// <summary>The same for an unknown learner and for one whom the caller may not see.</summary>
    public static Refusal LearnerNotOfPlan(Guid learnerId, TransferPlan plan) => LearnerNotOfPlanType.Refuse(
        "Register your own learners of the plan's cohort, on an articulation for which the plan has places.",
        "D7", new { learnerId, plan.Cohort, articulations = plan.Exam.Places.Select(place => place.ArticulationId) });

    public static Refusal NotReadyForExam(Learner learner) => NotReadyForExamType.Refuse(
        "The learner must be ready for the transfer, or enrolled in the last vocational stage.",
        "D7", new { learner.State, learner.Stage }, learner.State switch
        {
            LearnerState.Enrolled => new { complete = $"/enrollment/v1/learners/{learner.Id}/stage-completion", learner.Stage },
            LearnerState.OnLeave => new { @return = $"/enrollment/v1/learners/{learner.Id}/return" },
            _ => null,
        });

    public static Refusal GateNotReached(int credits, int gateCredits) => GateType.Refuse(
        "In the facts, 10 means one credit. The learner must earn the missing credit first.",
        "D9", new { credits, gateCredits }, new { creditsMissing = gateCredits - credits });

    public static Refusal AlreadyRegistered(Guid learnerId, int sitting) =>
        AlreadyRegisteredType.Refuse("The learner needs no second registration.", "D7", new { learnerId, sitting });

    public static Refusal NotForResit(string? lastResult) => NotForResitType.Refuse(
        "The last result in the facts must be failed or absent.", "D9", new { lastResult });

    public static Refusal NotOfThisSitting(int registeredFor, int sitting) => NotOfThisSittingType.Refuse(
        "Only results of the present sitting can be changed.", "D9", new { registeredFor, sitting });

    public static Refusal CandidateNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(CandidateStateType, "D7", "candidate", state, states);

    public static Refusal CandidateLeft(CandidateRow candidate) => CandidateLeftType.Refuse(
        "The learner left, or is of another cohort. Enter no marks: the publication does not wait for this learner.",
        "D45", new
        {
            learnerState = candidate.LearnerState,
            since = candidate.LearnerSince,
            learnerCohort = candidate.LearnerCohort,
            planCohort = candidate.PlanCohort,
        });

    public static Refusal MarksRefused(Verdict verdict) =>
        MarksType.Refuse(verdict, "Send one mark for each component, and a bonus up to the plan's maximum.");

    public static Refusal ReasonMissing(string state) => ReasonMissingType.Refuse(
        "These marks replace an earlier entry. Send the reason.", "D43", new { state },
        new { reason = "Why the earlier entry was wrong." });

    /// <param name="present">What is recorded now.</param>
    public static Refusal NothingToCorrect(object present) =>
        NothingToCorrectType.Refuse("These values are already recorded. Send the correct ones.", "D43", new { present });

    public static Refusal AlreadyAppealed(int sitting, string state) =>
        AlreadyAppealedType.Refuse("The decision on an appeal is final.", "D7", new { sitting, state });

    public static Refusal AppealTooLate(Verdict verdict) => AppealTooLateType.Refuse(
        verdict, "An appeal is possible from the publication to the last day of the plan's appeal period.");
}
