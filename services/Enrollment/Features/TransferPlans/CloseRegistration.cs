using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution closes registration; marks are entered from then on (D7).</summary>
public static class CloseRegistration
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/closing", HandleAsync)
        .WithName(nameof(CloseRegistration)).WithSummary("Close registration for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Caller caller)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Open) return Problems.PlanNotIn(plan.State, TransferPlanState.Open);

        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET state = 'closed', version = version + 1 WHERE id = @id", new { id });
        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "registration closed", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
