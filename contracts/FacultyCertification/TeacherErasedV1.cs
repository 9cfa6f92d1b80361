using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>The personal data of a teacher were erased (D44). Whoever keeps a copy erases it too; days and figures stay.</summary>
[MessageUrn("faculty-certification:teacher-erased:v1")]
[EntityName("faculty-certification:teacher-erased:v1")]
public sealed record TeacherErasedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The teacher.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The day on which the data were erased.</summary>
    public required DateOnly ErasedOn { get; init; }

    /// <summary>Counts the teacher's changes, from 1.</summary>
    public required int Version { get; init; }
}
