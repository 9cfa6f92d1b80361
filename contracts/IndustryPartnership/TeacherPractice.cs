namespace Contracts.IndustryPartnership;

/// <summary>The public state of a teacher's practice at a base, as the base's side keeps it.</summary>
public sealed record TeacherPracticeV1
{
    /// <summary>Its identifier in faculty certification.</summary>
    public required Guid Id { get; init; }
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }
    public required Guid BaseId { get; init; }

    /// <summary>The first day of the seat.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; once completed, the last attended day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>One of <see cref="TeacherPracticeState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Once refused: <c>base-unknown</c>, <c>base-not-active</c> or <c>no-seat</c> (D25).</summary>
    public string? Reason { get; init; }

    /// <summary>Once refused: the nearest later first day on which a period of the same length would have a seat.</summary>
    public DateOnly? EarliestFrom { get; init; }

    /// <summary>The attended days, in order and without overlap.</summary>
    public required IReadOnlyList<DaysV1> Attended { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The days from one to another, both included.</summary>
public sealed record DaysV1
{
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
}

/// <summary>The states of a practice, as <see cref="TeacherPracticeV1.State"/> names them.</summary>
public static class TeacherPracticeState
{
    /// <summary>It has a seat.</summary>
    public const string Reserved = "reserved";

    /// <summary>Final: it got no seat.</summary>
    public const string Refused = "refused";

    /// <summary>Final: given up by either side before a day was attended.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Final: over, with the attended days.</summary>
    public const string Completed = "completed";
}
