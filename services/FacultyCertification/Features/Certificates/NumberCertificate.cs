using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>A certificate from before numbers gets one (D19).</summary>
internal sealed class NumberCertificate(Db db, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock) : ISweep
{
    // With the bound on seq, SQLite seeks in the index of those without a number.
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct) =>
        db.QueryAsync<Guid>("SELECT id FROM faculty.certificate WHERE number IS NULL AND seq > 0 ORDER BY seq", ct: ct);

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        var certificate = await CertificateRow.HoldAsync(work, id);
        if (certificate.Number is not null) return;

        var act = Act.OfPlatform("certificate numbers", today, clock);
        var numbered = certificate with { Number = CertificateNumber.New(), Version = certificate.Version + 1 };
        await CertificateRow.RecordAsync(work, events, numbered, new("numbered", act.Today), told: null, act);
    }
}
