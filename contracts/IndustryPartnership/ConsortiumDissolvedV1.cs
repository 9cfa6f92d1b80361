using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>All leads of a consortium have dissolved it.</summary>
[MessageUrn("industry-partnership:consortium-dissolved:v1")]
[EntityName("industry-partnership:consortium-dissolved:v1")]
public sealed record ConsortiumDissolvedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The consortium's state at the version of this event.</summary>
    public required ConsortiumV1 Consortium { get; init; }
}
