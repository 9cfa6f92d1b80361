using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A school–enterprise project with its milestones (S19).</summary>
public sealed record Project : IJoined<Project>
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The planned work, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The planned first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The planned last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The agreement that it rests on, if it names one.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary><c>proposed</c>, <c>active</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    [OneOf(typeof(ProjectState))]
    public required string State { get; init; }

    /// <summary>The party that proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The day of its start, once it has started.</summary>
    public required DateOnly? StartedOn { get; init; }

    /// <summary>The day on which it was closed, if it was.</summary>
    public required DateOnly? ClosedOn { get; init; }

    /// <summary>Its parties, present and former.</summary>
    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>Its milestones, by the day on which they are due.</summary>
    public required IReadOnlyList<Milestone> Milestones { get; init; }

    /// <summary>Its tags.</summary>
    public required Tags Tags { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    bool IJoined<Project>.HasBegun => StartedOn is not null;

    bool IJoined<Project>.ShowsInvitationsTo(Caller caller) => Members.Name(caller.Org);

    Project IJoined<Project>.Showing(IReadOnlyList<Member> members) => this with { Members = members };

    Project IJoined<Project>.WithMembers(IReadOnlyList<Member> members, DateOnly today) =>
        this with { Members = members, Version = Version + 1 };

    Project IJoined<Project>.Tagged(Tags tags) => this with { Tags = tags, Version = Version + 1 };

    Project IJoined<Project>.AsOf(DateOnly day) => this with
    {
        State = ClosedOn <= day ? State : StartedOn <= day ? ProjectState.Active : ProjectState.Proposed,
        StartedOn = StartedOn <= day ? StartedOn : null,
        ClosedOn = ClosedOn <= day ? ClosedOn : null,
        Members = Members.AsOf(day),
        Milestones = [.. Milestones.Select(milestone => milestone.MetOn <= day ? milestone : milestone.OpenOn(day))],
    };

    /// <summary>The public part, carried by events.</summary>
    internal ProjectV1 ToEvent() => new()
    {
        Id = Id,
        Title = Title,
        State = State,
        AgreementId = AgreementId,
        StartedOn = StartedOn!.Value,
        EndsOn = EndsOn,
        ClosedOn = ClosedOn,
        Members = Members.ToEvent(),
        Milestones = [.. Milestones.Select(milestone => milestone.ToEvent())],
        Version = Version,
    };

    internal Project Next() => this with { Version = Version + 1 };

    internal Project Started(DateOnly day) => Next() with { State = ProjectState.Active, StartedOn = day };

    internal Project Closed(string outcome, DateOnly day) => Next() with { State = outcome, ClosedOn = day };

    internal Project Adding(Milestone added) => Next().With([.. Milestones, added]);

    internal Project Reaching(Milestone milestone, DateOnly metOn, string? evidenceHash) => Next() with
    {
        Milestones = [.. Milestones.Select(other => ReferenceEquals(other, milestone) ? other.Reached(metOn, evidenceHash) : other)],
    };

    internal Project With(IEnumerable<Milestone> milestones) => this with
    {
        Milestones = [.. milestones.OrderBy(milestone => milestone.DueOn).ThenBy(milestone => milestone.Code, StringComparer.Ordinal)],
    };
}

/// <param name="Code">Its code, unique within the project.</param>
/// <param name="Title">What is to be reached.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
/// <param name="MetOn">The day on which it was reached, if it was.</param>
/// <param name="EvidenceHash">SHA-256 of the evidence, if given.</param>
/// <param name="IsLate">Whether it was reached after that day or, today, that day has passed without it.</param>
public sealed record Milestone(string Code, string Title, DateOnly DueOn, DateOnly? MetOn, string? EvidenceHash, bool IsLate)
{
    /// <summary>An open milestone as of a day.</summary>
    internal Milestone OpenOn(DateOnly day) => this with { MetOn = null, EvidenceHash = null, IsLate = day > DueOn };

    internal Milestone Reached(DateOnly day, string? evidenceHash) =>
        this with { MetOn = day, EvidenceHash = evidenceHash, IsLate = day > DueOn };

    internal MilestoneV1 ToEvent() => new() { Code = Code, Title = Title, DueOn = DueOn, MetOn = MetOn };
}

/// <summary>The states of a project (S19).</summary>
internal static class ProjectState
{
    public const string Proposed = "proposed";
    public const string Active = "active";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
}
