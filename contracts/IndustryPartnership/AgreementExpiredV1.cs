using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>An agreement's last day has passed (D22).</summary>
[MessageUrn("industry-partnership:agreement-expired:v1")]
[EntityName("industry-partnership:agreement-expired:v1")]
public sealed record AgreementExpiredV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The agreement's state at the version of this event.</summary>
    public required AgreementV1 Agreement { get; init; }
}
