using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A teacher's practice is over, and its attended days are final (D17).</summary>
[MessageUrn("industry-partnership:teacher-practice-completed:v1")]
[EntityName("industry-partnership:teacher-practice-completed:v1")]
public sealed record TeacherPracticeCompletedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The practice's state at the version of this event.</summary>
    public required TeacherPracticeV1 Practice { get; init; }
}
