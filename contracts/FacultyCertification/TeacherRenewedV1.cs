using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>
/// Another certificate follows this one without a gap, of its level or of a higher one (D19). The event has the one that is followed.
/// </summary>
[MessageUrn("faculty-certification:teacher-renewed:v1")]
[EntityName("faculty-certification:teacher-renewed:v1")]
public sealed record TeacherRenewedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
