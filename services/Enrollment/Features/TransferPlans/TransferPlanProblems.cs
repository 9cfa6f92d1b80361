using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about transfer plans.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PlanTakenType =
        Catalogue.Define("transfer-plan-taken", 409, "The two institutions already have a plan for this cohort.");
    private static readonly ProblemType ExaminerType =
        Catalogue.Define("examiner-not-of-the-two", 422, "The examiner must be one of the two institutions.");
    private static readonly ProblemType WeightsType = Catalogue.Define("weights-not-one", 422, "The weights do not sum to exactly 1.");
    private static readonly ProblemType ArticulationsType =
        Catalogue.Define("articulation-not-of-the-two", 422, "An articulation is not between the two institutions.");
    private static readonly ProblemType PlanStateType =
        Catalogue.Define("transfer-plan-state", 409, "The plan's state does not allow this.");
    private static readonly ProblemType AnotherTextType = Catalogue.Define("another-text", 409, "The plan's text has changed.");
    private static readonly ProblemType AlreadyApprovedType =
        Catalogue.Define("already-approved", 409, "The institution has already approved this text.");
    private static readonly ProblemType ApprovalMissingType =
        Catalogue.Define("approval-missing", 409, "Both institutions must approve the plan before registration opens.");
    private static readonly ProblemType MarksMissingType =
        Catalogue.Define("marks-missing", 409, "Some candidates are neither marked nor absent.");
    private static readonly ProblemType AnotherResultsType = Catalogue.Define("another-results", 409, "The results have changed.");
    private static readonly ProblemType AlreadyPublishedType =
        Catalogue.Define("already-published", 409, "The institution has already published these results.");
    private static readonly ProblemType AppealPendingType =
        Catalogue.Define("appeal-pending", 409, "An appeal is not decided yet.");
    private static readonly ProblemType AppealPeriodRunsType =
        Catalogue.Define("appeal-period-runs", 409, "The appeal period is not over.");
    private static readonly ProblemType ResitNotHeldType =
        Catalogue.Define("resit-not-held", 409, "The plan promises a resit that has not been held.");
    private static readonly ProblemType AlreadyFinalisedType =
        Catalogue.Define("already-finalised", 409, "The institution has already declared these results final.");
    private static readonly ProblemType TieBreakMissingType =
        Catalogue.Define("tie-break-missing", 422, "The plan has no tie-break for an articulation.");
    private static readonly ProblemType OutsideExamDaysType =
        Catalogue.Define("outside-exam-days", 409, "The plan's days do not allow this today.");
    private static readonly ProblemType CandidatesWithoutPlacesType =
        Catalogue.Define("candidates-without-places", 409, "Registered candidates would have no places.");
    private static readonly ProblemType AlreadyMarkedType =
        Catalogue.Define("already-marked", 409, "The plan cannot be revised, because marks or absences are recorded.");
    private static readonly ProblemType NoResitType = Catalogue.Define("no-resit", 422, "The plan has no further sitting.");

    /// <summary>The caller sees the plan, or names its institutions, but is neither of them.</summary>
    public static Refusal NotYourPlan() => CommonProblems.NotByThisParty("a registrar of one of the plan's two institutions");

    public static Refusal PlanTaken(string fromInstitution, string toInstitution, int cohort) => PlanTakenType.Refuse(
        "Find the plan in the list of transfer plans. A draft can be edited.", "D7", new { fromInstitution, toInstitution, cohort });

    public static Refusal ExaminerNotOfTheTwo(string examinedBy, string from, string to) => ExaminerType.Refuse(
        "Name one of the plan's institutions.", "D7", new { examinedBy, institutions = new[] { from, to } }, new { examinedBy = to });

    public static Refusal WeightsNotOne(Verdict verdict) =>
        WeightsType.Refuse(verdict, "Give the components weights that sum to exactly 1.");

    public static Refusal WeightsNotOneFor(Guid articulationId, Verdict verdict) => WeightsType.Refuse(
        "Give the articulation's own components weights that sum to exactly 1.", verdict.Rule,
        new { articulationId, weights = verdict.Facts }, new { articulationId, own = verdict.Change });

    public static Refusal TieBreakMissing(Verdict verdict) => TieBreakMissingType.Refuse(
        verdict, "Edit the draft, and name the components whose marks settle equal totals. Then approve the new text.");

    public static Refusal OutsideExamDays(Verdict verdict) => OutsideExamDaysType.Refuse(
        verdict, "Register in the plan's window. Close registration on its last day or later. "
            + "Enter marks on the day of the exam or later.");

    public static Refusal ArticulationsNotOfTheTwo(
        IEnumerable<Guid> others, IReadOnlyList<ExamPlaces> places, string from, string to) => ArticulationsType.Refuse(
        "Name articulations between the plan's institutions.", "D7", new { others, institutions = new[] { from, to } },
        places.Count == 0 ? null : new { places });

    public static Refusal PlanNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(PlanStateType, "D7", "plan", state, states);

    public static Refusal AnotherText(string given, string current) => AnotherTextType.Refuse(
        "Read the text again, and approve that one.", "D7", new { given, current }, new { textHash = current });

    public static Refusal AlreadyApproved(string institution) => AlreadyApprovedType.Refuse(
        "An approval counts once. The plan needs the other institution's approval.", "D7", new { institution });

    public static Refusal ApprovalMissing(TransferPlan plan)
    {
        string[] approved = [.. plan.Approvals.Select(given => given.Institution).Order(StringComparer.Ordinal)];
        string[] missing = [.. new[] { plan.FromInstitution, plan.ToInstitution }.Except(approved)];
        return ApprovalMissingType.Refuse(
            $"The approval of {Wording.AllOf(missing)} is missing.", "D7", new { approved, missing },
            new { approve = $"/enrollment/v1/transfer-plans/{plan.Id}/approvals", by = missing, plan.TextHash });
    }

    public static Refusal CandidatesWithoutPlaces(IReadOnlyList<Guid> articulations) => CandidatesWithoutPlacesType.Refuse(
        "Keep these articulations in the plan.", "D43", new { articulations }, new { addPlacesFor = articulations });

    public static Refusal AlreadyMarked(int candidates) => AlreadyMarkedType.Refuse(
        "The agreed terms stay for this plan. Plan a change for the next cohort.", "D43", new { candidates });

    public static Refusal MarksMissing(Guid plan, int candidates) => MarksMissingType.Refuse(
        "Enter marks or absence for each candidate first.", "D7", new { candidates },
        new { mark = $"/enrollment/v1/transfer-plans/{plan}/candidates?state=registered" });

    /// <summary>Their withdrawals were mistakes, which were found after the publication.</summary>
    public static Refusal ResultsMissing(Guid plan, int candidates) => MarksMissingType.Refuse(
        "These learners are in training again, and have no result. Enter marks or absence for each by a correction.", "D7",
        new { candidates }, new { mark = $"/enrollment/v1/transfer-plans/{plan}/candidates" });

    public static Refusal AnotherResults(string given, string? current) => AnotherResultsType.Refuse(
        "Read the results again, and publish those.", "D7", new { given, current },
        current is null ? null : new { resultsHash = current });

    public static Refusal AlreadyPublished(string institution) => AlreadyPublishedType.Refuse(
        "A publication counts once. The results need the other institution's publication.", "D7", new { institution });

    public static Refusal AppealPending(Guid plan, int pending) => AppealPendingType.Refuse(
        "Decide on each open appeal first.", "D7", new { pending },
        new { decide = $"/enrollment/v1/transfer-plans/{plan}/candidates?state=appealed" });

    public static Refusal AppealPeriodRuns(Verdict verdict) =>
        AppealPeriodRunsType.Refuse(verdict, "Send the request again after the last day for appeals.");

    public static Refusal ResitNotHeld(TransferPlan plan, int waiting) => ResitNotHeldType.Refuse(
        "Some candidates who failed or were absent may still sit again.", "D7", new { plan.Exam.Resits, plan.Sitting, waiting },
        new { openResit = $"/enrollment/v1/transfer-plans/{plan.Id}/resit" });

    public static Refusal AlreadyFinalised(string institution) => AlreadyFinalisedType.Refuse(
        "A declaration counts once. The results need the other institution's declaration.", "D7", new { institution });

    public static Refusal NoResit(int resits, int sitting) => NoResitType.Refuse(
        "All sittings of the plan were held. Learners who failed can get the associate diploma.", "D9", new { resits, sitting });
}
