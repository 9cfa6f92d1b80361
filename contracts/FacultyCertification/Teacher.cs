namespace Contracts.FacultyCertification;

/// <summary>The state of a teacher that others need. It carries neither a name nor a staff number.</summary>
public sealed record TeacherV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the institution that employs or employed them.</summary>
    public required string Institution { get; init; }

    /// <summary>The last day of employment, which may be to come; null where no departure is recorded.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}
