using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Features.Placements;

/// <summary>What the business date brings: a placement whose last day has passed before it began is called off (D37), and gives its place
/// back.</summary>
internal sealed class CallOffPlacement(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    private static readonly Caller Platform = Caller.Platform("placement that never began");

    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        "SELECT id FROM partnership.placement WHERE state IN ('awaiting-consent', 'awaiting-signatures', 'ready') AND ends_on < @today ORDER BY seq", new { today = today.Value }, ct);

    public Task SweepAsync(Guid id, CancellationToken ct) =>
        StopPlacement.CallOffAsync(work, events, id, today.Value, "the last day has passed", Platform, clock.GetUtcNow());
}
