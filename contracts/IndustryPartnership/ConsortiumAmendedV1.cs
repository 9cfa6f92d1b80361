using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A member of a founded consortium became one of its leads.</summary>
[MessageUrn("industry-partnership:consortium-amended:v1")]
[EntityName("industry-partnership:consortium-amended:v1")]
public sealed record ConsortiumAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The consortium's state at the version of this event.</summary>
    public required ConsortiumV1 Consortium { get; init; }
}
