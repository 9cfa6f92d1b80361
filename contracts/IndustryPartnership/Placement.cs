namespace Contracts.IndustryPartnership;

/// <summary>Grades of a placement (D40), as <see cref="PlacementV1.Grade"/> names them.</summary>
public static class Grade
{
    public const string Excellent = "excellent";
    public const string Good = "good";
    public const string Pass = "pass";
    public const string Fail = "fail";
}

/// <summary>The public state of a learner's placement on a slot.</summary>
public sealed record PlacementV1
{
    public required Guid Id { get; init; }
    public required Guid SlotId { get; init; }
    public required Guid LearnerId { get; init; }

    /// <summary>The code of the learner's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The code of the enterprise.</summary>
    public required string Enterprise { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day: planned while active, actual afterwards.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary><c>active</c>, <c>completed</c> or <c>stopped</c>.</summary>
    public required string State { get; init; }

    /// <summary>Effective hours, once completed.</summary>
    public int? Hours { get; init; }

    /// <summary>One of <see cref="Contracts.IndustryPartnership.Grade"/>, once completed.</summary>
    public string? Grade { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}
