using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A teacher's employment or departure was corrected (D43).</summary>
[MessageUrn("faculty-certification:teacher-amended:v1")]
[EntityName("faculty-certification:teacher-amended:v1")]
public sealed record TeacherAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The teacher's state at the version of this event.</summary>
    public required TeacherV1 Teacher { get; init; }
}
