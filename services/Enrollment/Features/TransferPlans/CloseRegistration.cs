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
/// A registrar of either institution closes registration, on its last day at the earliest. From then on the examiner enters marks (D7).
/// </summary>
public static class CloseRegistration
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/closing", HandleAsync)
        .WithName(nameof(CloseRegistration)).WithSummary("Close registration for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(act.Caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Open) return Problems.PlanNotIn(plan.State, TransferPlanState.Open);
        var closing = ExamDays.JudgeClosing(plan.Exam.DaysOf(plan.Sitting), act.Today);
        if (!closing.Passes) return Problems.OutsideExamDays(closing);

        var closed = plan.ClosedToRegistration();
        await TransferPlanRow.RecordAsync(work, closed, "registration closed", act);
        return await work.CommitAsync(TypedResults.Ok(closed));
    }
}
