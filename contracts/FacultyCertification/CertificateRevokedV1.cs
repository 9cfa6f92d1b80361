using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A dual-qualified certificate was revoked; that is final (D19, D20).</summary>
[MessageUrn("faculty-certification:certificate-revoked:v1")]
[EntityName("faculty-certification:certificate-revoked:v1")]
public sealed record CertificateRevokedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
