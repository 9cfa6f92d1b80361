using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>
/// A registrar of either institution makes an agreed plan a draft again, to correct a mistake in it. Both approve the corrected text. It is
/// possible until the first marks; those who are registered stay so (D7, D43).
/// </summary>
public static class ReviseTransferPlan
{
    /// <param name="Reason">What is wrong in the agreed text.</param>
    public sealed record Request([property: Text(2_000)] string Reason);

    private static readonly string[] Revisable = [TransferPlanState.Agreed, TransferPlanState.Open, TransferPlanState.Closed];

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/revision", HandleAsync)
        .WithName(nameof(ReviseTransferPlan)).WithSummary("Make an agreed transfer plan a draft again").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(act.Caller.Org)) return Problems.NotYourPlan();
        if (!Revisable.Contains(plan.State)) return Problems.PlanNotIn(plan.State, Revisable);
        var marked = await work.SingleAsync<int>(
            """
            SELECT COUNT(*)
            FROM enrollment.transfer_candidate
            WHERE plan_id = @Id AND state NOT IN ('registered', 'withdrawn')
            """,
            new { plan.Id });
        if (marked > 0) return Problems.AlreadyMarked(marked);

        var revised = plan.BackToDraft();
        await TransferPlanRow.RecordAsync(work, revised, "revised", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(revised));
    }
}
