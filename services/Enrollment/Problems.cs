using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Everything that this service refuses, with stable types; the list is served at <c>/problems/enrollment</c>.</summary>
internal static class Problems
{
    public static readonly ProblemCatalogue Catalogue = new(EnrollmentService.Name);

    private static readonly ProblemType PathwayCodeTakenType = Catalogue.Define("pathway-code-taken", 409, "A pathway has this code.");
    private static readonly ProblemType NoSuchPathwayType = Catalogue.Define("no-such-pathway", 422, "There is no pathway of this code.");
    private static readonly ProblemType OneInstitutionType = Catalogue.Define("one-institution", 422, "An articulation links two institutions, and a transfer plan is theirs.");
    private static readonly ProblemType NotAnInstitutionType = Catalogue.Define("not-an-institution", 422, "The organisation does not teach.");
    private static readonly ProblemType NotVerifiedType = Catalogue.Define("organisation-not-verified", 422, "The organisation is not verified, or is closed.");
    private static readonly ProblemType PairTakenType = Catalogue.Define("pair-taken", 409, "These two majors are linked already.");
    private static readonly ProblemType NotDraftType = Catalogue.Define("articulation-not-draft", 409, "Only a draft can be edited.");
    private static readonly ProblemType AgreementCannotCarryType = Catalogue.Define("agreement-cannot-carry", 422, "The agreement cannot carry this articulation.");
    private static readonly ProblemType AlreadyActiveType = Catalogue.Define("articulation-already-active", 409, "The articulation is active.");
    private static readonly ProblemType NotActiveType = Catalogue.Define("articulation-not-active", 409, "Only an active articulation can be closed.");
    private static readonly ProblemType NoActiveArticulationType = Catalogue.Define("no-active-articulation", 422, "No active articulation continues this major with that one.");
    private static readonly ProblemType BirthDateImplausibleType = Catalogue.Define("birth-date-implausible", 422, "Nobody of this age is enrolled (D5).");
    private static readonly ProblemType AnotherCohortType = Catalogue.Define("cohort-of-another-year", 422, "The cohort is not one of the time of the enrolment (D5).");
    private static readonly ProblemType StudentNumberTakenType = Catalogue.Define("student-number-taken", 409, "A learner of the institution has this number, or had it.");
    private static readonly ProblemType AnotherBirthDateType = Catalogue.Define("another-birth-date", 422, "The person is known with another birth date (D38).");
    private static readonly ProblemType PersonInTrainingType = Catalogue.Define("person-in-training", 422, "The person is in training on that day (D38).");
    private static readonly ProblemType WithdrawalDateOutOfRangeType = Catalogue.Define("withdrawal-date-out-of-range", 422, "A learner leaves from the day of enrolment on, and not in the future.");
    private static readonly ProblemType NotEnrolledType = Catalogue.Define("learner-not-enrolled", 409, "Who has left, or has ended, cannot leave.");
    private static readonly ProblemType DayOutOfRangeType = Catalogue.Define("day-out-of-range", 422, "The day is before what it follows, or in the future.");
    private static readonly ProblemType LearnerStateType = Catalogue.Define("learner-state", 409, "The learner's state does not allow this.");
    private static readonly ProblemType NotThePresentStageType = Catalogue.Define("not-the-present-stage", 409, "The learner is in another stage.");
    private static readonly ProblemType LastStageType = Catalogue.Define("last-stage", 409, "The last stage ends with graduation.");
    private static readonly ProblemType NotTheLastStageType = Catalogue.Define("not-the-last-stage", 409, "There are stages to complete before graduation.");
    private static readonly ProblemType NotFailedType = Catalogue.Define("transfer-not-failed", 422, "The learner has not failed the transfer exam for good.");
    private static readonly ProblemType PlanTakenType = Catalogue.Define("transfer-plan-taken", 409, "The two institutions have a plan for this cohort.");
    private static readonly ProblemType ExaminerType = Catalogue.Define("examiner-not-of-the-two", 422, "One of the two institutions examines.");
    private static readonly ProblemType WeightsType = Catalogue.Define("weights-not-one", 422, "The weights do not sum to exactly 1.");
    private static readonly ProblemType ArticulationsType = Catalogue.Define("articulation-not-of-the-two", 422, "Places are for articulations of the two institutions.");
    private static readonly ProblemType PlanStateType = Catalogue.Define("transfer-plan-state", 409, "The plan's state does not allow this.");
    private static readonly ProblemType AnotherTextType = Catalogue.Define("another-text", 409, "The plan's text is another one.");
    private static readonly ProblemType AlreadyApprovedType = Catalogue.Define("already-approved", 409, "The institution has approved this text.");
    private static readonly ProblemType ApprovalMissingType = Catalogue.Define("approval-missing", 409, "Registration opens on a plan that both institutions have approved.");
    private static readonly ProblemType LearnerNotOfPlanType = Catalogue.Define("learner-not-of-plan", 422, "The plan is not for this learner.");
    private static readonly ProblemType NotReadyForExamType = Catalogue.Define("not-ready-for-exam", 422, "Candidates are ready for the transfer, or in the last vocational stage.");
    private static readonly ProblemType GateType = Catalogue.Define("gate-not-reached", 422, "The learner has not earned the credit that the plan asks for.");
    private static readonly ProblemType AlreadyRegisteredType = Catalogue.Define("already-registered", 409, "The learner is registered for this sitting.");
    private static readonly ProblemType NotForResitType = Catalogue.Define("not-for-resit", 422, "The resit is for those who failed or were absent.");
    private static readonly ProblemType NotOfThisSittingType = Catalogue.Define("not-of-this-sitting", 409, "The learner is no candidate of the present sitting.");
    private static readonly ProblemType CandidateStateType = Catalogue.Define("candidate-state", 409, "The candidate's state does not allow this.");
    private static readonly ProblemType MarksType = Catalogue.Define("marks-not-as-planned", 422, "The marks are not what the plan asks for.");
    private static readonly ProblemType MarksMissingType = Catalogue.Define("marks-missing", 409, "Candidates are neither marked nor absent.");
    private static readonly ProblemType AnotherResultsType = Catalogue.Define("another-results", 409, "The results are other ones.");
    private static readonly ProblemType AlreadyPublishedType = Catalogue.Define("already-published", 409, "The institution has published these results.");
    private static readonly ProblemType AlreadyAppealedType = Catalogue.Define("already-appealed", 409, "A result is appealed against once.");
    private static readonly ProblemType AppealPendingType = Catalogue.Define("appeal-pending", 409, "An appeal waits for its decision.");
    private static readonly ProblemType AppealTooLateType = Catalogue.Define("appeal-too-late", 422, "The appeal period is over.");
    private static readonly ProblemType AppealPeriodRunsType = Catalogue.Define("appeal-period-runs", 409, "The published results can still be appealed against.");
    private static readonly ProblemType ResitNotHeldType = Catalogue.Define("resit-not-held", 409, "The plan promises a resit, which has not been held.");
    private static readonly ProblemType AlreadyFinalisedType = Catalogue.Define("already-finalised", 409, "The institution has said that these results are final.");
    private static readonly ProblemType NoResitType = Catalogue.Define("no-resit", 422, "The plan has no further sitting.");
    private static readonly ProblemType PlanNotFinalType = Catalogue.Define("transfer-plan-not-final", 409, "The results of the cohort's transfer exam are not final.");
    private static readonly ProblemType NotPassedType = Catalogue.Define("transfer-not-passed", 422, "The learner has not passed the transfer exam.");
    private static readonly ProblemType NoPlaceType = Catalogue.Define("no-place", 422, "The places go to learners with a higher score.");
    private static readonly ProblemType TieType = Catalogue.Define("tie-not-settled", 422, "The published tie-break does not say who has the last place.");
    private static readonly ProblemType AsOfInFutureType = Catalogue.Define("as-of-in-future", 422, "There is no figure of a day still to come.");
    private static readonly ProblemType KnownOnInFutureType = Catalogue.Define("known-on-in-future", 422, "Nothing is known on a day still to come.");

    public static Refusal PathwayCodeTaken(string code) => PathwayCodeTakenType.Refuse("Pathways never change: take another code.", "D1", new { code });

    public static Refusal NoSuchPathway(string pathway) => NoSuchPathwayType.Refuse("Choose one that is listed at /enrollment/v1/pathways, or define it first.", "D1", new { pathway });

    /// <summary>The caller sees the articulation, or names it, but is neither of its institutions.</summary>
    public static Refusal NotYourArticulation() => CommonProblems.Forbidden("An articulation is kept by the registrars of its two institutions.");

    public static Refusal OneInstitution(string institution) =>
        OneInstitutionType.Refuse("Name another institution for one of the two sides.", facts: new { fromInstitution = institution, toInstitution = institution });

    public static Refusal NotAnInstitution(string code, string kind) =>
        NotAnInstitutionType.Refuse("Both sides are a university, a vocational college or a secondary school.", facts: new { code, kind });

    public static Refusal NotVerified(string code, string state) => NotVerifiedType.Refuse("Both institutions must be verified.", facts: new { code, state });

    public static Refusal PairTaken(string fromInstitution, string fromMajor, string toInstitution, string toMajor) => PairTakenType.Refuse(
        "Find the articulation in the list of articulations: a draft can be edited, a closed one activated again.", facts: new { fromInstitution, fromMajor, toInstitution, toMajor });

    public static Refusal NotDraft(string state) => NotDraftType.Refuse("A cohort may have been enrolled on what it says.", "D6b", new { state });

    public static Refusal AgreementCannotCarry(Verdict verdict) => AgreementCannotCarryType.Refuse(
        verdict, $"It takes an agreement in force today, of the kind {string.Join(" or ", CarryingAgreement.Kinds)}, that both institutions have signed.");

    public static Refusal AlreadyActive() => AlreadyActiveType.Refuse("It takes new cohorts already; close it first to put it under another agreement.", "D6b", new { state = "active" });

    public static Refusal NotActive(string state) => NotActiveType.Refuse("It takes no new cohort as it is.", "D6b", new { state });

    public static Refusal NoActiveArticulation(Verdict verdict) =>
        NoActiveArticulationType.Refuse(verdict, "A new cohort may only use an active articulation whose agreement is in force today.");

    public static Refusal BirthDateImplausible(Verdict verdict) =>
        BirthDateImplausibleType.Refuse(verdict, $"Learners are {PlausibleBirthDate.Youngest} to {PlausibleBirthDate.Oldest} years old when they are enrolled.");

    public static Refusal AnotherCohort(Verdict verdict) =>
        AnotherCohortType.Refuse(verdict, "The cohort's year is the enrolment's, the one before or the one after; who is recorded late has an earlier enrolledOn.");

    public static Refusal StudentNumberTaken(string studentNumber) => StudentNumberTakenType.Refuse("Student numbers are never given twice: take another one.", facts: new { studentNumber });

    /// <summary>Neither the other date nor who gave it is told: that is somebody else's record.</summary>
    public static Refusal AnotherBirthDate(DateOnly birthDate) =>
        AnotherBirthDateType.Refuse("One person has one birth date: check it, and the person, by the learner's papers.", "D38", new { birthDate });

    /// <summary>Where the person is in training is not told.</summary>
    public static Refusal PersonInTraining(Verdict verdict) =>
        PersonInTrainingType.Refuse(verdict, "A person has one training at a time: the other one must be over, by graduation, diploma or withdrawal.");

    public static Refusal WithdrawalDateOutOfRange(Verdict verdict) => WithdrawalDateOutOfRangeType.Refuse(verdict, "Send a day from the beginning of the present state to today.");

    public static Refusal NotEnrolled(string state) => NotEnrolledType.Refuse($"{state} is final.", "D5", new { state });

    public static Refusal DayOutOfRange(Verdict verdict) => DayOutOfRangeType.Refuse(verdict, "Send a day from the earliest to today.");

    /// <summary>The caller sees the learner, but teaches another stage.</summary>
    public static Refusal NotPresentInstitution() => CommonProblems.Forbidden("This is recorded by a registrar of the institution that teaches the present stage.");

    public static Refusal NotTheUndergraduateInstitution() => CommonProblems.Forbidden("This is done by a registrar of the institution of the undergraduate stage.");

    public static Refusal LearnerNotIn(string state, params string[] states) =>
        LearnerStateType.Refuse($"The learner is {state}; this is done with one who is {string.Join(" or ", states)}.", "D5", new { state, states });

    public static Refusal NotThePresentStage(int stage, int presentStage) =>
        NotThePresentStageType.Refuse("A repeated request completes no second stage: name the present one.", "D5", new { stage, presentStage });

    public static Refusal LastStage(int stage, Guid learner) =>
        LastStageType.Refuse("Record the graduation, by which the last stage is completed.", "D5", new { stage }, new { graduate = $"/enrollment/v1/learners/{learner}/graduation" });

    public static Refusal NotTheLastStage(int stage, int lastStage, Guid learner) => NotTheLastStageType.Refuse(
        "Complete the stages before the last one first.", "D5", new { stage, lastStage }, new { complete = $"/enrollment/v1/learners/{learner}/stage-completion", stage });

    public static Refusal NotFailed(string? planState, IReadOnlyList<string> results, string declined) => NotFailedType.Refuse(
        "One has failed where the plan is final and no sitting was passed; anybody else declines.", "D5", new { planState, results }, new { reason = declined });

    /// <summary>The caller sees the plan, or names its institutions, but is neither of them.</summary>
    public static Refusal NotYourPlan() => CommonProblems.Forbidden("A transfer plan is kept by the registrars of its two institutions.");

    public static Refusal NotTheExaminer() => CommonProblems.Forbidden("Marks are entered by a registrar of the institution that the plan names as examiner.");

    public static Refusal PlanTaken(string fromInstitution, string toInstitution, int cohort) =>
        PlanTakenType.Refuse("Find it in the list of transfer plans; a draft can be edited.", "D7", new { fromInstitution, toInstitution, cohort });

    public static Refusal ExaminerNotOfTheTwo(string examinedBy, string from, string to) =>
        ExaminerType.Refuse("Name one of the plan's institutions.", "D7", new { examinedBy, institutions = new[] { from, to } }, new { examinedBy = to });

    public static Refusal WeightsNotOne(Verdict verdict) => WeightsType.Refuse(verdict, "Give the components weights that sum to exactly 1.");

    public static Refusal ArticulationsNotOfTheTwo(IEnumerable<Guid> others, IReadOnlyList<ExamPlaces> places, string from, string to) => ArticulationsType.Refuse(
        "Name articulations between the plan's institutions.", "D7", new { others, institutions = new[] { from, to } }, places.Count == 0 ? null : new { places });

    public static Refusal PlanNotIn(string state, params string[] states) =>
        PlanStateType.Refuse($"The plan is {state}; this is done with one that is {string.Join(" or ", states)}.", "D7", new { state, states });

    public static Refusal AnotherText(string given, string current) => AnotherTextType.Refuse("The text was changed: read it again, and approve that one.", "D7", new { given, current }, new { textHash = current });

    public static Refusal AlreadyApproved(string institution) => AlreadyApprovedType.Refuse("Its approval counts once; the other institution's is awaited.", "D7", new { institution });

    public static Refusal ApprovalMissing(TransferPlanRow plan, IReadOnlyList<string> approved)
    {
        string[] missing = [.. new[] { plan.FromInstitution, plan.ToInstitution }.Except(approved)];
        return ApprovalMissingType.Refuse(
            $"The approval of {string.Join(" and ", missing)} is missing.", "D7", new { approved, missing },
            new { approve = $"/enrollment/v1/transfer-plans/{plan.Id}/approvals", by = missing, plan.TextHash });
    }

    /// <summary>The same for a learner who is unknown and for one whom the caller may not see.</summary>
    public static Refusal LearnerNotOfPlan(Guid learnerId, TransferPlanRow plan, IReadOnlyList<Guid> articulations) => LearnerNotOfPlanType.Refuse(
        "Register your own learners of the plan's cohort, on an articulation that it has places for.", "D7", new { learnerId, plan.Cohort, articulations });

    public static Refusal NotReadyForExam(LearnerRow learner) => NotReadyForExamType.Refuse(
        "The learner must have come as far as the last vocational stage, and not be on leave.", "D7", new { learner.State, learner.Stage }, learner.State switch
        {
            LearnerState.Enrolled => new { complete = $"/enrollment/v1/learners/{learner.Id}/stage-completion", learner.Stage },
            LearnerState.OnLeave => new { @return = $"/enrollment/v1/learners/{learner.Id}/return" },
            _ => null,
        });

    public static Refusal GateNotReached(int credits, int gateCredits) =>
        GateType.Refuse("Credits are in tenths; what is missing must be earned first.", "D9", new { credits, gateCredits }, new { creditsMissing = gateCredits - credits });

    public static Refusal AlreadyRegistered(Guid learnerId, int sitting) => AlreadyRegisteredType.Refuse("One registration is enough.", "D7", new { learnerId, sitting });

    public static Refusal NotForResit(string? lastResult) => NotForResitType.Refuse("Those who passed, and those who were no candidates, do not sit again.", "D9", new { lastResult });

    public static Refusal NotOfThisSitting(int registeredFor, int sitting) => NotOfThisSittingType.Refuse("The results of a sitting that is over stay as they are.", "D9", new { registeredFor, sitting });

    public static Refusal CandidateNotIn(string state, params string[] states) =>
        CandidateStateType.Refuse($"The candidate is {state}; this is done with one who is {string.Join(" or ", states)}.", "D7", new { state, states });

    public static Refusal MarksRefused(Verdict verdict) => MarksType.Refuse(verdict, "Send one mark for each component, and a bonus within the plan's.");

    public static Refusal MarksMissing(Guid plan, int candidates) => MarksMissingType.Refuse(
        "Enter each candidate's marks, or absence, first.", "D7", new { candidates }, new { mark = $"/enrollment/v1/transfer-plans/{plan}/candidates?state=registered" });

    public static Refusal AnotherResults(string given, string? current) =>
        AnotherResultsType.Refuse("Marks were changed: read the results again, and publish those.", "D7", new { given, current }, current is null ? null : new { resultsHash = current });

    public static Refusal AlreadyPublished(string institution) => AlreadyPublishedType.Refuse("Its publication counts once; the other institution's is awaited.", "D7", new { institution });

    public static Refusal AlreadyAppealed(int sitting, string state) => AlreadyAppealedType.Refuse("The decision on an appeal stands.", "D7", new { sitting, state });

    public static Refusal AppealPending(Guid plan, int pending) => AppealPendingType.Refuse(
        "Decide on it first.", "D7", new { pending }, new { decide = $"/enrollment/v1/transfer-plans/{plan}/candidates?state=appealed" });

    public static Refusal AppealTooLate(Verdict verdict) => AppealTooLateType.Refuse(verdict, "Appeals are taken from the publication to the last day of the plan's appeal period.");

    public static Refusal AppealPeriodRuns(Verdict verdict) => AppealPeriodRunsType.Refuse(verdict, "Do this from the day after the last day for appeals on.");

    public static Refusal ResitNotHeld(TransferPlanRow plan, int waiting) => ResitNotHeldType.Refuse(
        "Some who failed or were absent may still sit again.", "D7", new { plan.Resits, plan.Sitting, waiting }, new { openResit = $"/enrollment/v1/transfer-plans/{plan.Id}/resit" });

    public static Refusal AlreadyFinalised(string institution) => AlreadyFinalisedType.Refuse("This counts once; the other institution's word is awaited.", "D7", new { institution });

    public static Refusal NoResit(int resits, int sitting) => NoResitType.Refuse("Those who failed end with the associate diploma.", "D9", new { resits, sitting });

    public static Refusal PlanNotFinal(TransferPlanRow? plan) => PlanNotFinalType.Refuse(
        "Places are taken by final results.", "D7", new { planId = plan?.Id, state = plan?.State }, plan?.State == TransferPlanState.Published ? new { finalise = $"/enrollment/v1/transfer-plans/{plan.Id}/finalisation" } : null);

    public static Refusal NotPassed(string? result) => NotPassedType.Refuse("The last published result must be a pass.", "D7", new { result });

    public static Refusal NoPlaceLeft(Verdict verdict) => NoPlaceType.Refuse(verdict, "A place is free for the next when somebody before them declines or leaves.");

    public static Refusal TieNotSettled(Verdict verdict) => TieType.Refuse(verdict, "More learners have the same score, and the same marks in the tie-break, than there are places left.");

    public static Refusal AsOfInFuture(DateOnly asOf, DateOnly today) => AsOfInFutureType.Refuse("Ask for today or for a day before.", "D41", new { asOf, today }, new { asOf = today });

    public static Refusal KnownOnInFuture(DateOnly knownOn, DateOnly today) => KnownOnInFutureType.Refuse("Ask for today or for a day before.", "D41", new { knownOn, today }, new { knownOn = today });
}
