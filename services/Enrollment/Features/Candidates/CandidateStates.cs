using System.Text.Json.Nodes;
using Contracts.Enrollment;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Candidates;

/// <content>How a candidate goes from one state to the next, and what a viewer sees of it.</content>
internal sealed partial record CandidateRow
{
    /// <summary>The risk of an exam with a cohort in which the learner never was.</summary>
    internal const string OfAnotherCohort = "exam-of-another-cohort";

    private const string Ended = Contracts.Enrollment.LearnerState.CompletedAssociate;

    private static readonly string[] Published = [TransferPlanState.Published, TransferPlanState.Final];
    private static readonly string[] WithResult = [Passed, Failed, Absent];

    /// <summary>The hash of a sitting's results, with one of them changed.</summary>
    public static string HashOf(IEnumerable<CandidateRow> sitting, CandidateRow changed) =>
        HashOf(sitting.Select(result => result.Id == changed.Id ? changed : result));

    /// <summary>The hash of a sitting's results. Both registrars publish by it.</summary>
    public static string HashOf(IEnumerable<CandidateRow> sitting) => CanonicalJson.Hash(CanonicalJson.Write(
        new JsonArray([.. sitting.OrderBy(result => result.LearnerId).Select(result => result.ToText())])));

    /// <summary>With other marks, or none after absence. On an appeal they are the result at once.</summary>
    public CandidateRow MarkedWith(ExamMarks marks, TransferExam exam, string? reason, Act act) =>
        With(marks, MarkedState(marks, exam)) with { Replaced = State == Registered ? Replaced : [.. Replaced, ToReplaced(reason, act)] };

    /// <summary>With the marks that should have been published, and their result (D43).</summary>
    public CandidateRow CorrectedTo(ExamMarks marks, TransferExam exam, string reason, Act act) =>
        With(marks, marks == ExamMarks.None ? Absent : Marked).DecidedBy(exam) with
        {
            Replaced = State == Registered ? Replaced : [.. Replaced, ToReplaced(reason, act)],
            PassedAt = PassedAt == Sitting ? null : PassedAt,
            HasResult = true,
            Version = Version + 1,
        };

    /// <summary>Whether these are the candidate's marks; none after absence.</summary>
    public bool HasMarks(ExamMarks marks) =>
        Bonus == marks.Bonus && marks.Marks.Select(Of).ToHashSet().SetEquals(Marks.Select(Of));

    /// <summary>With the result that both publish (D9).</summary>
    public CandidateRow DecidedBy(TransferExam exam) => Next(
        State == Absent && exam.Absence == TransferExam.DoesNotCount ? Absent
        : State == Marked && Passes(Total, exam) ? Passed : Failed);

    public CandidateRow WithdrawnByMistake() => Next(Withdrawn);

    public CandidateRow AppealedFor(string grounds) => Next(Appealed) with { AppealGrounds = grounds };

    /// <summary>After the decision on an appeal: with the changed marks, or as published where there are none.</summary>
    public CandidateRow DecidedOnAppeal(ExamMarks changed, TransferExam exam, Act act) => changed == ExamMarks.None
        ? Next(Passes(Total, exam) ? Passed : Failed)
        : MarkedWith(changed, exam, AppealGrounds, act);

    /// <summary>Why the candidate gets no marks at the plan's sitting; null if they do.</summary>
    public Refusal? WhyNotMarkable(TransferPlan plan) =>
        Sitting != plan.Sitting ? Problems.NotOfThisSitting(Sitting, plan.Sitting)
        : State == Left ? Problems.CandidateLeft(this)
        : State == Withdrawn ? Problems.CandidateNotIn(State, Registered)
        : null;

    /// <summary>
    /// Why there are no published marks to correct; null if there are. Those of an earlier sitting are published, whatever the state of the
    /// plan. A result that is missing after the publication is entered like a correction (D43).
    /// </summary>
    public Refusal? WhyNotCorrectable(TransferPlan plan) =>
        Sitting == plan.Sitting && !Published.Contains(plan.State) ? Problems.PlanNotIn(plan.State, Published)
        : State == Left ? Problems.CandidateLeft(this)
        : IsWithoutResult || WithResult.Contains(State) ? null
        : Problems.CandidateNotIn(State, WithResult);

    /// <summary>The candidate as the viewer sees it. A learner sees results once both registrars have published them.</summary>
    public Candidate ToReply(Viewer viewer)
    {
        var isVisible = viewer.IsRegistrar || State is not (Marked or Left);
        return new()
        {
            PlanId = PlanId,
            LearnerId = LearnerId,
            ArticulationId = ArticulationId,
            Sitting = Sitting,
            State = State,
            Marks = isVisible ? CandidateMarks.ToReply(Marks) : [],
            Bonus = isVisible ? Bonus / 100m : null,
            Total = isVisible ? Total / 100m : null,
            AppealGrounds = AppealGrounds,
            Replaced = [.. Replaced.Where(one => viewer.IsRegistrar || one.State is not (Marked or Absent)).Select(one => one.ToReply())],
            Risks = [.. RisksOf()],
            Version = Version,
        };
    }

    /// <summary>Whether the results of the sitting were published without this one, whose learner seemed to have left (D43).</summary>
    public bool IsWithoutResult => State is Registered or Marked or Absent && !HasResult
        && (PlanSitting > Sitting || PlanState is TransferPlanState.Published or TransferPlanState.Final);

    // Declining a passed exam ends with the associate diploma too. Only a correction makes it doubtful.
    internal IEnumerable<string> RisksOf()
    {
        if (IsWithoutResult) yield return "result-missing";
        if (!WasOfCohort && State != Withdrawn) yield return OfAnotherCohort;
        if (PresentInstitution != Institution && PassedAt is null && State is Failed or Absent) yield return "transferred-without-pass";
        var wasCorrected = State == Passed && Replaced is [.., { State: Failed or Absent }];
        if (wasCorrected && LearnerState == Ended) yield return "passed-after-associate-diploma";
        if (PassedAt < Sitting) yield return "passed-before-this-sitting";
    }

    private CandidateRow With(ExamMarks marks, string state) =>
        Next(state) with { Marks = marks.Marks, Bonus = marks.Bonus, Total = marks.Total };

    private static (string, int) Of(MarkRow mark) => (mark.ComponentCode, mark.Mark);

    private JsonObject ToText() =>
        new() { ["learnerId"] = LearnerId.ToString(), ["state"] = State, ["total"] = Total / 100m };

    private static bool Passes(int? total, TransferExam exam) => total >= exam.PassMark * 100;

    private string MarkedState(ExamMarks marks, TransferExam exam) =>
        marks == ExamMarks.None ? Absent : State != Appealed ? Marked : Passes(marks.Total, exam) ? Passed : Failed;

    private ReplacedRow ToReplaced(string? reason, Act act) => new()
    {
        CandidateId = Id,
        Version = Version,
        State = State,
        Bonus = Bonus,
        Total = Total,
        ReplacedOn = act.Today,
        ReplacedAt = act.Now,
        Reason = reason,
        Marks = Marks,
    };

    private CandidateRow Next(string state) => this with { State = state, Version = Version + 1 };
}
