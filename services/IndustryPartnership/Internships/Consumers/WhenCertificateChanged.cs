using Contracts.FacultyCertification;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Consumers;

/// <summary>
/// Keeps teachers' certificates. A teacher needs one in force to mentor for an institution; an ended or suspended certificate is flagged
/// (D20).
/// </summary>
public sealed class WhenCertificateChanged(UnitOfWork work)
    : IConsumer<TeacherCertifiedV1>, IConsumer<CertificateRevokedV1>, IConsumer<CertificateExpiredV1>,
      IConsumer<TeacherRenewedV1>, IConsumer<TeacherSuspendedV1>, IConsumer<TeacherReinstatedV1>, IConsumer<CertificateCorrectedV1>
{
    public Task Consume(ConsumeContext<TeacherCertifiedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateRevokedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateExpiredV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<TeacherRenewedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<TeacherSuspendedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<TeacherReinstatedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateCorrectedV1> context) => KeepAsync(context.Message.Certificate);

    private async Task KeepAsync(CertificateV1 certificate)
    {
        var isNews = await work.UpsertNewerAsync(
            update:
            """
            UPDATE partnership.certificate
            SET institution = @Institution, state = @State, valid_from = @ValidFrom, valid_until = @ValidUntil, revoked_on = @RevokedOn,
                superseded_on = @SupersededOn, version = @Version
            WHERE id = @Id AND version < @Version
            """,
            insert:
            """
            INSERT INTO partnership.certificate (
                id, teacher_id, institution, state, valid_from, valid_until, revoked_on, superseded_on, version)
            VALUES (@Id, @TeacherId, @Institution, @State, @ValidFrom, @ValidUntil, @RevokedOn, @SupersededOn, @Version)
            """,
            new
            {
                certificate.Id,
                certificate.TeacherId,
                certificate.Institution,
                certificate.State,
                certificate.ValidFrom,
                certificate.ValidUntil,
                certificate.RevokedOn,
                certificate.SupersededOn,
                certificate.Version,
            });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM partnership.certificate_suspension WHERE certificate_id = @Id", new { certificate.Id });
        foreach (var suspension in certificate.Suspensions ?? [])
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.certificate_suspension (certificate_id, from_day, until_day) VALUES (@Id, @From, @Until)",
                new { certificate.Id, suspension.From, suspension.Until });
        }
        work.Changed("teacher", certificate.TeacherId, certificate.Version);
    }
}
