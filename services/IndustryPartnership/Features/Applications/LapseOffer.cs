using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Features.Applications;

/// <summary>What the business date brings: an offer whose last day has passed lapses (D37). It was read as such from that day on.</summary>
internal sealed class LapseOffer(Db db, UnitOfWork work, Today today) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>(
            "SELECT id FROM partnership.application WHERE state = 'offered' AND offered_until < @today ORDER BY seq",
            new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var lapsed = await work.ExecuteAsync(
            "UPDATE partnership.application SET state = 'lapsed', version = version + 1 WHERE id = @id AND state = 'offered' AND offered_until < @today", new { id, today = today.Value });
        if (lapsed == 0) return;
        var version = await work.SingleAsync<int>("SELECT version FROM partnership.application WHERE id = @id", new { id }, ct);
        await work.AuditAsync("application", id, version, "lapsed", Caller.Platform("offer lapse"));
    }
}
