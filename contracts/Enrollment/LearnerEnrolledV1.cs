using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner was enrolled on an articulation (D5).</summary>
[MessageUrn("enrollment:learner-enrolled:v1")]
[EntityName("enrollment:learner-enrolled:v1")]
public sealed record LearnerEnrolledV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
