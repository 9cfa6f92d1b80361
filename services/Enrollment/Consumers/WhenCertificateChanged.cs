using Contracts.FacultyCertification;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps teachers' certificates: the lead of a module holds one in force, and is flagged from the day without one (D20).</summary>
public sealed class WhenCertificateChanged(UnitOfWork work)
    : IConsumer<TeacherCertifiedV1>, IConsumer<CertificateRevokedV1>, IConsumer<CertificateExpiredV1>
{
    public Task Consume(ConsumeContext<TeacherCertifiedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateRevokedV1> context) => KeepAsync(context.Message.Certificate);

    public Task Consume(ConsumeContext<CertificateExpiredV1> context) => KeepAsync(context.Message.Certificate);

    private Task KeepAsync(CertificateV1 certificate) => work.UpsertNewerAsync(
        update:
            """
            UPDATE enrollment.teacher_certificate
            SET institution = @Institution, valid_from = @ValidFrom, valid_until = @ValidUntil, revoked_on = @RevokedOn, version = @Version
            WHERE id = @Id AND version < @Version
            """,
        insert:
            """
            INSERT INTO enrollment.teacher_certificate (id, teacher_id, institution, valid_from, valid_until, revoked_on, version)
            VALUES (@Id, @TeacherId, @Institution, @ValidFrom, @ValidUntil, @RevokedOn, @Version)
            """,
        new
        {
            certificate.Id,
            certificate.TeacherId,
            certificate.Institution,
            certificate.ValidFrom,
            certificate.ValidUntil,
            certificate.RevokedOn,
            certificate.Version,
        });
}
