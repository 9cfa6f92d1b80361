using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>
/// The examining institution enters a candidate's marks or absence. Until both publish, it corrects them with a reason (D7, D8, D10, D43).
/// </summary>
public static class EnterMarks
{
    /// <param name="Absent">True if the candidate was absent, without marks.</param>
    /// <param name="Marks">A mark for each component of the plan.</param>
    /// <param name="Bonus">The bonus, up to the plan's maximum, at most two decimals; 0 by default.</param>
    /// <param name="Reason">Why an earlier entry is replaced; needed where there is one.</param>
    public sealed record Request(
        bool Absent = false,
        [property: MinLength(1), MaxLength(20)] IReadOnlyList<ComponentMark>? Marks = null,
        [property: Range(0.0, 10.0), Decimals(2)] decimal? Bonus = null,
        [property: Text(2_000)] string? Reason = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Absent == (Marks is not null) || (Absent && Bonus is not null)
                ? [new ValidationResult("Send absent, or the marks.", [nameof(Marks)])]
                : [];
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/marks", HandleAsync)
        .WithName(nameof(EnterMarks)).WithSummary("Enter a candidate's marks, or absence").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        var viewer = act.Viewer();
        if (await TransferPlanRow.HoldAsync(work, id, viewer) is not { } plan) return CommonProblems.NotFound();
        if (await CandidateRow.HoldAsync(work, plan, learnerId, viewer) is not { } candidate) return CommonProblems.NotFound();
        var decided = await EnterAsync(work, plan, candidate, request, act, ifMatch.Version);
        if (decided.Thing is not { } marked) return decided.Refusal!;
        await RecordResultsAsync(work, plan, act, $"learner {learnerId}");
        return await work.CommitAsync(TypedResults.Ok(marked.ToReply(viewer)));
    }

    /// <summary>
    /// Judges and records marks, for a request and for a row of an import, which has read no version. <see cref="RecordResultsAsync"/>
    /// follows.
    /// </summary>
    internal static async Task<Decided<CandidateRow>> EnterAsync(
        UnitOfWork work, TransferPlan plan, CandidateRow candidate, Request request, Act act, int? version = null)
    {
        if (plan.Exam.ExaminedBy != act.Caller.Org) return Problems.NotTheExaminer();
        if (version is { } read && candidate.Version != read) return CommonProblems.PreconditionFailed(candidate.Version);
        if (plan.State != TransferPlanState.Closed) return Problems.PlanNotIn(plan.State, TransferPlanState.Closed);
        if (candidate.WhyNotMarkable(plan) is { } refused) return refused;
        var afterExam = ExamDays.JudgeMarks(plan.Exam.DaysOf(plan.Sitting), act.Today);
        if (!afterExam.Passes) return Problems.OutsideExamDays(afterExam);
        if (candidate.State != CandidateRow.Registered && request.Reason is null) return Problems.ReasonMissing(candidate.State);
        var judged = ExamMarks.Judge(plan.Exam, candidate.ArticulationId, request.Marks, request.Bonus);
        if (judged.Thing is not { } entered) return judged.Refusal!;

        var marked = candidate.MarkedWith(entered, plan.Exam, request.Reason, act);
        await CandidateMarks.ReplaceAsync(work, marked);
        await CandidateRow.RecordAsync(work, marked, marked.State, act);
        return marked;
    }

    /// <summary>Records the plan's new results, once for each transaction, because their hash is that of the whole sitting.</summary>
    internal static async Task RecordResultsAsync(UnitOfWork work, TransferPlan plan, Act act, string whose)
    {
        var results = plan.WithResults(CandidateRow.HashOf(await CandidateRow.OfSittingAsync(work, plan)));
        await TransferPlanRow.RecordAsync(work, results, "marks entered", act, whose);
    }
}
