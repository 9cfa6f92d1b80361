using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>The enterprise's mentor assessed a placement after its completion, or after a stop of a started placement (D37, D40).</summary>
[MessageUrn("industry-partnership:placement-assessed:v1")]
[EntityName("industry-partnership:placement-assessed:v1")]
public sealed record PlacementAssessedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The placement's state at the version of this event.</summary>
    public required PlacementV1 Placement { get; init; }
}
