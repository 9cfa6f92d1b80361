using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Features.Diplomas;
using Enrollment.Features.Pathways;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>The university takes a learner who passed, within the places of the articulation and in the order of the score (D3, D4, D5, D7).</summary>
public static class TransferLearner
{
    /// <param name="TransferredOn">The first day of the undergraduate stage: not before the results hold; today by default.</param>
    public sealed record Request([property: Day] DateOnly? TransferredOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/transfer", HandleAsync)
        .WithName(nameof(TransferLearner)).WithSummary("Transfer a learner to the undergraduate stage").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.FindAsync(work, id, caller) is not { } seen) return CommonProblems.NotFound();
        if (seen.ToInstitution != caller.Org) return Problems.NotTheUndergraduateInstitution();
        if (seen.State != LearnerState.TransferReady) return Problems.LearnerNotIn(seen.State, LearnerState.TransferReady);
        var plan = await TransferPlanRow.OfLearnerAsync(work, seen);
        if (plan?.State != TransferPlanState.Final) return Problems.PlanNotFinal(plan);
        var result = await work.FindAsync<string>(
            "SELECT state FROM enrollment.transfer_candidate WHERE plan_id = @Id AND learner_id = @learner ORDER BY sitting DESC " + Db.Page, new { plan.Id, learner = id, limit = 1 });
        if (result != CandidateRow.Passed) return Problems.NotPassed(result);
        var transferredOn = request.TransferredOn ?? today.Value;
        var day = RecordedDay.Judge("D5", "transferredOn", transferredOn, seen.Since > plan.ResultsOn!.Value ? seen.Since : plan.ResultsOn.Value, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        // The places' row is the guard: transfers on one articulation take turns, and there is never one too many, whatever the ranks say.
        var taken = await work.ExecuteAsync(
            "UPDATE enrollment.transfer_place SET taken = taken + 1 WHERE plan_id = @Id AND articulation_id = @ArticulationId AND taken < places", new { plan.Id, seen.ArticulationId });
        var places = await work.SingleAsync<int>("SELECT places FROM enrollment.transfer_place WHERE plan_id = @Id AND articulation_id = @ArticulationId", new { plan.Id, seen.ArticulationId });
        var held = (await LearnerRow.HoldAsync(work, id, caller))!;
        if (held.State != LearnerState.TransferReady) return Problems.LearnerNotIn(held.State, LearnerState.TransferReady);
        var (rank, isTie) = TransferRank.Judge(id, await StandingRow.OfAsync(work, plan.Id, seen.ArticulationId), places);
        if (!rank.Passes || taken == 0) return isTie ? Problems.TieNotSettled(rank) : Problems.NoPlaceLeft(rank);

        await work.ExecuteAsync(
            """
            UPDATE enrollment.learner
            SET state = 'transferred', stage = stage + 1, major = @ToMajor, present_institution = @ToInstitution, stage_began_on = @transferredOn, since = @transferredOn, version = version + 1
            WHERE id = @id
            """,
            new { id, seen.ToMajor, seen.ToInstitution, transferredOn });
        await Diploma.AwardAsync(work, id, await PathwayRow.FromDiplomaAsync(work, seen.PathwayCode), seen.Institution, null, transferredOn, clock.GetUtcNow());
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.Transferred, caller, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }

    private sealed record StandingRow
    {
        public Guid LearnerId { get; init; }
        public int Total { get; init; }
        public int? Mark { get; init; }

        // Who declined or left without having been transferred does not hold a place; who was transferred has taken one.
        public static async Task<IReadOnlyList<Standing>> OfAsync(UnitOfWork work, Guid plan, Guid articulation)
        {
            var rows = await work.QueryAsync<StandingRow>(
                """
                SELECT c.learner_id, c.total, m.mark
                FROM enrollment.transfer_candidate c JOIN enrollment.learner l ON l.id = c.learner_id
                LEFT JOIN enrollment.transfer_component k ON k.plan_id = c.plan_id AND k.tie_rank IS NOT NULL
                LEFT JOIN enrollment.transfer_mark m ON m.candidate_id = c.id AND m.component_code = k.code
                WHERE c.plan_id = @plan AND c.articulation_id = @articulation AND c.state = 'passed'
                    AND NOT (l.state IN ('withdrawn', 'completed-associate') AND l.present_institution = l.institution)
                ORDER BY c.seq, k.tie_rank
                """,
                new { plan, articulation });
            return [.. rows.GroupBy(row => row.LearnerId).Select(own => new Standing(own.Key, [own.First().Total, .. own.Select(row => row.Mark).OfType<int>()]))];
        }
    }
}
