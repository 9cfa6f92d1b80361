using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>Finds, locks and records projects.</summary>
internal sealed record ProjectRow
{
    public const string Kind = "project";

    public const string Select =
        """
        SELECT p.seq, p.id, p.title, p.description, p.starts_on, p.ends_on, p.agreement_id, p.state, p.proposed_by, p.started_on,
            p.closed_on, p.version
        FROM partnership.project p
        """;

    /// <summary>A started project is public. Before that, its parties see it.</summary>
    public const string Visible = "(p.started_on IS NOT NULL OR p.id IN (" + MemberRow.Named + "))";

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

    /// <summary>The project as the caller sees it, if they may.</summary>
    public static async Task<Project?> FindAsync(IReader reader, Guid id, Act act, CancellationToken ct) =>
        (await OneAsync(reader, id, act, ct))?.SeenBy(act.Caller);

    /// <summary>The whole project, if the viewer may see it, locked until this transaction ends.</summary>
    public static Task<Project?> HoldAsync(UnitOfWork work, Guid id, Act act) => OneAsync(work, id, act);

    /// <summary>Adds the row of a proposal.</summary>
    /// <returns>False if the proposer is not verified.</returns>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Guid id, ProposeProject.Request request, Act act) =>
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.project
                (id, title, description, starts_on, ends_on, agreement_id, state, proposed_by, version, created_at)
            SELECT @id, @Title, @Description, @StartsOn, @EndsOn, @AgreementId, 'proposed', code, 1, @Now
            FROM partnership.organisation
            WHERE code = @Org AND state = 'verified'
            """,
            new
            {
                id,
                request.Title,
                request.Description,
                request.StartsOn,
                request.EndsOn,
                request.AgreementId,
                act.Caller.Org,
                act.Now,
            }) == 1;

    /// <summary>The proposed project. Each proposal asks the parties again, because they accepted another one.</summary>
    public static async Task<Project> ProposeAsync(
        UnitOfWork work, Project proposal, ProposeProject.Request request, IReadOnlyDictionary<string, string> kinds, Act act)
    {
        var (id, org) = (proposal.Id, act.Caller.Org);
        var members = request.Parties.Distinct().Select(party => Member.Named(party, kinds[party], Members.Party, org, act.Today)).ToList();
        await MemberRow.WriteAsync(work, id, members, org);
        await work.ExecuteAsync("DELETE FROM partnership.milestone WHERE project_id = @id", new { id });
        var milestones = request.Milestones.Select(milestone => milestone.ToMilestone(act.Today)).ToList();
        foreach (var milestone in milestones) await AddMilestone.WriteAsync(work, id, milestone);
        return (proposal with
        {
            Title = request.Title,
            Description = request.Description,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            AgreementId = request.AgreementId,
            Members = Array.Empty<Member>().With(members),
        }).With(milestones);
    }

    /// <summary>Records one change: the row, the audit, the history, and the event that the command names.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Project next, Done done, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.project
            SET title = @Title, description = @Description, starts_on = @StartsOn, ends_on = @EndsOn, agreement_id = @AgreementId,
                state = @State, started_on = @StartedOn, closed_on = @ClosedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Title,
                next.Description,
                next.StartsOn,
                next.EndsOn,
                next.AgreementId,
                next.State,
                next.StartedOn,
                next.ClosedOn,
                next.Version,
            });
        await next.KeepAsync(work, events, Kind, done, act);
    }

    /// <summary>The projects of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<Project>> ShowAsync(
        IReader reader, IReadOnlyList<ProjectRow> rows, DateOnly today, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var parts = await JoinedParts.OfAsync(reader, ids, ct);
        var milestones = (await reader.QueryAsync<MilestoneRow>(
            """
            SELECT project_id, code, title, due_on, met_on, evidence_hash
            FROM partnership.milestone
            WHERE project_id IN @ids
            ORDER BY due_on, code
            """,
            new { ids }, ct)).ToLookup(row => row.ProjectId, row => row.Show(today));
        return
        [
            .. rows.Select(row => row.Bare() with
            {
                Members = parts.MembersOf(row.Id),
                Milestones = [.. milestones[row.Id]],
                Tags = parts.TagsOf(row.Id),
            }),
        ];
    }

    /// <summary>The present state of every project that has started, for catch-up.</summary>
    public static StateSource States(Today today) => new("industry-partnership/project", async (work, after, limit, now) =>
    {
        var rows = await work.QueryAsync<ProjectRow>(
            Select + " WHERE p.seq > @after AND p.started_on IS NOT NULL ORDER BY p.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows, today.Value), (row, found) => new PresentState(row.Seq, Fact(found, now)))];
    });

    /// <summary>What a proposal begins with.</summary>
    public static Project New(Guid id, string proposedBy) =>
        new ProjectRow { Id = id, State = ProjectState.Proposed, ProposedBy = proposedBy, Version = 1 }.Bare();

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(Project found, DateTimeOffset now) => found.State == ProjectState.Active
        ? new ProjectStartedV1 { OccurredAt = now, Project = found.ToEvent() }
        : new ProjectClosedV1 { OccurredAt = now, Project = found.ToEvent() };

    private static async Task<Project?> OneAsync(IReader reader, Guid id, Act act, CancellationToken ct = default)
    {
        var rows = await reader.HoldAsync<ProjectRow>(Select + " WHERE p.id = @id AND " + Visible, new { id, org = act.Caller.Org }, ct);
        return (await ShowAsync(reader, rows, act.Today, ct)).SingleOrDefault();
    }

    // Members with tables of their own are left out.
    private Project Bare() => new()
    {
        Id = Id,
        Title = Title,
        Description = Description,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        AgreementId = AgreementId,
        State = State,
        ProposedBy = ProposedBy,
        StartedOn = StartedOn,
        ClosedOn = ClosedOn,
        Members = [],
        Milestones = [],
        Tags = Tags.None,
        Version = Version,
    };

    private sealed record MilestoneRow
    {
        public Guid ProjectId { get; init; }
        public string Code { get; init; } = "";
        public string Title { get; init; } = "";
        public DateOnly DueOn { get; init; }
        public DateOnly? MetOn { get; init; }
        public string? EvidenceHash { get; init; }

        public Milestone Show(DateOnly today) => new(Code, Title, DueOn, MetOn, EvidenceHash, (MetOn ?? today) > DueOn);
    }
}
