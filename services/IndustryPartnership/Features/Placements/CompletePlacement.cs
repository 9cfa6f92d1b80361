using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Logbooks;
using IndustryPartnership.Features.PlacementChanges;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using GradeOf = Contracts.IndustryPartnership.Grade;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// The learner's institution completes an active placement with a grade (D40): its hours are those that the mentor has signed and that count (D39). The day is neither before its start,
/// nor in the future, nor before the last day of its logbook (D38, D39).
/// </summary>
public static class CompletePlacement
{
    /// <param name="CompletedOn">The last day.</param>
    /// <param name="Grade">The grade (D40); enrollment grants credit for a pass or better.</param>
    public sealed record Request([property: Day] DateOnly CompletedOn, [property: OneOf(GradeOf.Excellent, GradeOf.Good, GradeOf.Pass, GradeOf.Fail)] string Grade);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/placements/{id:guid}/completion", HandleAsync).WithName(nameof(CompletePlacement)).WithSummary("Complete a placement with a grade").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, PublicHolidays holidays, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        var completed = await work.ExecuteAsync(
            "UPDATE partnership.placement SET state = 'completed', ends_on = @CompletedOn, grade = @Grade, version = version + 1 WHERE id = @id AND state = 'active'", new { id, request.CompletedOn, request.Grade });
        if (completed == 0) return Problems.PlacementNotIn(found, PlacementState.Active);

        // Its row is taken: what its days and its logbook say now is all that they will say.
        var held = (await PlacementRow.FindAsync(work, id, caller))!;
        if (EndOfPlacement.Judge("completedOn", request.CompletedOn, held.LastBegunOn, found.EndsOn, today.Value) is { Passes: false } verdict) return Problems.CannotEndThen(verdict);
        if (await LogbookHours.OpenAsync(work, id) is { Count: > 0 } open) return Problems.LogbookOpen(id, open);
        if (EndOfPlacement.JudgeLogbook("completedOn", request.CompletedOn, await LogbookHours.LastDayAsync(work, id)) is { Passes: false } early) return Problems.CannotEndThen(early);
        var terms = await LogbookHours.TermsAsync(work, held);
        var hours = (await LogbookHours.OfAsync(work, held, terms, holidays)).Effective;
        if (EffectiveHours.JudgeMinimum(hours, terms.Present.MinimumHours) is { Passes: false } tooFew) return Problems.HoursMissing(tooFew);
        await PlacementChangeRow.LapseAsync(work, id, caller);
        await work.ExecuteAsync("UPDATE partnership.placement SET hours = @hours WHERE id = @id", new { id, hours = hours / 100 });

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, "completed", caller);
        await events.Publish(PlacementRow.Fact(placement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(placement));
    }
}
