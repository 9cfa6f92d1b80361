using MassTransit;

namespace Contracts.Enrollment;

/// <summary>The class or the person of a learner was set or changed (D5a).</summary>
[MessageUrn("enrollment:learner-amended:v1")]
[EntityName("enrollment:learner-amended:v1")]
public sealed record LearnerAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
