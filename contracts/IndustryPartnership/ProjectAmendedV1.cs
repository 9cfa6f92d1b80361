using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>The parties or the milestones of an active project changed.</summary>
[MessageUrn("industry-partnership:project-amended:v1")]
[EntityName("industry-partnership:project-amended:v1")]
public sealed record ProjectAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The project's state at the version of this event.</summary>
    public required ProjectV1 Project { get; init; }
}
