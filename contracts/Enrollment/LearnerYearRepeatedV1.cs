using MassTransit;

namespace Contracts.Enrollment;

/// <summary>A learner repeats a year with a later cohort, and sits the exam of that cohort (D5a).</summary>
[MessageUrn("enrollment:learner-year-repeated:v1")]
[EntityName("enrollment:learner-year-repeated:v1")]
public sealed record LearnerYearRepeatedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The learner's state at the version of this event.</summary>
    public required LearnerV1 Learner { get; init; }
}
