using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A base was suspended and may not be used from then on (D25).</summary>
[MessageUrn("industry-partnership:base-suspended:v1")]
[EntityName("industry-partnership:base-suspended:v1")]
public sealed record BaseSuspendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The base's state at the version of this event.</summary>
    public required BaseV1 Base { get; init; }
}
