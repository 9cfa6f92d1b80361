using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The institution or the enterprise calls off a placement that has not begun. The institution stops one that is under way or paused (D37).
/// The day is not in the future, and not before its start or that of its present post (D38).
/// </summary>
public static class StopPlacement
{
    /// <param name="StoppedOn">The last day. Before the start: the day on which it is called off.</param>
    /// <param name="Reason">The reason, kept in the audit.</param>
    public sealed record Request([property: Day] DateOnly StoppedOn, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/placements/{id:guid}/stop", HandleAsync).WithName(nameof(StopPlacement))
            .WithSummary("Stop a placement before its end, or before its start").Allow(Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (!placement.IsOpen) return Problems.PlacementNotIn(placement, Placement.OpenStates);
        if (placement.IsUnderWay && placement.Institution != act.Caller.Org) return Problems.NotYourPlacement(placement);
        var verdict = placement.IsUnderWay
            ? EndOfPlacement.Judge("stoppedOn", request.StoppedOn, placement.PostSince, placement.EndsOn, act.Today)
            : EndOfPlacement.JudgeBeforeStart(request.StoppedOn, await Steps.DayOfAsync(work, id, version: 1), act.Today);
        if (!verdict.Passes) return Problems.CannotEndThen(verdict);
        // Days that the mentor has signed were worked.
        var early = EndOfPlacement.JudgeLogbook("stoppedOn", request.StoppedOn, await LogbookHours.LastSignedDayAsync(work, id));
        if (!early.Passes) return Problems.CannotEndThen(early);
        if (placement.IsToCome)
        {
            var calledOff = await CallOffAsync(work, events, placement, request.StoppedOn, request.Reason, act);
            return await work.CommitAsync(TypedResults.Ok(calledOff));
        }

        var stopped = placement.StoppedOn(request.StoppedOn);
        await GiveBackAsync(work, placement.SlotId);
        await OpenChanges.LapseAsync(work, id, act);
        var fact = new PlacementStoppedV1 { OccurredAt = act.Now, Placement = stopped.ToEvent() };
        await PlacementRow.RecordAsync(work, events, stopped, "stopped", fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(stopped));
    }

    /// <summary>Calls off a placement that has not begun: its place is free again, and its application is withdrawn.</summary>
    /// <param name="work">The transaction, which holds the placement.</param>
    /// <param name="events">Where events are published.</param>
    /// <param name="placement">The placement, which has not begun.</param>
    /// <param name="on">Its day.</param>
    /// <param name="reason">The reason, kept in the audit.</param>
    /// <param name="act">Who does it. The platform does it in the institution's name.</param>
    internal static async Task<Placement> CallOffAsync(
        UnitOfWork work, IPublishEndpoint events, Placement placement, DateOnly on, string reason, Act act)
    {
        var calledOff = placement.CalledOff();
        await GiveBackAsync(work, placement.SlotId);
        await ApplicationRow.FollowAsync(work, placement.SlotId, placement.LearnerId, placement.Id, ApplicationState.Withdrawn, act);
        var organisation = act.Caller.Org.Length > 0 ? act.Caller.Org : placement.Institution;
        await Steps.AddAsync(work, placement.Id, calledOff.Version, Steps.CalledOff, organisation, on, act.Now);
        var fact = new PlacementStoppedV1 { OccurredAt = act.Now, Placement = calledOff.ToEvent() };
        await PlacementRow.RecordAsync(work, events, calledOff, "stopped", fact, act, reason);
        return calledOff;
    }

    /// <summary>A stop frees the place until the slot is closed. A completed placement has used it.</summary>
    internal static Task<int> GiveBackAsync(UnitOfWork work, Guid slotId) => work.ExecuteAsync(
        """
        UPDATE partnership.slot SET placed = placed - 1, state = 'open', version = version + 1
        WHERE id = @slotId AND state IN ('open', 'full')
        """,
        new { slotId });
}
