using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>What the business date brings: a base whose last day has passed expires (D25). It was read as such from that day on, and its
/// periods say the same, so nobody is told.</summary>
internal sealed class ExpireBase(Db db, UnitOfWork work, History history, Today today) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>(
            "SELECT id FROM partnership.base WHERE state IN ('active', 'suspended') AND valid_until < @today ORDER BY seq",
            new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var expired = await work.ExecuteAsync(
            "UPDATE partnership.base SET state = 'expired', version = version + 1 WHERE id = @id AND state IN ('active', 'suspended') AND valid_until < @today", new { id, today = today.Value });
        if (expired == 0) return;
        var lastDay = await work.SingleAsync<DateOnly>("SELECT valid_until FROM partnership.base WHERE id = @id", new { id }, ct);
        await BaseRow.RecordAsync(work, history, id, "expired", Caller.Platform("base expiry"), today.Value, lastDay.AddDays(1));
    }
}
