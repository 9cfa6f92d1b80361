using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A placement was paused: it goes on, without work for a time (D37).</summary>
[MessageUrn("industry-partnership:placement-paused:v1")]
[EntityName("industry-partnership:placement-paused:v1")]
public sealed record PlacementPausedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
