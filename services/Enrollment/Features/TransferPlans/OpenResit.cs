using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>Where the plan has a resit, registration opens once more, for those who failed or were absent (D9), as soon as the first sitting can be appealed against no more (D7).</summary>
public static class OpenResit
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/resit", HandleAsync)
        .WithName(nameof(OpenResit)).WithSummary("Open registration for the resit").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Caller caller, Today today)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Published) return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        if (plan.Sitting > plan.Resits) return Problems.NoResit(plan.Resits, plan.Sitting);
        if (await FinaliseTransferPlan.RefuseAsync(work, plan, today.Value) is { } refused) return refused;

        await work.ExecuteAsync(
            "UPDATE enrollment.transfer_plan SET state = 'open', sitting = sitting + 1, results_revision = results_revision + 1, results_hash = NULL, version = version + 1 WHERE id = @id", new { id });
        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "resit opened", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
