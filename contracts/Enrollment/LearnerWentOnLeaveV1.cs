using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner interrupted the training (D5).</summary>
[MessageUrn("enrollment:learner-went-on-leave:v1")]
[EntityName("enrollment:learner-went-on-leave:v1")]
public sealed record LearnerWentOnLeaveV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
