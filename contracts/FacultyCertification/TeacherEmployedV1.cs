using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>An institution employs a teacher, who may have come from another one with certificates and history (D14, D19).</summary>
[MessageUrn("faculty-certification:teacher-employed:v1")]
[EntityName("faculty-certification:teacher-employed:v1")]
public sealed record TeacherEmployedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The teacher's state at the version of this event.</summary>
    public required TeacherV1 Teacher { get; init; }
}
