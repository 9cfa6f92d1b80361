using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A dual-qualified certificate's last day has passed (D19).</summary>
[MessageUrn("faculty-certification:certificate-expired:v1")]
[EntityName("faculty-certification:certificate-expired:v1")]
public sealed record CertificateExpiredV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
