using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace IndustryPartnership.Internships.Moves;

/// <summary>What the business date brings: an agreed change whose day has come is put into force. One that cannot come into force any more
/// lapses (D37).</summary>
internal sealed class PutChangeIntoForce(
    Db db, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>(
            "SELECT id FROM partnership.placement_change WHERE state = 'agreed' AND effective_on <= @today ORDER BY seq",
            new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var row = await work.SingleAsync<Row>(
            "SELECT placement_id, institution, from_slot_id FROM partnership.placement_change WHERE id = @id", new { id }, ct);
        var act = Act.OfPlatform("change of placement", today, clock).For(row.Institution);
        await PlacementChangeRow.HoldAsync(work, row.PlacementId, row.FromSlotId);
        var change = await PlacementChangeRow.FindAsync(work, row.PlacementId, id, act.Viewer(), ct);
        if (change is not { State: PlacementChange.Agreed }) return;
        var refusal = await MovePlacement.TakeEffectAsync(work, events, packs, keys, change, null, act);
        if (refusal is not null) await OpenChanges.EndAsync(work, id, "lapsed", refusal.Type.Name, act);
    }

    private sealed record Row
    {
        public Guid PlacementId { get; init; }
        public string Institution { get; init; } = "";
        public Guid FromSlotId { get; init; }
    }
}
