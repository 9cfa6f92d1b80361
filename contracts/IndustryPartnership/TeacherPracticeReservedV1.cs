using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>A teacher has a seat at a base on every requested day (D25).</summary>
[MessageUrn("industry-partnership:teacher-practice-reserved:v1")]
[EntityName("industry-partnership:teacher-practice-reserved:v1")]
public sealed record TeacherPracticeReservedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The practice's state at the version of this event.</summary>
    public required TeacherPracticeV1 Practice { get; init; }
}
