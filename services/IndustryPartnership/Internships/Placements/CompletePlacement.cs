using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using GradeOf = Contracts.IndustryPartnership.Grade;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The learner's institution completes an active placement with a grade (D40). Its hours are the signed hours that count (D39). The day
/// must not be in the future, nor before the start or the last logbook day (D38, D39).
/// </summary>
public static class CompletePlacement
{
    /// <param name="CompletedOn">The last day.</param>
    /// <param name="Grade">The grade (D40). Enrollment grants credit for a pass or better.</param>
    public sealed record Request(
        [property: Day] DateOnly CompletedOn,
        [property: OneOf(GradeOf.Excellent, GradeOf.Good, GradeOf.Pass, GradeOf.Fail)] string Grade);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/completion", HandleAsync)
        .WithName(nameof(CompletePlacement)).WithSummary("Complete a placement with a grade").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, PublicHolidays holidays, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.Institution != act.Caller.Org) return Problems.NotYourPlacement(placement);
        if (placement.State != PlacementState.Active) return Problems.PlacementNotIn(placement, PlacementState.Active);
        var day = EndOfPlacement.Judge("completedOn", request.CompletedOn, placement.LastBegunOn, placement.EndsOn, act.Today);
        if (!day.Passes) return Problems.CannotEndThen(day);
        if (await LogbookHours.OpenAsync(work, id) is { Count: > 0 } open) return Problems.LogbookOpen(id, open);
        var early = EndOfPlacement.JudgeLogbook("completedOn", request.CompletedOn, await LogbookHours.LastDayAsync(work, id));
        if (!early.Passes) return Problems.CannotEndThen(early);
        // Hours count until the day on which it ends.
        var ended = placement with { EndsOn = request.CompletedOn };
        var terms = await LogbookHours.TermsAsync(work, ended);
        var hours = (await LogbookHours.OfAsync(work, ended, terms, holidays)).Effective;
        if (EffectiveHours.JudgeMinimum(hours, terms.Present.MinimumHours) is { Passes: false } tooFew)
        {
            return Problems.HoursMissing(tooFew);
        }

        var completed = placement.CompletedOn(request.CompletedOn, request.Grade, hours / 100);
        await OpenChanges.LapseAsync(work, id, act);
        var fact = new PlacementCompletedV1 { OccurredAt = act.Now, Placement = completed.ToEvent() };
        await PlacementRow.RecordAsync(work, events, completed, "completed", fact, act);
        return await work.CommitAsync(TypedResults.Ok(completed));
    }
}
