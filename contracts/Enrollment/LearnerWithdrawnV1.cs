using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner has left (D5).</summary>
[MessageUrn("enrollment:learner-withdrawn:v1")]
[EntityName("enrollment:learner-withdrawn:v1")]
public sealed record LearnerWithdrawnV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
