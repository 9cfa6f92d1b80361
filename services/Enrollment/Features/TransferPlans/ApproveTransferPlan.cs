using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar approves the text that was read, by its hash; with the second institution's approval the plan is agreed, and locked (D7).</summary>
public static class ApproveTransferPlan
{
    /// <param name="TextHash">The SHA-256 of the text that is approved, as the plan shows it.</param>
    public sealed record Request([property: Hash] string TextHash);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/approvals", HandleAsync)
        .WithName(nameof(ApproveTransferPlan)).WithSummary("Approve a transfer plan for your institution").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanRow.Draft) return Problems.PlanNotIn(plan.State, TransferPlanRow.Draft);
        if (plan.TextHash != request.TextHash) return Problems.AnotherText(request.TextHash, plan.TextHash);
        var isNew = await work.TryInsertAsync(
            "INSERT INTO enrollment.transfer_approval (plan_id, revision, institution, approved_at) VALUES (@id, @Revision, @Org, @now)",
            new { id, plan.Revision, caller.Org, now = clock.GetUtcNow() });
        if (!isNew) return Problems.AlreadyApproved(caller.Org);

        var approvals = await work.SingleAsync<int>("SELECT COUNT(*) FROM enrollment.transfer_approval WHERE plan_id = @id AND revision = @Revision", new { id, plan.Revision });
        var state = approvals == 2 ? TransferPlanState.Agreed : TransferPlanRow.Draft;
        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET state = @state, version = version + 1 WHERE id = @id", new { id, state });

        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "approved", caller);
        if (row.State == TransferPlanState.Agreed) await events.Publish(await row.ToApprovedAsync(work, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
