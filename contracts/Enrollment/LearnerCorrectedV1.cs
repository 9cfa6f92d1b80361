using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A mistake in the record of a learner was corrected (D43). The event tells what should have been recorded.</summary>
[MessageUrn("enrollment:learner-corrected:v1")]
[EntityName("enrollment:learner-corrected:v1")]
public sealed record LearnerCorrectedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }

    /// <summary>All facts that stand after the correction, in their order. They replace all that were told before.</summary>
    public required IReadOnlyList<LearnerFactV1> Course { get; init; }
}
