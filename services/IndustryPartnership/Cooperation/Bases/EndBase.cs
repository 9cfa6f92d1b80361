using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>
/// An authority suspends an active base. It may not be used from that day on. After its last day a base has expired (D25).
/// </summary>
public static class EndBase
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    /// <param name="SuspendedOn">The first day on which it may not be used; today if left out.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? SuspendedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/bases/{id:guid}/suspension", SuspendAsync)
        .WithName("SuspendBase").WithSummary("Suspend an active base").Allow(Roles.Authority);

    private static async Task<Results<Ok<Base>, Refusal>> SuspendAsync(
        Guid id, Request request, UnitOfWork work, [FromServices] IEnumerable<EndsWithBase> ends, IPublishEndpoint events, Act act)
    {
        if (await BaseRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.State != BaseState.Active) return Problems.BaseNotIn(held, BaseState.Active);
        var (suspendedOn, present) = (request.SuspendedOn ?? act.Today, held.ActivePeriods[^1]);
        var verdict = BasePeriods.JudgeSuspension(suspendedOn, present.From, act.Today);
        if (!verdict.Passes) return Problems.NotOnThatDayOfTheBase(verdict);

        var suspended = held.SuspendedFrom(suspendedOn);
        var last = new { id, present.From, until = suspendedOn.AddDays(-1) };
        await work.ExecuteAsync("UPDATE partnership.base_period SET until_day = @until WHERE base_id = @id AND from_day = @From", last);
        await work.ExecuteAsync(
            "DELETE FROM partnership.base_period WHERE base_id = @id AND from_day = @From AND until_day < from_day", last);
        foreach (var end in ends) await end.EndAsync(id, suspendedOn, act);
        var fact = new BaseSuspendedV1 { OccurredAt = act.Now, Base = suspended.ToEvent() };
        var done = new Done("suspended") { Fact = fact, EffectiveOn = suspendedOn, Reason = request.Reason };
        await BaseRow.RecordAsync(work, events, suspended, done, act);
        return await work.CommitAsync(TypedResults.Ok(suspended.SeenBy(act.Caller)));
    }
}
