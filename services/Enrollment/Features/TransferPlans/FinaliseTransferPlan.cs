using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>
/// Both registrars declare the published results final, and places are given by them. First the appeal period must be over, every appeal
/// decided, and a promised resit held (D7, D9). Nobody in training may be without a result.
/// </summary>
public static class FinaliseTransferPlan
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/finalisation", HandleAsync)
        .WithName(nameof(FinaliseTransferPlan)).WithSummary("Declare the results of the transfer exam final for your institution")
        .Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        var org = act.Caller.Org;
        if (!plan.IsOf(org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Published) return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        if (await WhyNotOverAsync(work, plan, act.Today) is { } refused) return refused;
        if (await WaitingForResitAsync(work, plan) is var waiting and > 0) return Problems.ResitNotHeld(plan, waiting);
        if (plan.Finalisations.Any(given => given.Institution == org)) return Problems.AlreadyFinalised(org);

        var declared = plan.DeclaredFinalBy(org, act.Today);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_finalisation (plan_id, sitting, institution, given_on, given_at)
            VALUES (@Id, @Sitting, @org, @Today, @Now)
            """,
            new { plan.Id, plan.Sitting, org, act.Today, act.Now });
        var action = declared.State == TransferPlanState.Final ? "made final" : "held final";
        await TransferPlanRow.RecordAsync(work, declared, action, act);
        return await work.CommitAsync(TypedResults.Ok(declared));
    }

    /// <summary>
    /// A sitting is not over while a result may be appealed against, an appeal waits for its decision, or a candidate has no result.
    /// </summary>
    internal static async Task<Refusal?> WhyNotOverAsync(IReader reader, TransferPlan plan, DateOnly today)
    {
        var pending = await reader.SingleAsync<int>(
            "SELECT COUNT(*) FROM enrollment.transfer_candidate WHERE plan_id = @Id AND state = 'appealed'", new { plan.Id });
        if (pending > 0) return Problems.AppealPending(plan.Id, pending);
        if (await CandidateRow.WithoutResultAsync(reader, plan) is var waiting and > 0) return Problems.ResultsMissing(plan.Id, waiting);
        var verdict = plan.AppealsOf(await CandidateRow.LastFirstResultAsync(reader, plan)).JudgeOver(today);
        return verdict.Passes ? null : Problems.AppealPeriodRuns(verdict);
    }

    // A learner who left, ended with the associate diploma, or went on with a later cohort, waits for no resit. Nobody else may lose
    // the promised one.
    private static async Task<int> WaitingForResitAsync(IReader reader, TransferPlan plan) => plan.Sitting > plan.Exam.Resits
        ? 0
        : await reader.SingleAsync<int>(
            """
            SELECT COUNT(*)
            FROM enrollment.transfer_candidate c
            JOIN enrollment.learner l ON l.id = c.learner_id
            WHERE c.plan_id = @Id
                AND c.sitting = @Sitting
                AND c.state IN ('failed', 'absent')
                AND l.state NOT IN ('withdrawn', 'completed-associate')
                AND l.cohort = @Cohort
            """,
            new { plan.Id, plan.Sitting, plan.Cohort });
}
