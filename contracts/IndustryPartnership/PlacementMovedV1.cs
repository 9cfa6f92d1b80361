using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A placement under way went on at another slot, of the same or another enterprise, by consent of all (D31, D32, D37).</summary>
[MessageUrn("industry-partnership:placement-moved:v1")]
[EntityName("industry-partnership:placement-moved:v1")]
public sealed record PlacementMovedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The former slot.</summary>
    public required Guid FromSlotId { get; init; }

    /// <summary>The code of the former slot's enterprise.</summary>
    public required string FromEnterprise { get; init; }

    /// <summary>The first day at the present slot.</summary>
    public required DateOnly MovedOn { get; init; }

    /// <summary>
    /// The placement's state at the version of this event, with the present slot and enterprise, active or paused as before.
    /// </summary>
    public required PlacementV1 Placement { get; init; }
}
