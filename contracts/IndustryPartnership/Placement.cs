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

    /// <summary>The first day: planned until it starts, actual afterwards.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day: planned until it ends, actual afterwards.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>One of <see cref="PlacementState"/>.</summary>
    public required string State { get; init; }

    /// <summary>One of <see cref="PlacementKind"/> (D26); null in messages of before kinds were told, which mean a post internship.</summary>
    public string? Kind { get; init; }

    /// <summary>The first day without work, while it is paused.</summary>
    public DateOnly? PausedOn { get; init; }

    /// <summary>Whole effective hours of the signed logbook, once completed.</summary>
    public int? Hours { get; init; }

    /// <summary>One of <see cref="Contracts.IndustryPartnership.Grade"/>, once completed: the institution's. One that was stopped has none, also when it is assessed.</summary>
    public string? Grade { get; init; }

    /// <summary>One of <see cref="Contracts.IndustryPartnership.Grade"/>, once assessed: the mentor's, on which no credit hangs.</summary>
    public string? MentorGrade { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The kinds of a placement (D26), as <see cref="PlacementV1.Kind"/> names them.</summary>
public static class PlacementKind
{
    /// <summary>Work on a real post, which earns credit (D12).</summary>
    public const string PostInternship = "post-internship";

    /// <summary>A visit, which earns none.</summary>
    public const string CognitiveVisit = "cognitive-visit";
}

/// <summary>The states of a placement (D37), as <see cref="PlacementV1.State"/> names them.</summary>
public static class PlacementState
{
    /// <summary>The learner, and a guardian or parent where the rules of the slot's day ask for it, have not consented yet (D32).</summary>
    public const string AwaitingConsent = "awaiting-consent";

    /// <summary>The agreement of school, enterprise and learner is not signed by all three yet (D31).</summary>
    public const string AwaitingSignatures = "awaiting-signatures";

    /// <summary>Signed by all three; it may start.</summary>
    public const string Ready = "ready";

    /// <summary>Under way.</summary>
    public const string Active = "active";

    /// <summary>Under way, and without work for a time.</summary>
    public const string Paused = "paused";

    /// <summary>Over, with hours and a grade.</summary>
    public const string Completed = "completed";

    /// <summary>Over: ended before its end, or never begun.</summary>
    public const string Stopped = "stopped";

    /// <summary>Final: it was completed, or stopped after it had started, and the mentor has assessed it. Completed ones have hours and a grade.</summary>
    public const string Assessed = "assessed";
}
