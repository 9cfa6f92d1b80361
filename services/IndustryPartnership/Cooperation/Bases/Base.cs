using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>A place of training that several parties run together (D25).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parties">The codes of the organisations that run it today or, until it is approved, that are to run it, in alphabetical order.</param>
/// <param name="Field">What it trains in, such as <c>5G engineering</c>.</param>
/// <param name="Skills">The skills that are trained there, in alphabetical order.</param>
/// <param name="Capacity">How many people it takes at a time.</param>
/// <param name="ValidFrom">The first day on which it is meant to be used.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="State"><c>proposed</c>, <c>active</c>, <c>suspended</c>, <c>expired</c> or <c>withdrawn</c>.</param>
/// <param name="ProposedBy">The party that proposed it.</param>
/// <param name="ApprovedBy">The authority that approved it last, once one has.</param>
/// <param name="SuspendedOn">The day of the last suspension, where there was one.</param>
/// <param name="ActivePeriods">The periods in which it may be used, from the first on.</param>
/// <param name="Members">Its parties, present and former, with the days from which and until which.</param>
/// <param name="Tags">What it is found by.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Base(
    Guid Id, string Name, IReadOnlyList<string> Parties, string Field, IReadOnlyList<string> Skills, int Capacity, DateOnly ValidFrom, DateOnly ValidUntil,
    string State, string ProposedBy, string? ApprovedBy, DateOnly? SuspendedOn, IReadOnlyList<BasePeriodV1> ActivePeriods,
    IReadOnlyList<Member> Members, Tags Tags, int Version) : IVersioned
{
    /// <summary>The part of it that others hear of.</summary>
    internal BaseV1 ToEvent() => new() { Id = Id, Name = Name, Parties = Parties, Members = Members.ToEvent(), Field = Field, Capacity = Capacity, State = State, ActivePeriods = ActivePeriods, Version = Version };

    /// <summary>What it was on a day, of all that is known of its days. Tags have none.</summary>
    internal Base AsOf(DateOnly day)
    {
        var members = Members.AsOf(day);
        return this with
        {
            State = ActivePeriods.Any(period => period.From <= day && day <= period.Until) ? "active"
                : day > ValidUntil ? "expired"
                : SuspendedOn <= day || ActivePeriods.Any(period => period.Until < day) ? "suspended"
                : "proposed",
            SuspendedOn = SuspendedOn <= day ? SuspendedOn : null,
            Parties = [.. members.Where(member => member.IsThereOn(day)).Select(member => member.Organisation).Distinct()],
            Members = members,
        };
    }

    internal bool IsParty(string org, DateOnly today) => Members.Of(org)?.IsThereOn(today) == true;
}

internal sealed record BaseRow
{
    public const string Kind = "base";

    /// <summary>After its last day a base has expired, also before the sweep has come by.</summary>
    public const string State = "CASE WHEN b.state IN ('active', 'suspended') AND b.valid_until < @today THEN 'expired' ELSE b.state END";

    /// <summary>A base that was approved is public; one that was not is its parties' and the authorities'.</summary>
    public const string Visible =
        "(b.approved_by IS NOT NULL OR @isAuthority = 1 OR b.id IN (" + Members.Named + "))";

    public const string Select =
        "SELECT b.seq, b.id, b.name, b.field, b.capacity, b.valid_from, b.valid_until, " + State + " AS shown_state, b.proposed_by, b.approved_by, b.suspended_on, b.version FROM partnership.base b ";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Field { get; init; } = "";
    public int Capacity { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public string ShownState { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public string? ApprovedBy { get; init; }
    public DateOnly? SuspendedOn { get; init; }
    public int Version { get; init; }

    /// <summary>1 for an authority, which sees what is proposed.</summary>
    public static int Authority(Caller caller) => caller.Is(Contracts.Roles.Authority) && caller.Org.Length > 0 ? 1 : 0;

    /// <summary>The base, where this caller may see it.</summary>
    public static async Task<Base?> FindAsync(IReader reader, Guid id, Caller caller, DateOnly today, CancellationToken ct = default) => (await ShowAsync(reader, await reader.HoldAsync<BaseRow>(
        Select + "WHERE b.id = @id AND " + Visible, new { id, org = caller.Org, isAuthority = Authority(caller), today }, ct), caller, today, ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<Base>> ShowAsync(IReader reader, IReadOnlyList<BaseRow> rows, Caller caller, DateOnly today, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var (members, tags) = (await Members.OfAsync(reader, ids, caller.Org, Authority(caller) == 1, ct), await Tags.OfAsync(reader, ids, ct));
        var skills = (await reader.QueryAsync<PartRow>("SELECT base_id, skill AS part FROM partnership.base_skill WHERE base_id IN @ids ORDER BY skill", new { ids }, ct)).ToLookup(row => row.BaseId, row => row.Part);
        var periods = (await reader.QueryAsync<PeriodRow>("SELECT base_id, from_day, until_day FROM partnership.base_period WHERE base_id IN @ids ORDER BY from_day", new { ids }, ct))
            .ToLookup(row => row.BaseId, row => new BasePeriodV1 { From = row.FromDay, Until = row.UntilDay });
        return
        [
            .. rows.Select(row => new Base(
                row.Id, row.Name, Running(members[row.Id], row.ApprovedBy is not null, today), row.Field, [.. skills[row.Id]], row.Capacity, row.ValidFrom, row.ValidUntil,
                row.ShownState, row.ProposedBy, row.ApprovedBy, row.SuspendedOn, [.. periods[row.Id]],
                [.. members[row.Id]], tags.GetValueOrDefault(row.Id, Tags.None), row.Version)),
        ];
    }

    /// <summary>The periods in which a base may be used.</summary>
    public static async Task<IReadOnlyList<Period>> ActiveAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        [.. (await reader.QueryAsync<PeriodRow>("SELECT base_id, from_day, until_day FROM partnership.base_period WHERE base_id = @id ORDER BY from_day", new { id }, ct)).Select(row => new Period(row.FromDay, row.UntilDay))];

    /// <summary>The present state of every base that was approved, for a service that asks for what it missed.</summary>
    public static StateSource States(Today today) => new("industry-partnership/base", async (work, after, limit, now) =>
    {
        var rows = await work.QueryAsync<BaseRow>(Select + "WHERE b.seq > @after AND b.approved_by IS NOT NULL ORDER BY b.seq " + Db.Page, new { after, limit, today = today.Value });
        return [.. rows.Zip(await ShowAsync(work, rows, Caller.Platform("catch-up"), today.Value), (row, found) => new PresentState(row.Seq, Fact(found, now)))];
    });

    /// <summary>Takes the base's row, before its parties are read: of two that join or leave at once, the second one sees what the first one did.</summary>
    public static async Task<Refusal?> TakeAsync(UnitOfWork work, Base found, DateOnly today, params string[] states)
    {
        var taken = await work.ExecuteAsync("UPDATE partnership.base SET version = version + 1 WHERE id = @Id AND state IN @states AND (state = 'proposed' OR valid_until >= @today)", new { found.Id, states, today });
        return taken == 0 ? Problems.BaseNotIn(found, states) : null;
    }

    /// <summary>Writes the change to the history, for whom it is public or for the parties, and shows the base after it.</summary>
    public static async Task<Base> RecordAsync(UnitOfWork work, History history, Guid id, string action, Caller caller, DateOnly today, DateOnly? effectiveOn = null, string? reason = null, bool isInvitation = false)
    {
        var shown = (await FindAsync(work, id, caller, today))!;
        var isPublic = shown.ApprovedBy is not null && !isInvitation;
        await history.RecordAsync(Kind, id, isPublic ? shown with { Members = shown.Members.Accepted() } : shown, action, caller, isPublic ? History.Public : History.Parties, effectiveOn, reason);
        return shown;
    }

    public static object Fact(Base found, DateTimeOffset now) => found.State == "suspended"
        ? new BaseSuspendedV1 { OccurredAt = now, Base = found.ToEvent() }
        : new BaseApprovedV1 { OccurredAt = now, Base = found.ToEvent() };

    // An invitation to a base that was approved makes nobody run it before it is accepted; and of what was proposed, all that are named are shown.
    private static IReadOnlyList<string> Running(IEnumerable<Member> members, bool isApproved, DateOnly today) =>
        [.. members.Where(member => !member.HasLeft(today) && (member.JoinedOn is not null || !isApproved)).Select(member => member.Organisation).Distinct()];

    private sealed record PartRow
    {
        public Guid BaseId { get; init; }
        public string Part { get; init; } = "";
    }

    private sealed record PeriodRow
    {
        public Guid BaseId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}
