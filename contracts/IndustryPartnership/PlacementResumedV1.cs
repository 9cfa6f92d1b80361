using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A placement that was paused is under way again (D37).</summary>
[MessageUrn("industry-partnership:placement-resumed:v1")]
[EntityName("industry-partnership:placement-resumed:v1")]
public sealed record PlacementResumedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
