using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A project was closed, as completed or as cancelled.</summary>
[MessageUrn("industry-partnership:project-closed:v1")]
[EntityName("industry-partnership:project-closed:v1")]
public sealed record ProjectClosedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The project's state at the version of this event.</summary>
    public required ProjectV1 Project { get; init; }
}
