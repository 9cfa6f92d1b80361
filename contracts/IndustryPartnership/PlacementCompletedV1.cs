using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A placement was completed, with effective hours and a grade (D40).</summary>
[MessageUrn("industry-partnership:placement-completed:v1")]
[EntityName("industry-partnership:placement-completed:v1")]
public sealed record PlacementCompletedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
