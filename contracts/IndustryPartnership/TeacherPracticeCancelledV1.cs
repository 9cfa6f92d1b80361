using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A teacher's seat was given up before a day was attended, by either side.</summary>
[MessageUrn("industry-partnership:teacher-practice-cancelled:v1")]
[EntityName("industry-partnership:teacher-practice-cancelled:v1")]
public sealed record TeacherPracticeCancelledV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The practice's state at the version of this event.</summary>
    public required TeacherPracticeV1 Practice { get; init; }
}
