using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A school–enterprise project with its milestones (S19).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What is done in it, in words.</param>
/// <param name="StartsOn">The planned first day.</param>
/// <param name="EndsOn">The planned last day.</param>
/// <param name="AgreementId">The agreement that it rests on, where it names one.</param>
/// <param name="State"><c>proposed</c>, <c>active</c>, <c>completed</c> or <c>cancelled</c>.</param>
/// <param name="ProposedBy">The party that proposed it.</param>
/// <param name="StartedOn">The day of its start, once it has started.</param>
/// <param name="ClosedOn">The day on which it was closed, where it was.</param>
/// <param name="Members">Its parties, present and former.</param>
/// <param name="Milestones">Its milestones, by the day on which they are due.</param>
/// <param name="Tags">What it is found by.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Project(
    Guid Id, string Title, string Description, DateOnly StartsOn, DateOnly EndsOn, Guid? AgreementId, string State, string ProposedBy, DateOnly? StartedOn, DateOnly? ClosedOn,
    IReadOnlyList<Member> Members, IReadOnlyList<Milestone> Milestones, Tags Tags, int Version) : IVersioned
{
    /// <summary>The part of it that others hear of.</summary>
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
        Milestones = [.. Milestones.Select(milestone => new MilestoneV1 { Code = milestone.Code, Title = milestone.Title, DueOn = milestone.DueOn, MetOn = milestone.MetOn })],
        Version = Version,
    };

    /// <summary>What it was on a day, of all that is known of its days. Tags have none.</summary>
    internal Project AsOf(DateOnly day) => this with
    {
        State = ClosedOn <= day ? State : StartedOn <= day ? "active" : "proposed",
        StartedOn = StartedOn <= day ? StartedOn : null,
        ClosedOn = ClosedOn <= day ? ClosedOn : null,
        Members = Members.AsOf(day),
        Milestones = [.. Milestones.Select(milestone => milestone.MetOn <= day ? milestone : milestone with { MetOn = null, EvidenceHash = null, IsLate = day > milestone.DueOn })],
    };

    internal bool IsParty(string org, DateOnly today) => Members.Of(org)?.IsThereOn(today) == true;
}

/// <param name="Code">Its code, unique within the project.</param>
/// <param name="Title">What is to be reached.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
/// <param name="MetOn">The day on which it was reached, where it was.</param>
/// <param name="EvidenceHash">SHA-256 of what shows that it was reached, where it was given.</param>
/// <param name="IsLate">Whether it was reached after that day or, today, that day has passed without it.</param>
public sealed record Milestone(string Code, string Title, DateOnly DueOn, DateOnly? MetOn, string? EvidenceHash, bool IsLate);

internal sealed record ProjectRow
{
    public const string Kind = "project";

    public const string Select =
        "SELECT p.seq, p.id, p.title, p.description, p.starts_on, p.ends_on, p.agreement_id, p.state, p.proposed_by, p.started_on, p.closed_on, p.version FROM partnership.project p ";

    /// <summary>A project that has started is public; before that it is its parties'.</summary>
    public const string Visible = "(p.started_on IS NOT NULL OR p.id IN (" + Members.Named + "))";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public Guid? AgreementId { get; init; }
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly? StartedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public int Version { get; init; }

    /// <summary>The project, where this organisation may see it.</summary>
    public static async Task<Project?> FindAsync(IReader reader, Guid id, string org, DateOnly today, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<ProjectRow>(Select + "WHERE p.id = @id AND " + Visible, new { id, org }, ct), org, today, ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<Project>> ShowAsync(IReader reader, IReadOnlyList<ProjectRow> rows, string org, DateOnly today, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var (members, tags) = (await Members.OfAsync(reader, ids, org, ct: ct), await Tags.OfAsync(reader, ids, ct));
        var milestones = (await reader.QueryAsync<MilestoneRow>("SELECT project_id, code, title, due_on, met_on, evidence_hash FROM partnership.milestone WHERE project_id IN @ids ORDER BY due_on, code", new { ids }, ct))
            .ToLookup(row => row.ProjectId, row => new Milestone(row.Code, row.Title, row.DueOn, row.MetOn, row.EvidenceHash, (row.MetOn ?? today) > row.DueOn));
        return
        [
            .. rows.Select(row => new Project(
                row.Id, row.Title, row.Description, row.StartsOn, row.EndsOn, row.AgreementId, row.State, row.ProposedBy, row.StartedOn, row.ClosedOn,
                [.. members[row.Id]], [.. milestones[row.Id]], tags.GetValueOrDefault(row.Id, Tags.None), row.Version)),
        ];
    }

    /// <summary>The present state of every project that has started, for a service that asks for what it missed.</summary>
    public static StateSource States(Today today) => new("industry-partnership/project", async (work, after, limit, now) =>
    {
        var rows = await work.QueryAsync<ProjectRow>(Select + "WHERE p.seq > @after AND p.started_on IS NOT NULL ORDER BY p.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows, "", today.Value), (row, found) => new PresentState(row.Seq, Fact(found, now)))];
    });

    public static object Fact(Project found, DateTimeOffset now) => found.State == "active"
        ? new ProjectStartedV1 { OccurredAt = now, Project = found.ToEvent() }
        : new ProjectClosedV1 { OccurredAt = now, Project = found.ToEvent() };

    /// <summary>Takes the project's row, before its parties and milestones are read.</summary>
    public static async Task<Refusal?> TakeAsync(UnitOfWork work, Project found, params string[] states)
    {
        var taken = await work.ExecuteAsync("UPDATE partnership.project SET version = version + 1 WHERE id = @Id AND state IN @states", new { found.Id, states });
        return taken == 0 ? Problems.ProjectNotIn(found, states) : null;
    }

    /// <summary>Writes the change to the history, for everybody once it has started, and shows the project after it.</summary>
    public static async Task<Project> RecordAsync(UnitOfWork work, History history, Guid id, string action, Caller caller, DateOnly today, DateOnly? effectiveOn = null, string? reason = null, bool isInvitation = false)
    {
        var shown = (await FindAsync(work, id, caller.Org, today))!;
        var isPublic = shown.StartedOn is not null && !isInvitation;
        await history.RecordAsync(Kind, id, isPublic ? shown with { Members = shown.Members.Accepted() } : shown, action, caller, isPublic ? History.Public : History.Parties, effectiveOn, reason);
        return shown;
    }

    private sealed record MilestoneRow
    {
        public Guid ProjectId { get; init; }
        public string Code { get; init; } = "";
        public string Title { get; init; } = "";
        public DateOnly DueOn { get; init; }
        public DateOnly? MetOn { get; init; }
        public string? EvidenceHash { get; init; }
    }
}
