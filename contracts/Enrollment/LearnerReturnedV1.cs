using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner came back from leave to the stage they left (D5).</summary>
[MessageUrn("enrollment:learner-returned:v1")]
[EntityName("enrollment:learner-returned:v1")]
public sealed record LearnerReturnedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
