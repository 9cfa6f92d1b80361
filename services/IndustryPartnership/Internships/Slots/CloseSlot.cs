using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The enterprise closes an open or a full slot: nobody else is placed on it, and those placed carry on (D37).</summary>
public static class CloseSlot
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseSlot)).WithSummary("Close an open or a full slot").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);
        if (await work.ExecuteAsync("UPDATE partnership.slot SET state = 'closed', version = version + 1 WHERE id = @id AND state IN ('open', 'full')", new { id }) == 0) return Problems.SlotNotIn(found, "open", "full");

        var closed = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        await work.AuditAsync("slot", id, closed.Version, "closed", caller);
        await events.Publish(SlotRow.Fact(closed, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(closed));
    }
}
