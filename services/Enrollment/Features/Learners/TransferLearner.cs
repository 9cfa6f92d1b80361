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

/// <summary>
/// The university takes a learner who passed, within the places of the articulation and in the order of scores (D3, D4, D5, D7).
/// </summary>
public static class TransferLearner
{
    /// <param name="TransferredOn">The first day of the undergraduate stage: not before the results hold; today by default.</param>
    public sealed record Request([property: Day] DateOnly? TransferredOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/transfer", HandleAsync)
        .WithName(nameof(TransferLearner)).WithSummary("Transfer a learner to the undergraduate stage").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.ToInstitution != act.Caller.Org) return Problems.NotTheUndergraduateInstitution();
        if (learner.State != LearnerState.TransferReady) return Problems.LearnerNotIn(learner.State, LearnerState.TransferReady);
        var plan = await TransferPlanRow.FindOfAsync(work, learner);
        if (plan?.State != TransferPlanState.Final) return Problems.PlanNotFinal(plan);
        var result = await CandidateRow.LastStateAsync(work, plan, id);
        if (result != CandidateRow.Passed) return Problems.NotPassed(result);
        var transferredOn = request.TransferredOn ?? act.Today;
        var earliest = learner.ChangedOn > plan.ResultsOn!.Value ? learner.ChangedOn : plan.ResultsOn.Value;
        var day = RecordedDay.Judge("D5", "transferredOn", transferredOn, earliest, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var (rank, isFull, isTie) = await TakenPlace.JudgeAsync(work, plan, learner);
        if (isFull) return Problems.PlacesTaken(id, rank);
        if (!rank.Passes) return isTie ? Problems.TieNotSettled(rank) : Problems.NoPlaceLeft(id, rank);
        if (!await TakenPlace.TakeAsync(work, plan.Id, learner.ArticulationId)) return Problems.PlacesTaken(id, rank);

        var transferred = learner.TransferredOn(transferredOn);
        var fact = new LearnerTransferredV1 { OccurredAt = act.Now, Learner = transferred.ToEvent() };
        // The diploma after the vocational stages is of the day on which they ended (D3).
        await DiplomaRow.AwardAsync(work, learner, await StageRow.OfAsync(work, learner.PathwayCode), learner.Since, act);
        await LearnerRow.RecordAsync(work, events, transferred, LearnerFact.Transferred, fact, act);
        return await work.CommitAsync(TypedResults.Ok(transferred));
    }
}
