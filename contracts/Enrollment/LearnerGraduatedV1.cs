using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner completed the last stage and holds the bachelor diploma (D3, D5).</summary>
[MessageUrn("enrollment:learner-graduated:v1")]
[EntityName("enrollment:learner-graduated:v1")]
public sealed record LearnerGraduatedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
