using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>
/// The learner, or the learner's institution, appeals against a published result: once a sitting, in the plan's appeal period (D7).
/// </summary>
public static class AppealResult
{
    /// <param name="Grounds">Why.</param>
    public sealed record Request([property: Text(2_000)] string Grounds);

    private static readonly string[] Appealable = [CandidateRow.Passed, CandidateRow.Failed];

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/appeal", HandleAsync)
        .WithName(nameof(AppealResult)).WithSummary("Appeal against a published result").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(
        Guid id, Guid learnerId, Request request, UnitOfWork work, Act act)
    {
        var viewer = act.Viewer();
        if (await TransferPlanRow.HoldAsync(work, id, viewer) is not { } plan) return CommonProblems.NotFound();
        if (await CandidateRow.HoldAsync(work, plan, learnerId, viewer) is not { } candidate) return CommonProblems.NotFound();
        if (candidate.Institution != act.Caller.Org)
        {
            return CommonProblems.NotByThisParty("the learner, or a registrar of the learner's institution,");
        }
        var resultOn = await CandidateRow.LastFirstResultAsync(work, plan, learnerId);
        if (plan.State != TransferPlanState.Published && !plan.WasFinalBefore(resultOn))
        {
            return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        }
        if (candidate.Sitting != plan.Sitting) return Problems.NotOfThisSitting(candidate.Sitting, plan.Sitting);
        if (candidate.AppealGrounds is not null) return Problems.AlreadyAppealed(candidate.Sitting, candidate.State);
        if (!Appealable.Contains(candidate.State)) return Problems.CandidateNotIn(candidate.State, Appealable);
        var verdict = plan.AppealsOf(resultOn).JudgeAppeal(act.Today);
        if (!verdict.Passes) return Problems.AppealTooLate(verdict);

        var appealed = candidate.AppealedFor(request.Grounds);
        await CandidateRow.RecordAsync(work, appealed, appealed.State, act);
        return await work.CommitAsync(TypedResults.Ok(appealed.ToReply(viewer)));
    }
}
