using Contracts.FacultyCertification;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Consumers;

/// <summary>
/// Keeps teachers' certificates. A teacher needs one in force to mentor for an institution; an ended certificate is flagged (D20).
/// </summary>
public sealed class WhenCertificateChanged(
    UnitOfWork work) : IConsumer<TeacherCertifiedV1>, IConsumer<CertificateRevokedV1>, IConsumer<CertificateExpiredV1>
{
    public Task Consume(ConsumeContext<TeacherCertifiedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateRevokedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateExpiredV1> context) => KeepAsync(context.Message.Certificate);

    private Task KeepAsync(CertificateV1 certificate) => work.UpsertNewerAsync(
        update:
        """
        UPDATE partnership.certificate
        SET institution = @Institution, state = @State, valid_from = @ValidFrom, valid_until = @ValidUntil, revoked_on = @RevokedOn,
            version = @Version
        WHERE id = @Id AND version < @Version
        """,
        insert:
        """
        INSERT INTO partnership.certificate (id, teacher_id, institution, state, valid_from, valid_until, revoked_on, version)
        VALUES (@Id, @TeacherId, @Institution, @State, @ValidFrom, @ValidUntil, @RevokedOn, @Version)
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
            certificate.Version,
        });
}
