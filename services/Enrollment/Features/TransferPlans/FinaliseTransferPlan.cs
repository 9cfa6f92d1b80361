using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>
/// Both registrars hold that the published results stand; with the second they do, and places are taken by them from then on. Not before the appeal
/// period is over, every appeal is decided, and a resit that the plan promises has been held (D7, D9).
/// </summary>
public static class FinaliseTransferPlan
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/finalisation", HandleAsync)
        .WithName(nameof(FinaliseTransferPlan)).WithSummary("Hold, for your institution, that the results of the transfer exam are final").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Published) return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        if (await RefuseAsync(work, plan, today.Value) is { } refused) return refused;
        if (await WaitingForResitAsync(work, plan) is var waiting and > 0) return Problems.ResitNotHeld(plan, waiting);

        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.transfer_finalisation (plan_id, sitting, institution, given_on, given_at)
            VALUES (@id, @Sitting, @Org, @today, @now)
            """,
            new { id, plan.Sitting, caller.Org, today = today.Value, now = clock.GetUtcNow() });
        if (!isNew) return Problems.AlreadyFinalised(caller.Org);
        var given = await work.SingleAsync<int>("SELECT COUNT(*) FROM enrollment.transfer_finalisation WHERE plan_id = @id AND sitting = @Sitting", new { id, plan.Sitting });
        var state = given == 2 ? TransferPlanState.Final : TransferPlanState.Published;
        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET state = @state, version = version + 1 WHERE id = @id", new { id, state });

        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, state == TransferPlanState.Final ? "made final" : "held final", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }

    /// <summary>While a result may be appealed against, or an appeal waits for its decision, a sitting is not over: neither its end nor a resit comes.</summary>
    internal static async Task<Refusal?> RefuseAsync(IReader reader, TransferPlanRow plan, DateOnly today)
    {
        var pending = await reader.SingleAsync<int>("SELECT COUNT(*) FROM enrollment.transfer_candidate WHERE plan_id = @Id AND state = 'appealed'", new { plan.Id });
        if (pending > 0) return Problems.AppealPending(plan.Id, pending);
        var publishedOn = (await plan.PublishedOnAsync(reader))!.Value;
        return AppealPeriod.JudgeOver(publishedOn, plan.AppealDays, today) is { Passes: false } running ? Problems.AppealPeriodRuns(running) : null;
    }

    // Whoever has left, or ended with the associate diploma, waits for nothing; nobody else loses the resit that both have promised.
    private static async Task<int> WaitingForResitAsync(IReader reader, TransferPlanRow plan) => plan.Sitting > plan.Resits
        ? 0
        : await reader.SingleAsync<int>(
            """
            SELECT COUNT(*) FROM enrollment.transfer_candidate c JOIN enrollment.learner l ON l.id = c.learner_id
            WHERE c.plan_id = @Id AND c.sitting = @Sitting AND c.state IN ('failed', 'absent') AND l.state NOT IN ('withdrawn', 'completed-associate')
            """,
            new { plan.Id, plan.Sitting });
}
