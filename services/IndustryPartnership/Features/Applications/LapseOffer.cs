using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Features.Applications;

/// <summary>What the business date brings: each offer whose last day has passed lapses (D37), in a transaction of its own; it was read as such from that day on.</summary>
internal static class LapseOffer
{
    public static async Task LapseAsync(IServiceProvider services, CancellationToken ct)
    {
        var work = services.GetRequiredService<UnitOfWork>();
        var today = services.GetRequiredService<Today>().Value;
        var due = await services.GetRequiredService<Db>().QueryAsync<Guid>("SELECT id FROM partnership.application WHERE state = 'offered' AND offered_until < @today ORDER BY seq", new { today }, ct);
        foreach (var id in due)
        {
            await work.RunAsync(async () =>
            {
                if (await work.ExecuteAsync("UPDATE partnership.application SET state = 'lapsed', version = version + 1 WHERE id = @id AND state = 'offered' AND offered_until < @today", new { id, today }) == 0) return;
                var version = await work.SingleAsync<int>("SELECT version FROM partnership.application WHERE id = @id", new { id });
                await work.AuditAsync("application", id, version, "lapsed", Caller.Platform("offer lapse"));
            }, ct);
        }
    }
}
