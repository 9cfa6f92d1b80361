using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A slot takes learners, within the limits on headcount (D29).</summary>
[MessageUrn("industry-partnership:slot-opened:v1")]
[EntityName("industry-partnership:slot-opened:v1")]
public sealed record SlotOpenedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The slot's state at the version of this event.</summary>
    public required SlotV1 Slot { get; init; }
}
