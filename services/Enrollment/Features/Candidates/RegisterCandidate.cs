using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Candidates;

/// <summary>The institution of the vocational stages registers a learner of the cohort for the sitting that is open (D7, D9).</summary>
public static class RegisterCandidate
{
    /// <param name="LearnerId">A learner of the plan's cohort, on an articulation that the plan has places for.</param>
    public sealed record Request(Guid LearnerId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/candidates", HandleAsync)
        .WithName(nameof(RegisterCandidate)).WithSummary("Register a learner for the transfer exam").Allow(Roles.Registrar);

    private static async Task<Results<Created<Candidate>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller, TimeProvider clock)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (plan.FromInstitution != caller.Org) return CommonProblems.Forbidden("Learners are registered by a registrar of the institution of the vocational stages.");
        if (plan.State != TransferPlanState.Open) return Problems.PlanNotIn(plan.State, TransferPlanState.Open);

        var learner = await LearnerRow.HoldAsync(work, request.LearnerId, caller);
        var places = await work.QueryAsync<Guid>("SELECT articulation_id FROM enrollment.transfer_place WHERE plan_id = @id ORDER BY articulation_id", new { id });
        if (learner is null || learner.Institution != caller.Org || learner.Cohort != plan.Cohort || !places.Contains(learner.ArticulationId)) return Problems.LearnerNotOfPlan(request.LearnerId, plan, places);
        if (await RefuseAsync(work, plan, learner) is { } refused) return refused;

        var candidate = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.transfer_candidate (id, plan_id, learner_id, articulation_id, sitting, state, version, created_at)
            VALUES (@candidate, @id, @LearnerId, @ArticulationId, @Sitting, 'registered', 1, @now)
            """,
            new { candidate, id, request.LearnerId, learner.ArticulationId, plan.Sitting, now = clock.GetUtcNow() });
        if (!isNew) return Problems.AlreadyRegistered(request.LearnerId, plan.Sitting);

        await work.AuditAsync("transfer-candidate", candidate, 1, CandidateRow.Registered, caller);
        var row = await CandidateRow.ReadAsync(work, candidate);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/transfer-plans/{id}/candidates/{row.LearnerId}", await row.ShowAsync(work, caller)));
    }

    private static async Task<Refusal?> RefuseAsync(UnitOfWork work, TransferPlanRow plan, LearnerRow learner)
    {
        var isInLastVocational = StageEnd.Next(await StageRow.OfAsync(work, learner.PathwayCode), learner.Stage) is { ByTransfer: true };
        if (learner.State != LearnerState.TransferReady && !(learner.State == LearnerState.Enrolled && isInLastVocational)) return Problems.NotReadyForExam(learner);

        var earned = await work.SingleAsync<int>("SELECT COALESCE(SUM(credits), 0) FROM enrollment.credit WHERE learner_id = @Id", new { learner.Id });
        if (earned < plan.GateCredits) return Problems.GateNotReached(earned, plan.GateCredits);

        if (plan.Sitting == 1) return null;
        var last = await work.FindAsync<string>(
            "SELECT state FROM enrollment.transfer_candidate WHERE plan_id = @Id AND learner_id = @learnerId AND sitting < @Sitting ORDER BY sitting DESC " + Db.Page,
            new { plan.Id, learnerId = learner.Id, plan.Sitting, limit = 1 });
        return last is CandidateRow.Failed or CandidateRow.Absent ? null : Problems.NotForResit(last);
    }
}
