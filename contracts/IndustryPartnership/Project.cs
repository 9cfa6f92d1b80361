namespace Contracts.IndustryPartnership;

/// <summary>The public state of a school–enterprise project that has started (S19).</summary>
public sealed record ProjectV1
{
    public required Guid Id { get; init; }

    /// <summary>Its public title.</summary>
    public required string Title { get; init; }

    /// <summary><c>active</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>The agreement that it rests on, if it names one.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>The day of its start.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>The planned last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The day on which it was closed, if it was.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Present and former members that have accepted.</summary>
    public required IReadOnlyList<MemberV1> Members { get; init; }

    /// <summary>Its milestones, by due day.</summary>
    public required IReadOnlyList<MilestoneV1> Milestones { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>A milestone of a project.</summary>
public sealed record MilestoneV1
{
    /// <summary>Its code, unique within the project.</summary>
    public required string Code { get; init; }
    public required string Title { get; init; }

    /// <summary>The due day.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The day on which it was reached, if it was.</summary>
    public DateOnly? MetOn { get; init; }
}
