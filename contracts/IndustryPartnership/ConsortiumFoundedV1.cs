using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A consortium was founded: its leads have accepted, and enterprise, university and vocational school are in it (D24).</summary>
[MessageUrn("industry-partnership:consortium-founded:v1")]
[EntityName("industry-partnership:consortium-founded:v1")]
public sealed record ConsortiumFoundedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The consortium's state at the version of this event.</summary>
    public required ConsortiumV1 Consortium { get; init; }
}
