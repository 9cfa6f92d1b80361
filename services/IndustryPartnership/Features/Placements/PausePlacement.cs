using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Logbooks;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>The institution or the enterprise pauses a placement that is under way, and resumes it (D37); the place stays taken, and the learner's time too (D38).</summary>
public static class PausePlacement
{
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="PausedOn">The first day without work; today where it is left out.</param>
    public sealed record PauseRequest([property: Text(400)] string Reason, [property: Day] DateOnly? PausedOn = null);

    /// <param name="ResumedOn">The first day of work again; today where it is left out.</param>
    public sealed record ResumptionRequest([property: Day] DateOnly? ResumedOn = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/pause", PauseAsync).WithName(nameof(PausePlacement)).WithSummary("Pause a placement from a day on").Allow(Roles.Coordinator, Roles.InternshipManager);
        api.MapPost("/placements/{id:guid}/resumption", ResumeAsync).WithName("ResumePlacement").WithSummary("Resume a placement that is paused").Allow(Roles.Coordinator, Roles.InternshipManager);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> PauseAsync(
        Guid id, PauseRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        // The placement's row first: of two pauses the second one finds it paused, and the pauses before are known.
        if (await work.ExecuteAsync("UPDATE partnership.placement SET state = 'paused', version = version + 1 WHERE id = @id AND state = 'active'", new { id }) == 0) return Problems.PlacementNotIn(found, PlacementState.Active);
        var held = (await PlacementRow.FindAsync(work, id, caller))!;
        var pausedOn = request.PausedOn ?? today.Value;
        if (PauseOfPlacement.Judge(pausedOn, held.LastBegunOn, held.EndsOn, await LogbookHours.LastSignedDayAsync(work, id), today.Value) is { Passes: false } verdict) return Problems.CannotPauseThen(verdict);
        await work.ExecuteAsync("INSERT INTO partnership.placement_pause (placement_id, paused_on, resumed_on) VALUES (@id, @pausedOn, NULL)", new { id, pausedOn });

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, "paused", caller, request.Reason);
        await events.Publish(PlacementRow.Fact(placement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(placement));
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> ResumeAsync(
        Guid id, ResumptionRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (await work.ExecuteAsync("UPDATE partnership.placement SET state = 'active', version = version + 1 WHERE id = @id AND state = 'paused'", new { id }) == 0) return Problems.PlacementNotIn(found, PlacementState.Paused);
        var pausedOn = await work.SingleAsync<DateOnly>("SELECT paused_on FROM partnership.placement_pause WHERE placement_id = @id AND resumed_on IS NULL", new { id });
        var resumedOn = request.ResumedOn ?? today.Value;
        if (PauseOfPlacement.JudgeResumption(resumedOn, pausedOn, found.EndsOn, today.Value) is { Passes: false } verdict) return Problems.CannotPauseThen(verdict);
        await work.ExecuteAsync("UPDATE partnership.placement_pause SET resumed_on = @resumedOn WHERE placement_id = @id AND resumed_on IS NULL", new { id, resumedOn });

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, "resumed", caller);
        await events.Publish(new PlacementResumedV1 { OccurredAt = clock.GetUtcNow(), Placement = placement.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(placement));
    }
}
