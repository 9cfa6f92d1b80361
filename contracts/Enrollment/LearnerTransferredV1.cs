using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner passed the transfer exam and moved to the undergraduate stage (D3, D5).</summary>
[MessageUrn("enrollment:learner-transferred:v1")]
[EntityName("enrollment:learner-transferred:v1")]
public sealed record LearnerTransferredV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
