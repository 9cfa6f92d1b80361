using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// A certificate expires on the day after its last one, also while it is suspended (D19). A suspended one that another follows is renewed
/// then. The ratio does not wait for this sweep: it reads the last day itself.
/// </summary>
internal sealed class ExpireCertificate(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) => db.QueryAsync<Guid>(
        """
        SELECT id
        FROM faculty.certificate
        WHERE state IN ('certified', 'suspended')
            AND valid_until < @today
        ORDER BY valid_until, seq
        """,
        new { today = today.Value }, ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var certificate = await CertificateRow.HoldAsync(work, id);
        if (certificate.State is not (Certificate.Certified or Certificate.Suspended)) return;

        var act = Act.OfPlatform("certificate expiry", today, clock);
        var over = certificate.Next(act.Today);
        object fact = over.State == Certificate.Renewed
            ? new TeacherRenewedV1 { OccurredAt = act.Now, Certificate = over.ToEvent() }
            : new CertificateExpiredV1 { OccurredAt = act.Now, Certificate = over.ToEvent() };
        await CertificateRow.RecordAsync(work, events, over, new(over.State, over.ValidUntil.AddDays(1)), fact, act);
    }
}
