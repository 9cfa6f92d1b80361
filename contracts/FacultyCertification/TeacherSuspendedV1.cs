using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A dual-qualified certificate is suspended until it is reinstated (D19).</summary>
[MessageUrn("faculty-certification:teacher-suspended:v1")]
[EntityName("faculty-certification:teacher-suspended:v1")]
public sealed record TeacherSuspendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
