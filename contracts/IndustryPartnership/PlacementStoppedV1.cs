using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A placement was stopped before its end (D38).</summary>
[MessageUrn("industry-partnership:placement-stopped:v1")]
[EntityName("industry-partnership:placement-stopped:v1")]
public sealed record PlacementStoppedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
