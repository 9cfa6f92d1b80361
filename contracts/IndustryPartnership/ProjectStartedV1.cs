using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A school–enterprise project has started: all its parties have accepted.</summary>
[MessageUrn("industry-partnership:project-started:v1")]
[EntityName("industry-partnership:project-started:v1")]
public sealed record ProjectStartedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The project's state at the version of this event.</summary>
    public required ProjectV1 Project { get; init; }
}
