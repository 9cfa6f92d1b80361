using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A learner was placed on a slot (D38).</summary>
[MessageUrn("industry-partnership:placement-confirmed:v1")]
[EntityName("industry-partnership:placement-confirmed:v1")]
public sealed record PlacementConfirmedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
