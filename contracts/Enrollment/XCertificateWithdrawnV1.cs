using MassTransit;

namespace Contracts.Enrollment;

/// <summary>The institution that recorded an X-certificate withdrew it (D43).</summary>
[MessageUrn("enrollment:x-certificate-withdrawn:v1")]
[EntityName("enrollment:x-certificate-withdrawn:v1")]
public sealed record XCertificateWithdrawnV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required XCertificateV1 Certificate { get; init; }
}
