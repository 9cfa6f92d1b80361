using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner ended with the associate diploma, having failed or declined the transfer (D5).</summary>
[MessageUrn("enrollment:learner-completed-associate:v1")]
[EntityName("enrollment:learner-completed-associate:v1")]
public sealed record LearnerCompletedAssociateV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version that this fact made.</summary>
    public required LearnerV1 Learner { get; init; }
}
