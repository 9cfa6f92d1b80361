using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>The suspension of a dual-qualified certificate has ended (D19).</summary>
[MessageUrn("faculty-certification:teacher-reinstated:v1")]
[EntityName("faculty-certification:teacher-reinstated:v1")]
public sealed record TeacherReinstatedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
