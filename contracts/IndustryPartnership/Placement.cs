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

    /// <summary>One of <see cref="PlacementKind"/> (D26); null in older messages, which mean a post internship.</summary>
    public string? Kind { get; init; }

    /// <summary>The first day without work, while it is paused.</summary>
    public DateOnly? PausedOn { get; init; }

    /// <summary>Whole effective hours of the signed logbook, once completed.</summary>
    public int? Hours { get; init; }

    /// <summary>
    /// One of <see cref="Contracts.IndustryPartnership.Grade"/>: the institution's grade, once completed. A stopped placement has none,
    /// even once assessed.
    /// </summary>
    public string? Grade { get; init; }

    /// <summary>
    /// One of <see cref="Contracts.IndustryPartnership.Grade"/>: the mentor's grade, once assessed. Credit does not depend on it.
    /// </summary>
    public string? MentorGrade { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The kinds of a placement (D26), as <see cref="PlacementV1.Kind"/> names them.</summary>
public static class PlacementKind
{
    /// <summary>Work on a real post, for credit (D12).</summary>
    public const string PostInternship = "post-internship";

    /// <summary>A visit without credit.</summary>
    public const string CognitiveVisit = "cognitive-visit";
}

/// <summary>The states of a placement (D37), as <see cref="PlacementV1.State"/> names them.</summary>
public static class PlacementState
{
    /// <summary>
    /// A consent is missing: the learner's, or a guardian's or parent's if the pack of the slot's first day asks for it (D32).
    /// </summary>
    public const string AwaitingConsent = "awaiting-consent";

    /// <summary>A signature under the agreement of school, enterprise and learner is missing (D31).</summary>
    public const string AwaitingSignatures = "awaiting-signatures";

    /// <summary>All have signed, and it may start.</summary>
    public const string Ready = "ready";

    /// <summary>Under way.</summary>
    public const string Active = "active";

    /// <summary>Under way, but without work for a time.</summary>
    public const string Paused = "paused";

    /// <summary>Over, with hours and a grade.</summary>
    public const string Completed = "completed";

    /// <summary>Over: it ended early, or never began.</summary>
    public const string Stopped = "stopped";

    /// <summary>
    /// Final: the mentor has assessed it, after its completion or after a stop of a started placement. A completed placement has hours and
    /// a grade.
    /// </summary>
    public const string Assessed = "assessed";
}
