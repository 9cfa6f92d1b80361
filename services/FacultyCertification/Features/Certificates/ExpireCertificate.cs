using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// A certificate expires on the day after its last one (D19). The ratio does not wait for this sweep: it reads the last day itself.
/// </summary>
internal sealed class ExpireCertificate(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        """
        SELECT id
        FROM faculty.certificate
        WHERE state = 'certified'
            AND valid_until < @today
        ORDER BY valid_until, seq
        """,
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var certificate = await CertificateRow.HoldAsync(work, id);
        if (certificate.State != Certificate.Certified) return;

        var act = Act.OfPlatform("certificate expiry", today, clock);
        var expired = certificate.Lapsed();
        var fact = new CertificateExpiredV1 { OccurredAt = act.Now, Certificate = expired.ToEvent() };
        await CertificateRow.RecordAsync(work, events, expired, expired.ValidUntil.AddDays(1), fact, act);
    }
}
