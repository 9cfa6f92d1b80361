using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A teacher's last day at the institution is known: assignments end with it (D19, D45).</summary>
[MessageUrn("faculty-certification:teacher-departed:v1")]
[EntityName("faculty-certification:teacher-departed:v1")]
public sealed record TeacherDepartedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The teacher's state at the version of this event.</summary>
    public required TeacherV1 Teacher { get; init; }
}
