using Contracts;
using IndustryPartnership.Features.TeacherPractices;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Bases;

/// <summary>An authority suspends an active base, which may not be used from that day on; after its last day a base has expired (D25).</summary>
public static class EndBase
{
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="SuspendedOn">The first day on which it may not be used; today where it is left out.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        [property: Day] DateOnly? SuspendedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/bases/{id:guid}/suspension", SuspendAsync)
        .WithName("SuspendBase").WithSummary("Suspend an active base").Allow(Roles.Authority);

    private static async Task<Results<Ok<Base>, ProblemHttpResult>> SuspendAsync(
        Guid id, Request request, UnitOfWork work, TakeSeat seat, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.State != "active") return Problems.BaseNotIn(found, "active");
        var (suspendedOn, present) = (request.SuspendedOn ?? today.Value, found.ActivePeriods[^1]);
        if (BasePeriods.JudgeSuspension(suspendedOn, present.From, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDayOfTheBase(verdict);
        var suspended = await work.ExecuteAsync("UPDATE partnership.base SET state = 'suspended', suspended_on = @suspendedOn, version = version + 1 WHERE id = @id AND state = 'active'", new { id, suspendedOn });
        if (suspended == 0) return Problems.BaseNotIn(found, "active");

        // What is left of the present period ends the day before; a period of which no day is left was none.
        var last = new { id, present.From, until = suspendedOn.AddDays(-1) };
        await work.ExecuteAsync("UPDATE partnership.base_period SET until_day = @until WHERE base_id = @id AND from_day = @From", last);
        await work.ExecuteAsync("DELETE FROM partnership.base_period WHERE base_id = @id AND from_day = @From AND until_day < from_day", last);

        // Nobody has a seat where none may sit: the days that were attended before stay, and later ones were none (D17).
        var seats = new { id, suspendedOn, until = suspendedOn.AddDays(-1) };
        await work.ExecuteAsync("DELETE FROM partnership.teacher_practice_attended WHERE from_day >= @suspendedOn AND practice_id IN (SELECT t.id FROM partnership.teacher_practice t WHERE t.base_id = @id AND t.state = 'reserved')", seats);
        await work.ExecuteAsync("UPDATE partnership.teacher_practice_attended SET until_day = @until WHERE until_day >= @suspendedOn AND practice_id IN (SELECT t.id FROM partnership.teacher_practice t WHERE t.base_id = @id AND t.state = 'reserved')", seats);
        foreach (var practice in await work.QueryAsync<Guid>("SELECT id FROM partnership.teacher_practice WHERE base_id = @id AND state = 'reserved' AND ends_on >= @suspendedOn ORDER BY seq", new { id, suspendedOn }))
        {
            await seat.EndAsync(practice, caller, "the base was suspended");
        }

        var shown = await BaseRow.RecordAsync(work, history, id, "suspended", caller, today.Value, suspendedOn, request.Reason);
        await events.Publish(BaseRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}
