using MassTransit;

namespace Contracts.Enrollment;

/// <summary>An articulation takes no new cohort; enrolled learners go on (D6b).</summary>
[MessageUrn("enrollment:articulation-closed:v1")]
[EntityName("enrollment:articulation-closed:v1")]
public sealed record ArticulationClosedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The articulation's state at the version of this event.</summary>
    public required ArticulationV1 Articulation { get; init; }
}
