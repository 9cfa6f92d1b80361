using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>An organisation joined a founded consortium.</summary>
[MessageUrn("industry-partnership:consortium-member-joined:v1")]
[EntityName("industry-partnership:consortium-member-joined:v1")]
public sealed record ConsortiumMemberJoinedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The code of the organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>The consortium's state at the version of this event.</summary>
    public required ConsortiumV1 Consortium { get; init; }
}
