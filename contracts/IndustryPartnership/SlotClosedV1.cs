using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A slot takes no more learners; placements on it go on.</summary>
[MessageUrn("industry-partnership:slot-closed:v1")]
[EntityName("industry-partnership:slot-closed:v1")]
public sealed record SlotClosedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The slot's state at the version of this event.</summary>
    public required SlotV1 Slot { get; init; }
}
