using Contracts;
using Enrollment.Features.Candidates;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution changes a draft. An approval was of the earlier text, so the edit voids it. Those who
/// registered before a revision keep their articulation (D7).</summary>
public static class EditTransferPlan
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/transfer-plans/{id:guid}", HandleAsync)
        .WithName(nameof(EditTransferPlan)).WithSummary("Change the draft of a transfer plan").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(
        Guid id, TransferExam request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(act.Caller.Org)) return Problems.NotYourPlan();
        if (plan.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(plan.Version);
        if (plan.State != TransferPlan.Draft) return Problems.PlanNotIn(plan.State, TransferPlan.Draft);
        if (await request.WhyNotAsync(work, plan.FromInstitution, plan.ToInstitution) is { } refused) return refused;
        var left = await CandidateRow.ArticulationsWithoutAsync(work, plan, request);
        if (left.Count > 0) return Problems.CandidatesWithoutPlaces(left);

        var edited = plan.EditedTo(request);
        await TransferPlanPart.ReplaceAsync(work, edited);
        await TransferPlanRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}
