using MassTransit;

namespace Contracts.Enrollment;

/// <summary>An articulation was activated under an agreement of its two institutions (D6b).</summary>
[MessageUrn("enrollment:articulation-activated:v1")]
[EntityName("enrollment:articulation-activated:v1")]
public sealed record ArticulationActivatedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The articulation's state at the version of this event.</summary>
    public required ArticulationV1 Articulation { get; init; }
}
