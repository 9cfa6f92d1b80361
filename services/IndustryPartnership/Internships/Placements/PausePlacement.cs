using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The institution or the enterprise pauses a placement that is under way, and resumes it (D37). The place stays taken, and the learner's
/// time too (D38).
/// </summary>
public static class PausePlacement
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    /// <param name="PausedOn">The first day without work; today if left out.</param>
    public sealed record PauseRequest([property: Text(400)] string Reason, [property: Day] DateOnly? PausedOn = null);

    /// <param name="ResumedOn">The first day of work again; today if left out.</param>
    public sealed record ResumptionRequest([property: Day] DateOnly? ResumedOn = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/pause", PauseAsync).WithName(nameof(PausePlacement))
            .WithSummary("Pause a placement from a day on").Allow(Roles.Coordinator, Roles.InternshipManager);
        api.MapPost("/placements/{id:guid}/resumption", ResumeAsync).WithName("ResumePlacement")
            .WithSummary("Resume a paused placement").Allow(Roles.Coordinator, Roles.InternshipManager);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> PauseAsync(
        Guid id, PauseRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.State != PlacementState.Active) return Problems.PlacementNotIn(placement, PlacementState.Active);
        var pausedOn = request.PausedOn ?? act.Today;
        var lastSigned = await LogbookHours.LastSignedDayAsync(work, id);
        var verdict = PauseOfPlacement.Judge(pausedOn, placement.LastBegunOn, placement.EndsOn, lastSigned, act.Today);
        if (!verdict.Passes) return Problems.CannotPauseThen(verdict);

        var paused = placement.PausedFrom(pausedOn);
        await work.ExecuteAsync(
            "INSERT INTO partnership.placement_pause (placement_id, paused_on, resumed_on) VALUES (@id, @pausedOn, NULL)",
            new { id, pausedOn });
        var fact = new PlacementPausedV1 { OccurredAt = act.Now, Placement = paused.ToEvent() };
        await PlacementRow.RecordAsync(work, events, paused, "paused", fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(paused));
    }

    private static async Task<Results<Ok<Placement>, Refusal>> ResumeAsync(
        Guid id, ResumptionRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.State != PlacementState.Paused) return Problems.PlacementNotIn(placement, PlacementState.Paused);
        var resumedOn = request.ResumedOn ?? act.Today;
        var verdict = PauseOfPlacement.JudgeResumption(resumedOn, placement.Pauses[^1].PausedOn, placement.EndsOn, act.Today);
        if (!verdict.Passes) return Problems.CannotPauseThen(verdict);

        var resumed = placement.ResumedFrom(resumedOn);
        await work.ExecuteAsync(
            "UPDATE partnership.placement_pause SET resumed_on = @resumedOn WHERE placement_id = @id AND resumed_on IS NULL",
            new { id, resumedOn });
        var fact = new PlacementResumedV1 { OccurredAt = act.Now, Placement = resumed.ToEvent() };
        await PlacementRow.RecordAsync(work, events, resumed, "resumed", fact, act);
        return await work.CommitAsync(TypedResults.Ok(resumed));
    }
}
