using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>The parties of a base that was approved changed (D25).</summary>
[MessageUrn("industry-partnership:base-amended:v1")]
[EntityName("industry-partnership:base-amended:v1")]
public sealed record BaseAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The base's state at the version of this event.</summary>
    public required BaseV1 Base { get; init; }
}
