namespace Contracts.IndustryPartnership;

/// <summary>The public state of a school–enterprise project that has started (S19).</summary>
public sealed record ProjectV1
{
    public required Guid Id { get; init; }

    /// <summary>Its title, which is public.</summary>
    public required string Title { get; init; }

    /// <summary><c>active</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>The agreement that it rests on, where it names one.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>The day of its start.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>The planned last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The day on which it was closed, where it was.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Those that are or were in it; nobody who has not accepted.</summary>
    public required IReadOnlyList<MemberV1> Members { get; init; }

    /// <summary>Its milestones, by the day on which they are due.</summary>
    public required IReadOnlyList<MilestoneV1> Milestones { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>What is to be reached in a project, and by when.</summary>
public sealed record MilestoneV1
{
    /// <summary>Its code, unique within the project.</summary>
    public required string Code { get; init; }
    public required string Title { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The day on which it was reached, where it was.</summary>
    public DateOnly? MetOn { get; init; }
}
