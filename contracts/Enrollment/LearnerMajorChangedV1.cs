using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner moved to another articulation of the same institution (D5a).</summary>
[MessageUrn("enrollment:learner-major-changed:v1")]
[EntityName("enrollment:learner-major-changed:v1")]
public sealed record LearnerMajorChangedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
