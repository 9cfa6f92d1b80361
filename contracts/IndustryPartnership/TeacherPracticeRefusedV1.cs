using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A teacher gets no seat at a base; the state has the reason (D25).</summary>
[MessageUrn("industry-partnership:teacher-practice-refused:v1")]
[EntityName("industry-partnership:teacher-practice-refused:v1")]
public sealed record TeacherPracticeRefusedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The practice's state at the version of this event.</summary>
    public required TeacherPracticeV1 Practice { get; init; }
}
