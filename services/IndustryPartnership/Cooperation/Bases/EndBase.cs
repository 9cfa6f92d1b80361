using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IndustryPartnership.Cooperation.Bases;

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

    private static async Task<Results<Ok<Base>, Refusal>> SuspendAsync(
        Guid id, Request request, UnitOfWork work, [FromServices] IEnumerable<EndsWithBase> ends, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
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

        foreach (var end in ends) await end.EndAsync(id, suspendedOn, caller);
        var shown = await BaseRow.RecordAsync(work, history, id, "suspended", caller, today.Value, suspendedOn, request.Reason);
        await events.Publish(BaseRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}
