using MassTransit;

namespace Contracts.Enrollment;

/// <summary>An institution recorded a learner's X-certificate (D21).</summary>
[MessageUrn("enrollment:x-certificate-recorded:v1")]
[EntityName("enrollment:x-certificate-recorded:v1")]
public sealed record XCertificateRecordedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The certificate's state at the version of this event.</summary>
    public required XCertificateV1 Certificate { get; init; }
}
