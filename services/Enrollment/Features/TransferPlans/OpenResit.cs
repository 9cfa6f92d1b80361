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
/// A registrar of either institution opens registration for the plan's resit, for learners who failed or were absent (D9). The appeals of
/// the first sitting must be over (D7).
/// </summary>
public static class OpenResit
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/resit", HandleAsync)
        .WithName(nameof(OpenResit)).WithSummary("Open registration for the resit").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(act.Caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Published) return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        if (plan.Sitting > plan.Exam.Resits) return Problems.NoResit(plan.Exam.Resits, plan.Sitting);
        if (await FinaliseTransferPlan.WhyNotOverAsync(work, plan, act.Today) is { } refused) return refused;
        var registration = ExamDays.JudgeRegistration(plan.Exam.DaysOf(plan.Sitting + 1), act.Today);
        if (!registration.Passes) return Problems.OutsideExamDays(registration);

        var open = plan.OpenToResit();
        await TransferPlanRow.RecordAsync(work, open, "resit opened", act);
        return await work.CommitAsync(TypedResults.Ok(open));
    }
}
