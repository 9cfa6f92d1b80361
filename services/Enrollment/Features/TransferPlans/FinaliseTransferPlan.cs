using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>The published results stand, whether or not a resit was used: places are taken by them from then on (D7).</summary>
public static class FinaliseTransferPlan
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/finalisation", HandleAsync)
        .WithName(nameof(FinaliseTransferPlan)).WithSummary("Make the results of the transfer exam final").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, ProblemHttpResult>> HandleAsync(Guid id, UnitOfWork work, Caller caller)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Published) return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        if (await RefuseAsync(work, id) is { } refused) return refused;

        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET state = 'final', version = version + 1 WHERE id = @id", new { id });
        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "made final", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }

    /// <summary>While an appeal waits for its decision, a plan stays published.</summary>
    internal static async Task<ProblemHttpResult?> RefuseAsync(IReader reader, Guid id)
    {
        var pending = await reader.SingleAsync<int>("SELECT COUNT(*) FROM enrollment.transfer_candidate WHERE plan_id = @id AND state = 'appealed'", new { id });
        return pending == 0 ? null : Problems.AppealPending(id, pending);
    }
}
