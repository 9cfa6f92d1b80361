using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace IndustryPartnership.Internships.Placements;

/// <summary>A sweep: a placement that has not begun by its last day is called off, and its place is free again (D37).</summary>
internal sealed class CallOffPlacement(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        """
        SELECT id FROM partnership.placement
        WHERE state IN ('awaiting-consent', 'awaiting-signatures', 'ready') AND ends_on < @today ORDER BY seq
        """,
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var act = Act.OfPlatform("placement that never began", today, clock);
        var placement = await PlacementRow.HoldAsync(work, id);
        if (placement.IsToCome) await StopPlacement.CallOffAsync(work, events, placement, act.Today, "the last day has passed", act);
    }
}
