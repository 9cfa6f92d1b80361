using MassTransit;

namespace Contracts.Enrollment;

/// <summary>The institution that recorded an X-certificate corrected it (D43).</summary>
[MessageUrn("enrollment:x-certificate-corrected:v1")]
[EntityName("enrollment:x-certificate-corrected:v1")]
public sealed record XCertificateCorrectedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required XCertificateV1 Certificate { get; init; }
}
