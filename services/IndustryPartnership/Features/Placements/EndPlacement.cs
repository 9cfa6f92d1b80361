using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using GradeOf = Contracts.IndustryPartnership.Grade;

namespace IndustryPartnership.Features.Placements;

/// <summary>The learner's institution completes a placement with hours and a grade (D40), or stops it; the day is neither before its start nor in the future (D38).</summary>
public static class EndPlacement
{
    /// <param name="CompletedOn">The last day.</param>
    /// <param name="Hours">Effective hours.</param>
    /// <param name="Grade">The grade (D40); enrollment grants credit for a pass or better.</param>
    public sealed record CompletionRequest(
        DateOnly CompletedOn,
        [property: Range(1, 10_000)] int Hours,
        [property: OneOf(GradeOf.Excellent, GradeOf.Good, GradeOf.Pass, GradeOf.Fail)] string Grade);

    /// <param name="StoppedOn">The last day.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record StopRequest(DateOnly StoppedOn, [property: Required, MaxLength(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/completion", CompleteAsync).WithName("CompletePlacement").WithSummary("Complete a placement with a grade").Allow(Roles.Coordinator);
        api.MapPost("/placements/{id:guid}/stop", StopAsync).WithName("StopPlacement").WithSummary("Stop a placement before its end").Allow(Roles.Coordinator);
    }

    private static Task<Results<Ok<Placement>, ProblemHttpResult>> CompleteAsync(
        Guid id, CompletionRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock) =>
        EndAsync(id, "completed", request.CompletedOn, request.Hours, request.Grade, null, work, events, caller, today, clock);

    private static Task<Results<Ok<Placement>, ProblemHttpResult>> StopAsync(
        Guid id, StopRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock) =>
        EndAsync(id, "stopped", request.StoppedOn, null, null, request.Reason, work, events, caller, today, clock);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> EndAsync(
        Guid id, string state, DateOnly endedOn, int? hours, string? grade, string? reason, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (found.State == "active" && EndOfPlacement.Judge(endedOn, found.StartsOn, found.EndsOn, today.Value) is { Passes: false } verdict) return Problems.CannotEndThen(verdict);
        var ended = await work.ExecuteAsync(
            "UPDATE partnership.placement SET state = @state, ends_on = @endedOn, hours = @hours, grade = @grade, version = version + 1 WHERE id = @id AND state = 'active'",
            new { id, state, endedOn, hours, grade });
        if (ended == 0) return Problems.PlacementNotActive(found);
        // Whoever stops gives the place back while the slot is open; a completed placement has used it.
        if (state == "stopped") await work.ExecuteAsync("UPDATE partnership.slot SET placed = placed - 1, version = version + 1 WHERE id = @SlotId AND state = 'open'", new { found.SlotId });

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, state, caller, reason);
        await events.Publish(PlacementRow.Fact(placement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(placement));
    }
}
