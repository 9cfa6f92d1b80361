using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using GradeOf = Contracts.IndustryPartnership.Grade;

namespace IndustryPartnership.Features.Placements;

/// <summary>The learner's institution completes an active placement with hours and a grade (D40), or stops one, also before it starts or while it is paused; the day is neither before its start nor in the future (D38).</summary>
public static class EndPlacement
{
    /// <param name="CompletedOn">The last day.</param>
    /// <param name="Hours">Effective hours.</param>
    /// <param name="Grade">The grade (D40); enrollment grants credit for a pass or better.</param>
    public sealed record CompletionRequest(
        DateOnly CompletedOn,
        [property: Range(1, 10_000)] int Hours,
        [property: OneOf(GradeOf.Excellent, GradeOf.Good, GradeOf.Pass, GradeOf.Fail)] string Grade);

    /// <param name="StoppedOn">The last day; of one that has not started, the day on which it is called off.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record StopRequest(DateOnly StoppedOn, [property: Required, MaxLength(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/completion", CompleteAsync).WithName("CompletePlacement").WithSummary("Complete a placement with a grade").Allow(Roles.Coordinator);
        api.MapPost("/placements/{id:guid}/stop", StopAsync).WithName("StopPlacement").WithSummary("Stop a placement before its end, or before its start").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> CompleteAsync(
        Guid id, CompletionRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (found.State == PlacementState.Active && EndOfPlacement.Judge("completedOn", request.CompletedOn, found.LastBegunOn, found.EndsOn, today.Value) is { Passes: false } verdict) return Problems.CannotEndThen(verdict);
        var completed = await work.ExecuteAsync(
            "UPDATE partnership.placement SET state = 'completed', ends_on = @CompletedOn, hours = @Hours, grade = @Grade, version = version + 1 WHERE id = @id AND state = 'active'",
            new { id, request.CompletedOn, request.Hours, request.Grade });
        return completed == 0 ? Problems.PlacementNotIn(found, "active") : await TellAsync(id, "completed", null, work, events, caller, clock);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> StopAsync(
        Guid id, StopRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (found.State is PlacementState.Completed or PlacementState.Stopped) return Problems.PlacementNotIn(found, "awaiting-consent", "awaiting-signatures", "ready", "active", "paused");
        var hasStarted = found.State is PlacementState.Active or PlacementState.Paused;
        var verdict = hasStarted ? EndOfPlacement.Judge("stoppedOn", request.StoppedOn, found.StartsOn, found.EndsOn, today.Value) : EndOfPlacement.JudgeBeforeStart(request.StoppedOn, today.Value);
        if (!verdict.Passes) return Problems.CannotEndThen(verdict);

        // One that never began keeps its planned days, which count for nothing.
        var stopped = await work.ExecuteAsync(
            "UPDATE partnership.placement SET state = 'stopped', ends_on = CASE WHEN state IN ('active', 'paused') THEN @StoppedOn ELSE ends_on END, version = version + 1 WHERE id = @id AND state = @State",
            new { id, request.StoppedOn, found.State });
        if (stopped == 0) return Problems.PlacementNotIn(found, found.State);
        await GiveBackAsync(work, found.SlotId);
        if (!hasStarted) await ApplicationRow.FollowAsync(work, found, "withdrawn", caller);
        return await TellAsync(id, "stopped", request.Reason, work, events, caller, clock, hasStarted ? null : request.StoppedOn);
    }

    /// <summary>Whoever stops gives the place back until the slot is closed; a completed placement has used it.</summary>
    internal static Task<int> GiveBackAsync(UnitOfWork work, Guid slotId) =>
        work.ExecuteAsync("UPDATE partnership.slot SET placed = placed - 1, state = 'open', version = version + 1 WHERE id = @slotId AND state IN ('open', 'full')", new { slotId });

    private static async Task<Ok<Placement>> TellAsync(Guid id, string what, string? reason, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock, DateOnly? calledOffOn = null)
    {
        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, what, caller, reason);
        if (calledOffOn is { } day) await Steps.AddAsync(work, id, placement.Version, Steps.CalledOff, caller.Org, day, clock.GetUtcNow());
        await events.Publish(PlacementRow.Fact(placement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(placement));
    }
}
