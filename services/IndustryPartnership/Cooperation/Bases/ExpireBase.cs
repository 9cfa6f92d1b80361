using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>
/// A sweep: a base whose last day has passed expires (D25). It already reads as expired, and its periods agree, so no event is
/// published.
/// </summary>
internal sealed class ExpireBase(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        "SELECT id FROM partnership.base WHERE state IN ('active', 'suspended') AND valid_until < @today ORDER BY seq",
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var act = Act.OfPlatform("base expiry", today, clock);
        var held = await BaseRow.HoldAsync(work, id, act.Today);
        if (held.State != BaseState.Expired || held.Stored == BaseState.Expired) return;
        var done = new Done("expired") { EffectiveOn = held.ValidUntil.AddDays(1) };
        await BaseRow.RecordAsync(work, events, held.Next(BaseState.Expired), done, act);
    }
}
