using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>The day after its last one a certificate is expired (D19). The ratio does not wait for this: it reads the last day itself.</summary>
internal static class ExpireCertificates
{
    private const int BatchSize = 100;

    private static readonly Caller Platform = Caller.Platform("certificate expiry");

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var (work, events) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<IPublishEndpoint>());
        var (today, clock) = (services.GetRequiredService<Today>().Value, services.GetRequiredService<TimeProvider>());
        var due = BatchSize;
        while (due == BatchSize)
        {
            await work.RunAsync(async () =>
            {
                var batch = await work.QueryAsync<Due>(
                    "SELECT id FROM faculty.certificate WHERE state = 'certified' AND valid_until < @today ORDER BY valid_until, seq " + Db.Page, new { today, limit = BatchSize }, ct);
                foreach (var certificate in batch) await ExpireAsync(work, events, certificate.Id, clock.GetUtcNow(), today);
                due = batch.Count;
            }, ct);
        }
    }

    private static async Task ExpireAsync(UnitOfWork work, IPublishEndpoint events, Guid id, DateTimeOffset now, DateOnly today)
    {
        var expired = await work.ExecuteAsync("UPDATE faculty.certificate SET state = 'expired', version = version + 1 WHERE id = @id AND state = 'certified'", new { id });
        if (expired == 0) return;
        var row = await work.SingleAsync<CertificateRow>("SELECT " + CertificateRow.Columns + " FROM faculty.certificate WHERE id = @id", new { id });
        await CertificateRow.AppendAsync(work, id, "expired", row.ValidUntil.AddDays(1), now, today);
        await work.AuditAsync("certificate", id, row.Version, "expired", Platform);
        await events.Publish(new CertificateExpiredV1 { OccurredAt = now, Certificate = row.Carried() });
    }

    private sealed record Due
    {
        public Guid Id { get; init; }
    }
}
