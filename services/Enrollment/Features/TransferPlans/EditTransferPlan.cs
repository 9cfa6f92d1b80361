using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution changes a draft; that voids an approval given, since it was of another text (D7).</summary>
public static class EditTransferPlan
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/transfer-plans/{id:guid}", HandleAsync)
        .WithName(nameof(EditTransferPlan)).WithSummary("Change the draft of a transfer plan").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(Guid id, TransferExam request, IfMatch ifMatch, UnitOfWork work, Caller caller)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(plan.Version);
        if (plan.State != TransferPlanRow.Draft) return Problems.PlanNotIn(plan.State, TransferPlanRow.Draft);
        if (await request.RefuseAsync(work, plan.FromInstitution, plan.ToInstitution) is { } refused) return refused;

        var text = request.ToText(plan.FromInstitution, plan.ToInstitution, plan.Cohort);
        await work.ExecuteAsync(
            """
            UPDATE enrollment.transfer_plan
            SET examined_by = @ExaminedBy, bonus_max = @bonusMax, pass_mark = @passMark, resits = @Resits, absence = @Absence, gate_credits = @GateCredits, appeal_days = @AppealDays,
                text = @text, text_hash = @hash, revision = revision + 1, version = version + 1
            WHERE id = @id
            """,
            new
            {
                id,
                request.ExaminedBy,
                bonusMax = (int)(request.BonusMax * 100),
                passMark = (int)(request.PassMark * 100),
                request.Resits,
                request.Absence,
                request.GateCredits,
                request.AppealDays,
                text,
                hash = CanonicalJson.Hash(text),
            });
        await request.KeepListsAsync(work, id);

        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "edited", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
