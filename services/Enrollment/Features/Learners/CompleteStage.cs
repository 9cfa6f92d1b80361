using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Articulations;
using Enrollment.Features.Diplomas;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// The institution that teaches a stage records its completion (D1, D5). The learner enters the next stage, at the institution that teaches
/// it, or is ready for the transfer after the last vocational one. The diploma after the stage is the pathway's data (D3).
/// </summary>
public static class CompleteStage
{
    /// <param name="Stage">The present stage, from 1. So a repeated request does not complete the next stage too.</param>
    /// <param name="CompletedOn">The day of completion, in the stage's last year at the earliest; today by default.</param>
    public sealed record Request([property: Range(1, 6)] int Stage, [property: Day] DateOnly? CompletedOn = null);

    private static readonly string[] Completable = [LearnerState.Enrolled, LearnerState.Transferred];

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/stage-completion", HandleAsync)
        .WithName(nameof(CompleteStage)).WithSummary("Complete the present stage").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (!Completable.Contains(learner.State)) return Problems.LearnerNotIn(learner.State, Completable);
        if (request.Stage != learner.Stage) return Problems.NotThePresentStage(request.Stage, learner.Stage);

        var stages = await StageRow.OfAsync(work, learner.PathwayCode);
        if (StageEnd.Next(stages, learner.Stage) is not { } next) return Problems.LastStage(learner.Stage, id);
        var completedOn = request.CompletedOn ?? act.Today;
        var inLastYear = StageEnd.Earliest(learner.StageBeganOn, stages[learner.Stage - 1].Years);
        var earliest = inLastYear > learner.ChangedOn ? inLastYear : learner.ChangedOn;
        var day = RecordedDay.Judge("D5", "completedOn", completedOn, earliest, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var owner = await OwnerRow.SingleAsync(work, learner.ArticulationId, stages[next.Stage - 1].TaughtBy);
        var completed = next.ByTransfer ? learner.ReadyForTransferOn(completedOn) : learner.InStageFrom(completedOn, next.Stage, owner);
        // The diploma before a transfer comes with it (D3).
        if (!next.ByTransfer) await DiplomaRow.AwardAsync(work, learner, stages, completedOn, act);
        var fact = new LearnerStageCompletedV1 { OccurredAt = act.Now, Learner = completed.ToEvent() };
        await LearnerRow.RecordAsync(work, events, completed, LearnerFact.StageCompleted, fact, act);
        return await work.CommitAsync(TypedResults.Ok(completed));
    }
}
