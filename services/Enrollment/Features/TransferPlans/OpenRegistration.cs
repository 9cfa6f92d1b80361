using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution opens registration, on a plan that both have approved (D7).</summary>
public static class OpenRegistration
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/opening", HandleAsync)
        .WithName(nameof(OpenRegistration)).WithSummary("Open registration for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Caller caller)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State == TransferPlanRow.Draft)
        {
            var approved = await work.QueryAsync<string>("SELECT institution FROM enrollment.transfer_approval WHERE plan_id = @id AND revision = @Revision ORDER BY institution", new { id, plan.Revision });
            return Problems.ApprovalMissing(plan, approved);
        }
        if (plan.State != TransferPlanState.Agreed) return Problems.PlanNotIn(plan.State, TransferPlanState.Agreed);

        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET state = 'open', version = version + 1 WHERE id = @id", new { id });
        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "registration opened", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
