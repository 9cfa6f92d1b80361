using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The enterprise closes an open or full slot. Nobody else is placed on it, and learners already placed carry on (D37).</summary>
public static class CloseSlot
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseSlot)).WithSummary("Close an open or full slot").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.Enterprise != act.Caller.Org) return Problems.NotYourSlot(slot);
        if (slot.State is not (SlotState.Open or SlotState.Full)) return Problems.SlotNotIn(slot, SlotState.Open, SlotState.Full);

        var closed = slot.Closed();
        await SlotRow.RecordAsync(work, closed, "closed", act);
        await events.Publish(new SlotClosedV1 { OccurredAt = act.Now, Slot = closed.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(closed.ShownTo(act.Viewer())));
    }
}
