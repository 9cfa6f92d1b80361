using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>A registrar of either institution drafts the plan for a cohort's transfer exam (D7).</summary>
public static class DraftTransferPlan
{
    /// <param name="FromInstitution">The institution of the vocational stages.</param>
    /// <param name="ToInstitution">The institution of the undergraduate stage.</param>
    /// <param name="Cohort">The year in which the cohort began.</param>
    /// <param name="Exam">What is to be agreed.</param>
    public sealed record Request(
        [property: Code] string FromInstitution,
        [property: Code] string ToInstitution,
        [property: Range(2000, 2100)] int Cohort,
        TransferExam Exam);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans", HandleAsync)
        .WithName(nameof(DraftTransferPlan)).WithSummary("Draft the plan for a cohort's transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Created<TransferPlan>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, TimeProvider clock)
    {
        var (from, to, cohort, exam) = (request.FromInstitution, request.ToInstitution, request.Cohort, request.Exam);
        if (caller.Org != from && caller.Org != to) return Problems.NotYourPlan();
        if (await Sides.RefuseAsync(work, from, to, mustBeVerified: false) is { } wrong) return wrong;
        if (await exam.RefuseAsync(work, from, to) is { } refused) return refused;

        var (id, text) = (Guid.CreateVersion7(), exam.ToText(from, to, cohort));
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.transfer_plan (
                id, from_institution, to_institution, cohort, examined_by, bonus_max, pass_mark, resits, absence, gate_credits, appeal_days,
                state, sitting, revision, text, text_hash, results_revision, guard, version, created_at)
            VALUES (@id, @from, @to, @cohort, @ExaminedBy, @bonusMax, @passMark, @Resits, @Absence, @GateCredits, @AppealDays, 'draft', 1, 1, @text, @hash, 0, 0, 1, @now)
            """,
            new
            {
                id,
                from,
                to,
                cohort,
                exam.ExaminedBy,
                bonusMax = (int)(exam.BonusMax * 100),
                passMark = (int)(exam.PassMark * 100),
                exam.Resits,
                exam.Absence,
                exam.GateCredits,
                exam.AppealDays,
                text,
                hash = CanonicalJson.Hash(text),
                now = clock.GetUtcNow(),
            });
        if (!isNew) return Problems.PlanTaken(from, to, cohort);
        await exam.KeepListsAsync(work, id);

        await work.AuditAsync("transfer-plan", id, 1, "drafted", caller);
        var row = await TransferPlanRow.ReadAsync(work, id);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/transfer-plans/{id}", await row.ShowAsync(work)));
    }
}
