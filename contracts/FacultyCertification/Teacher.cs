namespace Contracts.FacultyCertification;

/// <summary>The state of a teacher for other services, without name and staff number.</summary>
public sealed record TeacherV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the present or former institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The last day of employment, possibly in the future; null without a recorded departure.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}
