using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner failed or declined the transfer, and ended with the associate diploma (D5).</summary>
[MessageUrn("enrollment:learner-completed-associate:v1")]
[EntityName("enrollment:learner-completed-associate:v1")]
public sealed record LearnerCompletedAssociateV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
