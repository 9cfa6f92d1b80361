using Contracts;
using Enrollment.Features.Candidates;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Kernel.Http;
using Kernel.Imports;
using Microsoft.Extensions.Validation;

namespace Enrollment.Features.Imports;

/// <summary>Marks of the transfer exam in bulk: a row names a candidate, and has what <see cref="EnterMarks"/> takes.</summary>
internal static class ImportedMarks
{
    public static ImportKind Kind { get; } = ImportKind.Of<CandidateKey, EnterMarks.Request>("exam-marks", Roles.Registrar, RunAsync);

    private static async Task<RowOutcome> RunAsync(Importing importing, CandidateKey key, EnterMarks.Request row)
    {
        var (work, act) = (importing.Work, importing.Act);
        if (await TransferPlanRow.HoldAsync(work, key.Plan, act.Viewer()) is not { } plan) return NotFound(new { plan = key.Plan });
        var learner = await NumberedLearner.FindAsync(work, key.Learner, key.Institution ?? plan.FromInstitution);
        if (learner is not { } id || await CandidateRow.HoldAsync(work, plan, id, act.Viewer()) is not { } candidate)
        {
            return NotFound(new { learner = key.Learner });
        }
        if (plan.Exam.ExaminedBy == act.Caller.Org && IsRecorded(candidate, plan, row)) return RowOutcome.Unchanged;
        var refusal = (await EnterMarks.EnterAsync(work, plan, candidate, row, act)).Refusal;
        if (refusal is null) importing.AfterRows(plan.Id, () => EnterMarks.RecordResultsAsync(work, plan, act, "learners of an import"));
        return RowOutcome.Of(refusal);
    }

    private static bool IsRecorded(CandidateRow candidate, TransferPlan plan, EnterMarks.Request row)
    {
        if (candidate.State is CandidateRow.Registered or CandidateRow.Left) return false;
        return ExamMarks.Judge(plan.Exam, candidate.ArticulationId, row.Marks, row.Bonus).Thing is { } marks && candidate.HasMarks(marks);
    }

    private static RowOutcome NotFound(object named) => RowOutcome.Of(CommonProblems.NotFound() with { Facts = named });
}

/// <summary>The candidate of a row.</summary>
/// <param name="Plan">The transfer plan.</param>
/// <param name="Learner">The learner's number at the institution that enrolled them.</param>
/// <param name="Institution">The code of that institution; the one that registers for the exam by default.</param>
#pragma warning disable ASP0029 // Bodies are validated by the generator that this attribute calls, and so are rows.
[ValidatableType]
#pragma warning restore ASP0029
public sealed record CandidateKey(Guid Plan, [property: Code(40)] string Learner, [property: Code] string? Institution = null);
