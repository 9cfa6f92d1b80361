using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.Logbooks;
using IndustryPartnership.Features.PlacementChanges;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>The learner's institution stops a placement, also before it starts or while it is paused; the day is neither before its start, or that of its present post, nor in the future (D38).</summary>
public static class StopPlacement
{
    /// <param name="StoppedOn">The last day; of one that has not started, the day on which it is called off.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Day] DateOnly StoppedOn, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/placements/{id:guid}/stop", HandleAsync).WithName(nameof(StopPlacement)).WithSummary("Stop a placement before its end, or before its start").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        // The placement's row first: nobody pauses, moves or completes it meanwhile.
        await work.ExecuteAsync("UPDATE partnership.placement SET version = version WHERE id = @id AND institution = @Org", new { id, caller.Org });
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (found.State is PlacementState.Completed or PlacementState.Stopped or PlacementState.Assessed) return Problems.PlacementNotIn(found, "awaiting-consent", "awaiting-signatures", "ready", "active", "paused");
        var hasStarted = found.State is PlacementState.Active or PlacementState.Paused;
        var verdict = hasStarted ? EndOfPlacement.Judge("stoppedOn", request.StoppedOn, found.PostSince, found.EndsOn, today.Value) : EndOfPlacement.JudgeBeforeStart(request.StoppedOn, await Steps.DayOfAsync(work, id, version: 1), today.Value);
        if (!verdict.Passes) return Problems.CannotEndThen(verdict);
        // What the mentor has signed was worked.
        if (EndOfPlacement.JudgeLogbook("stoppedOn", request.StoppedOn, await LogbookHours.LastSignedDayAsync(work, id)) is { Passes: false } early) return Problems.CannotEndThen(early);

        // One that never began keeps its planned days, which count for nothing.
        var stopped = await work.ExecuteAsync(
            "UPDATE partnership.placement SET state = 'stopped', ends_on = CASE WHEN state IN ('active', 'paused') THEN @StoppedOn ELSE ends_on END, version = version + 1 WHERE id = @id AND state = @State",
            new { id, request.StoppedOn, found.State });
        if (stopped == 0) return Problems.PlacementNotIn(found, found.State);
        await GiveBackAsync(work, found.SlotId);
        if (hasStarted) await PlacementChangeRow.LapseAsync(work, id, caller);
        if (!hasStarted) await ApplicationRow.FollowAsync(work, found, "withdrawn", caller);

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, "stopped", caller, request.Reason);
        if (!hasStarted) await Steps.AddAsync(work, id, placement.Version, Steps.CalledOff, caller.Org, request.StoppedOn, clock.GetUtcNow());
        await events.Publish(PlacementRow.Fact(placement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(placement));
    }

    /// <summary>Whoever stops gives the place back until the slot is closed; a completed placement has used it.</summary>
    internal static Task<int> GiveBackAsync(UnitOfWork work, Guid slotId) =>
        work.ExecuteAsync("UPDATE partnership.slot SET placed = placed - 1, state = 'open', version = version + 1 WHERE id = @slotId AND state IN ('open', 'full')", new { slotId });
}
