using MassTransit;

namespace Contracts.Enrollment;

/// <summary>An edition of a joint programme was published; it is in force from its first day (S8, D12).</summary>
[MessageUrn("enrollment:curriculum-version-published:v1")]
[EntityName("enrollment:curriculum-version-published:v1")]
public sealed record CurriculumVersionPublishedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The programme's state at the version of this event.</summary>
    public required CurriculumVersionV1 Curriculum { get; init; }
}
