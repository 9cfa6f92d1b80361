using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A party has ended an agreement before its time (D22).</summary>
[MessageUrn("industry-partnership:agreement-terminated:v1")]
[EntityName("industry-partnership:agreement-terminated:v1")]
public sealed record AgreementTerminatedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The agreement's state at the version of this event.</summary>
    public required AgreementV1 Agreement { get; init; }
}
