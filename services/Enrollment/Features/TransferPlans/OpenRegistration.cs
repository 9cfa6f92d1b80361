using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution opens registration, on a plan that both have approved, in the plan's window (D7).</summary>
public static class OpenRegistration
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/opening", HandleAsync)
        .WithName(nameof(OpenRegistration)).WithSummary("Open registration for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(act.Caller.Org)) return Problems.NotYourPlan();
        if (plan.State == TransferPlan.Draft) return Problems.ApprovalMissing(plan);
        if (plan.State != TransferPlanState.Agreed) return Problems.PlanNotIn(plan.State, TransferPlanState.Agreed);
        var registration = ExamDays.JudgeRegistration(plan.Exam.DaysOf(plan.Sitting), act.Today);
        if (!registration.Passes) return Problems.OutsideExamDays(registration);

        var open = plan.OpenToRegistration();
        await TransferPlanRow.RecordAsync(work, open, "registration opened", act);
        return await work.CommitAsync(TypedResults.Ok(open));
    }
}
