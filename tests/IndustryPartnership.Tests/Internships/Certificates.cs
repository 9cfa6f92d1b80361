using Contracts.Enrollment;
using Contracts.FacultyCertification;
using static IndustryPartnership.Tests.PartnershipApp;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What the other two services tell of teachers and articulations, and naming a teacher.</summary>
internal static class Certificates
{
    /// <summary>A certificate in force on <see cref="Day"/>.</summary>
    public static CertificateV1 Certificate(
        Guid? teacher = null, string institution = Bpc, DateOnly? from = null, DateOnly? until = null) => new()
        {
            Id = Guid.NewGuid(),
            TeacherId = teacher ?? Guid.NewGuid(),
            Institution = institution,
            Level = "intermediate",
            State = "certified",
            ValidFrom = from ?? new DateOnly(2025, 9, 1),
            ValidUntil = until ?? new DateOnly(2030, 8, 31),
            Version = 1,
        };

    public static TeacherCertifiedV1 Certified(CertificateV1 certificate) =>
        new() { OccurredAt = DateTimeOffset.UtcNow, Certificate = certificate };

    public static CertificateRevokedV1 Revoked(CertificateV1 certificate, DateOnly on) =>
        new()
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Certificate = certificate with { State = "revoked", RevokedOn = on, Version = certificate.Version + 1 },
        };

    public static CertificateExpiredV1 Expired(CertificateV1 certificate) =>
        new()
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Certificate = certificate with { State = "expired", Version = certificate.Version + 1 },
        };

    public static TeacherSuspendedV1 Suspended(
        CertificateV1 certificate, int version, params CertificateSuspensionV1[] suspensions) => new()
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Certificate = certificate with { State = "suspended", Suspensions = suspensions, Version = version },
        };

    public static TeacherReinstatedV1 Reinstated(
        CertificateV1 certificate, int version, params CertificateSuspensionV1[] suspensions) => new()
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Certificate = certificate with { Suspensions = suspensions, Version = version },
        };

    public static ArticulationV1 Articulation(
        Guid id, int version = 1, string state = "active", string from = Bpc, string to = Ncut) => new()
        {
            Id = id,
            Pathway = "2+3+2",
            FromInstitution = from,
            FromMajor = "460609",
            ToInstitution = to,
            ToMajor = "080717T",
            AgreementId = Guid.NewGuid(),
            State = state,
            Version = version,
        };

    public static async Task<CertificateV1> CertifiedTeacherAsync(this PartnershipApp partnership, string institution = Bpc)
    {
        var certificate = Certificate(institution: institution);
        await partnership.App.DeliverAsync(Certified(certificate));
        return certificate;
    }

    public static Task<Placement> NameTeacherAsync(
        this PartnershipApp partnership, Placement placement, Guid teacherId, string institution = Bpc) =>
        partnership.Coordinator(institution).NameTeacherAsync(placement.Id, new() { TeacherId = teacherId });

    public static Task<InternshipBoardBoard> BoardAsync(
        this PartnershipApp partnership, int cohort = 2024, int? limit = null, string? cursor = null, string institution = Bpc) =>
        partnership.Coordinator(institution).GetInternshipBoardAsync(cohort, limit, cursor);

    /// <summary>The news of a learner's state, at a version.</summary>
    public static object News(LearnerV1 learner, int version, string state)
    {
        var (at, news) = (DateTimeOffset.UtcNow, learner with { Version = version, State = state, Since = Day });
        return state switch
        {
            LearnerState.OnLeave => new LearnerWentOnLeaveV1 { OccurredAt = at, Learner = news },
            LearnerState.Withdrawn => new LearnerWithdrawnV1 { OccurredAt = at, Learner = news },
            LearnerState.Graduated => new LearnerGraduatedV1 { OccurredAt = at, Learner = news },
            LearnerState.CompletedAssociate => new LearnerCompletedAssociateV1 { OccurredAt = at, Learner = news },
            _ => new LearnerReturnedV1 { OccurredAt = at, Learner = news },
        };
    }
}
