using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A placement began, under the agreement that all three parties had signed (D31).</summary>
[MessageUrn("industry-partnership:placement-started:v1")]
[EntityName("industry-partnership:placement-started:v1")]
public sealed record PlacementStartedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
