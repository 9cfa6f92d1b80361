using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A base was approved, for the first time or again, and may be used (D25).</summary>
[MessageUrn("industry-partnership:base-approved:v1")]
[EntityName("industry-partnership:base-approved:v1")]
public sealed record BaseApprovedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The base's state at the version of this event.</summary>
    public required BaseV1 Base { get; init; }
}
