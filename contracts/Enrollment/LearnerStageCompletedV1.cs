using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner completed a stage of the pathway, and is in the next one or ready for the transfer (D5).</summary>
[MessageUrn("enrollment:learner-stage-completed:v1")]
[EntityName("enrollment:learner-stage-completed:v1")]
public sealed record LearnerStageCompletedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
