using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>
/// A registrar approves the text that they read, by its hash. With the second institution's approval the plan is agreed and locked (D7).
/// It has a tie-break then (D4).
/// </summary>
public static class ApproveTransferPlan
{
    /// <param name="TextHash">The SHA-256 of the approved text, as the plan shows it.</param>
    public sealed record Request([property: Hash] string TextHash);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/approvals", HandleAsync)
        .WithName(nameof(ApproveTransferPlan)).WithSummary("Approve a transfer plan for your institution").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        var org = act.Caller.Org;
        if (!plan.IsOf(org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlan.Draft) return Problems.PlanNotIn(plan.State, TransferPlan.Draft);
        if (plan.TextHash != request.TextHash) return Problems.AnotherText(request.TextHash, plan.TextHash);
        if (TieBreakOfPlan.Judge(plan.Exam) is { Passes: false } open) return Problems.TieBreakMissing(open);
        if (plan.Approvals.Any(given => given.Institution == org)) return Problems.AlreadyApproved(org);

        var approved = plan.ApprovedBy(org, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_approval (plan_id, revision, institution, approved_at)
            VALUES (@Id, @Revision, @org, @Now)
            """,
            new { plan.Id, plan.Revision, org, act.Now });
        await TransferPlanRow.RecordAsync(work, approved, "approved", act);
        if (approved.State == TransferPlanState.Agreed)
        {
            await events.Publish(new TransferPlanApprovedV1 { OccurredAt = act.Now, Plan = approved.ToEvent(new()) });
        }
        return await work.CommitAsync(TypedResults.Ok(approved));
    }
}
