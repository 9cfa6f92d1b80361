namespace Contracts.FacultyCertification;

/// <summary>The state of a teacher for other services, without name and staff number.</summary>
public sealed record TeacherV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the present or former institution that the event is about.</summary>
    public required string Institution { get; init; }

    /// <summary>The last day of employment there, possibly in the future; null without a recorded departure.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>All employments, by their first days; null in messages from before a teacher could have several.</summary>
    public IReadOnlyList<TeacherEmploymentV1>? Employments { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The employments. A message from before a teacher could have several has one and no first day: it gets 1950-01-01.</summary>
    public IReadOnlyList<TeacherEmploymentV1> AllEmployments() =>
        Employments ?? [new() { Id = Id, Institution = Institution, From = new(1950, 1, 1), LastDay = LastDay }];
}

/// <summary>The days on which an institution employs a teacher.</summary>
public sealed record TeacherEmploymentV1
{
    /// <summary>The identity of the employment. It was the teacher's own before a teacher could have several.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, possibly in the future; null without a recorded departure.</summary>
    public DateOnly? LastDay { get; init; }
}
