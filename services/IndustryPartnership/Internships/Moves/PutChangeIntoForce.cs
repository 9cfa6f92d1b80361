using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Receipts;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace IndustryPartnership.Internships.Moves;

/// <summary>A sweep: an agreed change comes into force on its day. It lapses if it can no longer come into force (D37).</summary>
internal sealed class PutChangeIntoForce(
    Db db, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>(
            "SELECT id FROM partnership.placement_change WHERE state = 'agreed' AND effective_on <= @today ORDER BY seq",
            new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var (placement, change) = await PlacementChangeRow.HoldAsync(work, id);
        // Skip it if it was withdrawn or put into force meanwhile.
        if (change.State != PlacementChange.Agreed) return;
        var act = Act.OfPlatform("change of placement", today, clock).For(change.Institution);
        var slot = await SlotRow.HoldAsync(work, change.ToSlotId);
        var whyNot = await MovePlacement.WhyNotAsync(work, packs, placement, change, slot, lastLogged: null, act)
            ?? (await MovePlacement.TakeEffectAsync(work, events, packs, keys, placement, change, slot, act)).WhyNot;
        if (whyNot is null) return;
        var reason = whyNot.Type.Name;
        await PlacementChangeRow.RecordAsync(work, change.EndedAs(PlacementChange.Lapsed, reason), PlacementChange.Lapsed, act, reason);
    }
}
