using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>What was told of a dual-qualified certificate was a mistake, or its renewal was revoked before it began (D19, D43).</summary>
[MessageUrn("faculty-certification:certificate-corrected:v1")]
[EntityName("faculty-certification:certificate-corrected:v1")]
public sealed record CertificateCorrectedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required CertificateV1 Certificate { get; init; }
}
