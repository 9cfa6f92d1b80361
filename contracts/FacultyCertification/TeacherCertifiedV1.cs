using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A teacher was given a dual-qualified certificate by a recorded decision (D19).</summary>
[MessageUrn("faculty-certification:teacher-certified:v1")]
[EntityName("faculty-certification:teacher-certified:v1")]
public sealed record TeacherCertifiedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
