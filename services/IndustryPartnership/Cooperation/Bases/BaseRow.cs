using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>Finds, locks and records bases.</summary>
internal sealed record BaseRow
{
    public const string Kind = "base";

    /// <summary>After its last day a base has expired, even before the sweep has run.</summary>
    public const string ShownAs =
        "CASE WHEN b.state IN ('active', 'suspended') AND b.valid_until < @today THEN 'expired' ELSE b.state END";

    /// <summary>An approved base is public. Before that, its parties and the authorities see it.</summary>
    public const string Visible = "(b.approved_by IS NOT NULL OR @isAuthority = 1 OR b.id IN (" + MemberRow.Named + "))";

    public const string Select =
        """
        SELECT b.seq, b.id, b.name, b.field, b.capacity, b.valid_from, b.valid_until, b.state, b.proposed_by, b.approved_by, b.suspended_on,
            b.version,
        """ + " " + ShownAs + " AS shown_state FROM partnership.base b";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Field { get; init; } = "";
    public int Capacity { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public string? ApprovedBy { get; init; }
    public DateOnly? SuspendedOn { get; init; }
    public int Version { get; init; }
    public string ShownState { get; init; } = "";

    /// <summary>Whether a caller acts for an authority, and so sees proposals.</summary>
    public static bool IsAuthority(Caller caller) => caller.Is(Roles.Authority) && caller.Org.Length > 0;

    /// <summary>The base as the caller sees it, if they may.</summary>
    public static async Task<Base?> FindAsync(IReader reader, Guid id, Act act, CancellationToken ct) =>
        (await OneAsync(reader, id, act, ct))?.SeenBy(act.Caller);

    /// <summary>The whole base, if the viewer may see it, locked until this transaction ends.</summary>
    public static Task<Base?> HoldAsync(UnitOfWork work, Guid id, Act act) => OneAsync(work, id, act);

    /// <summary>The whole base with this id, locked, without a visibility check.</summary>
    public static async Task<Base> HoldAsync(UnitOfWork work, Guid id, DateOnly today)
    {
        var rows = await work.HoldAsync<BaseRow>(Select + " WHERE b.id = @id", new { id, today });
        return (await ShowAsync(work, rows, today)).SingleOrDefault() ?? throw new InvalidOperationException($"There is no base {id}.");
    }

    /// <summary>Adds the row of a proposal.</summary>
    /// <returns>False if the proposer is not verified.</returns>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Guid id, ProposeBase.Request request, Act act) =>
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.base (id, name, field, capacity, valid_from, valid_until, state, proposed_by, version, created_at)
            SELECT @id, @Name, @Field, @Capacity, @ValidFrom, @ValidUntil, 'proposed', code, 1, @Now
            FROM partnership.organisation
            WHERE code = @Org AND state = 'verified'
            """,
            new
            {
                id,
                request.Name,
                request.Field,
                request.Capacity,
                request.ValidFrom,
                request.ValidUntil,
                act.Caller.Org,
                act.Now,
            }) == 1;

    /// <summary>
    /// The proposed base. Each proposal asks the parties again, because they accepted another one. The proposer has accepted by proposing.
    /// </summary>
    public static async Task<Base> ProposeAsync(
        UnitOfWork work, Base proposal, ProposeBase.Request request, IReadOnlyDictionary<string, string> kinds, Act act)
    {
        var (id, org) = (proposal.Id, act.Caller.Org);
        var from = request.ValidFrom < act.Today ? request.ValidFrom : act.Today;
        var members = request.Parties.Distinct().Select(party => Member.Named(party, kinds[party], Members.Party, org, from)).ToList();
        await MemberRow.WriteAsync(work, id, members, org);
        await work.ExecuteAsync("DELETE FROM partnership.base_skill WHERE base_id = @id", new { id });
        // SQL Server treats texts that differ only in trailing spaces as equal.
        var skills = request.Skills.Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var skill in skills)
        {
            await work.ExecuteAsync("INSERT INTO partnership.base_skill (base_id, skill) VALUES (@id, @skill)", new { id, skill });
        }
        return (proposal with
        {
            Name = request.Name,
            Field = request.Field,
            Skills = skills,
            Capacity = request.Capacity,
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
        }).RunBy(Array.Empty<Member>().With(members), act.Today);
    }

    /// <summary>Records one change: the row, the audit, the history, and the event that the command names.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Base next, Done done, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.base
            SET name = @Name, field = @Field, capacity = @Capacity, valid_from = @ValidFrom, valid_until = @ValidUntil, state = @Stored,
                approved_by = @ApprovedBy, suspended_on = @SuspendedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Name,
                next.Field,
                next.Capacity,
                next.ValidFrom,
                next.ValidUntil,
                next.Stored,
                next.ApprovedBy,
                next.SuspendedOn,
                next.Version,
            });
        await next.KeepAsync(work, events, Kind, done, act);
    }

    /// <summary>The bases of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<Base>> ShowAsync(
        IReader reader, IReadOnlyList<BaseRow> rows, DateOnly today, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var parts = await JoinedParts.OfAsync(reader, ids, ct);
        var skills = await reader.QueryAsync<SkillRow>(
            "SELECT base_id, skill FROM partnership.base_skill WHERE base_id IN @ids ORDER BY skill", new { ids }, ct);
        var periods = await reader.QueryAsync<PeriodRow>(
            "SELECT base_id, from_day, until_day FROM partnership.base_period WHERE base_id IN @ids ORDER BY from_day", new { ids }, ct);
        var (skillsOf, periodsOf) = (skills.ToLookup(row => row.BaseId, row => row.Skill), periods.ToLookup(row => row.BaseId));
        return
        [
            .. rows.Select(row => (row.Bare() with
            {
                Skills = [.. skillsOf[row.Id]],
                ActivePeriods = [.. periodsOf[row.Id].Select(period => period.Show())],
                Tags = parts.TagsOf(row.Id),
            }).RunBy(parts.MembersOf(row.Id), today)),
        ];
    }

    /// <summary>The periods in which a base may be used.</summary>
    public static async Task<IReadOnlyList<Period>> ActiveAsync(IReader reader, Guid id, CancellationToken ct = default)
    {
        var rows = await reader.QueryAsync<PeriodRow>(
            "SELECT base_id, from_day, until_day FROM partnership.base_period WHERE base_id = @id ORDER BY from_day", new { id }, ct);
        return [.. rows.Select(row => new Period(row.FromDay, row.UntilDay))];
    }

    /// <summary>The present state of every base that was approved, for catch-up.</summary>
    public static StateSource States(Today today) => new("industry-partnership/base", async (work, after, limit, now) =>
    {
        var rows = await work.QueryAsync<BaseRow>(
            Select + " WHERE b.seq > @after AND b.approved_by IS NOT NULL ORDER BY b.seq " + Db.Page,
            new { after, limit, today = today.Value });
        return [.. rows.Zip(await ShowAsync(work, rows, today.Value), (row, found) => new PresentState(row.Seq, Fact(found, now)))];
    });

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(Base found, DateTimeOffset now) => found.State == BaseState.Suspended
        ? new BaseSuspendedV1 { OccurredAt = now, Base = found.ToEvent() }
        : new BaseApprovedV1 { OccurredAt = now, Base = found.ToEvent() };

    private static async Task<Base?> OneAsync(IReader reader, Guid id, Act act, CancellationToken ct = default)
    {
        var rows = await reader.HoldAsync<BaseRow>(
            Select + " WHERE b.id = @id AND " + Visible,
            new { id, org = act.Caller.Org, isAuthority = IsAuthority(act.Caller) ? 1 : 0, today = act.Today }, ct);
        return (await ShowAsync(reader, rows, act.Today, ct)).SingleOrDefault();
    }

    /// <summary>What a proposal begins with.</summary>
    public static Base New(Guid id, string proposedBy) =>
        new BaseRow { Id = id, State = BaseState.Proposed, ShownState = BaseState.Proposed, ProposedBy = proposedBy, Version = 1 }.Bare();

    // Members with tables of their own are left out.
    private Base Bare() => new()
    {
        Id = Id,
        Name = Name,
        Parties = [],
        Field = Field,
        Skills = [],
        Capacity = Capacity,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        State = ShownState,
        ProposedBy = ProposedBy,
        ApprovedBy = ApprovedBy,
        SuspendedOn = SuspendedOn,
        ActivePeriods = [],
        Members = [],
        Tags = Tags.None,
        Version = Version,
        Stored = State,
    };

    private sealed record SkillRow
    {
        public Guid BaseId { get; init; }
        public string Skill { get; init; } = "";
    }

    private sealed record PeriodRow
    {
        public Guid BaseId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }

        public BasePeriodV1 Show() => new() { From = FromDay, Until = UntilDay };
    }
}
