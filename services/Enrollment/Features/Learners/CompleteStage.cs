using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>The institution that teaches a stage records its completion: the learner is in the next one, or ready for the transfer after the last vocational one (D1, D5).</summary>
public static class CompleteStage
{
    /// <param name="Stage">The present stage, from 1; named, so that a repeated request does not complete two.</param>
    /// <param name="CompletedOn">The day of completion, in the stage's last year at the earliest; today by default.</param>
    public sealed record Request([property: Range(1, 6)] int Stage, [property: Day] DateOnly? CompletedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/stage-completion", HandleAsync)
        .WithName(nameof(CompleteStage)).WithSummary("Complete the present stage").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.HoldAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.PresentInstitution != caller.Org) return Problems.NotPresentInstitution();
        if (before.State is not (LearnerState.Enrolled or LearnerState.Transferred)) return Problems.LearnerNotIn(before.State, LearnerState.Enrolled, LearnerState.Transferred);
        if (request.Stage != before.Stage) return Problems.NotThePresentStage(request.Stage, before.Stage);

        var stages = await StageRow.OfAsync(work, before.PathwayCode);
        if (StageEnd.Next(stages, before.Stage) is not { } next) return Problems.LastStage(before.Stage, id);
        var completedOn = request.CompletedOn ?? today.Value;
        var inLastYear = StageEnd.Earliest(before.StageBeganOn, stages[before.Stage - 1].Years);
        var day = RecordedDay.Judge("D5", "completedOn", completedOn, inLastYear > before.Since ? inLastYear : before.Since, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        if (next.ByTransfer)
        {
            await work.ExecuteAsync("UPDATE enrollment.learner SET state = 'transfer-ready', since = @completedOn, version = version + 1 WHERE id = @id", new { id, completedOn });
        }
        else
        {
            await work.ExecuteAsync(
                "UPDATE enrollment.learner SET stage = @Stage, stage_began_on = @completedOn, since = @completedOn, version = version + 1 WHERE id = @id", new { id, next.Stage, completedOn });
        }
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.StageCompleted, caller, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}
