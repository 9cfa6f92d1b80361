using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>The learner, or the learner's institution, appeals against a published result, once a sitting, in the appeal period of the plan (D7).</summary>
public static class AppealResult
{
    /// <param name="Grounds">Why.</param>
    public sealed record Request([property: Text(2_000)] string Grounds);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/candidates/{learnerId:guid}/appeal", HandleAsync)
        .WithName(nameof(AppealResult)).WithSummary("Appeal against a published result").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Candidate>, Refusal>> HandleAsync(Guid id, Guid learnerId, Request request, UnitOfWork work, Caller caller, Today today)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan || await CandidateRow.FindAsync(work, id, learnerId, caller) is not { } before) return CommonProblems.NotFound();
        if (before.Institution != caller.Org) return CommonProblems.Forbidden("A result is appealed against by the learner, or by a registrar of the learner's institution.");
        if (plan.State != TransferPlanState.Published) return Problems.PlanNotIn(plan.State, TransferPlanState.Published);
        if (before.Sitting != plan.Sitting) return Problems.NotOfThisSitting(before.Sitting, plan.Sitting);
        if (before.AppealGrounds is not null) return Problems.AlreadyAppealed(before.Sitting, before.State);
        if (before.State is not (CandidateRow.Passed or CandidateRow.Failed)) return Problems.CandidateNotIn(before.State, CandidateRow.Passed, CandidateRow.Failed);
        var publishedOn = (await plan.PublishedOnAsync(work))!.Value;
        if (AppealPeriod.JudgeAppeal(publishedOn, plan.AppealDays, today.Value) is { Passes: false } late) return Problems.AppealTooLate(late);

        await work.ExecuteAsync("UPDATE enrollment.transfer_candidate SET state = 'appealed', appeal_grounds = @Grounds, version = version + 1 WHERE id = @Id", new { before.Id, request.Grounds });
        var row = await CandidateRow.ReadAsync(work, before.Id);
        await work.AuditAsync("transfer-candidate", row.Id, row.Version, row.State, caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work, caller)));
    }
}
