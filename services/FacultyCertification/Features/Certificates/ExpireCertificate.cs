using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>What the business date brings: the day after its last one a certificate is expired (D19). The ratio does not wait for this: it
/// reads the last day itself.</summary>
internal sealed class ExpireCertificate(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>(
            "SELECT id FROM faculty.certificate WHERE state = 'certified' AND valid_until < @today ORDER BY valid_until, seq",
            new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        if (await work.ExecuteAsync(
            "UPDATE faculty.certificate SET state = 'expired', version = version + 1 WHERE id = @id AND state = 'certified'",
            new { id }) == 0) return;
        var row = await work.SingleAsync<CertificateRow>(
            "SELECT " + CertificateRow.Columns + " FROM faculty.certificate WHERE id = @id", new { id }, ct);
        await CertificateRow.AppendAsync(work, id, "expired", row.ValidUntil.AddDays(1), clock.GetUtcNow(), today.Value);
        await work.AuditAsync("certificate", id, row.Version, "expired", Caller.Platform("certificate expiry"));
        await events.Publish(new CertificateExpiredV1 { OccurredAt = clock.GetUtcNow(), Certificate = row.Carried() }, ct);
    }
}
