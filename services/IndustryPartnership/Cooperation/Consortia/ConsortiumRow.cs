using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>Finds, locks and records consortia.</summary>
internal sealed record ConsortiumRow
{
    public const string Kind = "consortium";

    public const string Select =
        """
        SELECT c.seq, c.id, c.name, c.name_zh, c.field, c.purpose, c.state, c.proposed_by, c.founded_on, c.dissolved_on, c.version
        FROM partnership.consortium c
        """;

    /// <summary>A founded consortium is public. Before that, the organisations named in it see it.</summary>
    public const string Visible = "(c.founded_on IS NOT NULL OR c.id IN (" + MemberRow.Named + "))";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? NameZh { get; init; }
    public string Field { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly? FoundedOn { get; init; }
    public DateOnly? DissolvedOn { get; init; }
    public int Version { get; init; }

    /// <summary>The consortium as the caller sees it, if they may.</summary>
    public static async Task<Consortium?> FindAsync(IReader reader, Guid id, Act act, CancellationToken ct) =>
        (await OneAsync(reader, id, act, ct))?.SeenBy(act.Caller);

    /// <summary>The whole consortium, if the viewer may see it, locked until this transaction ends.</summary>
    public static Task<Consortium?> HoldAsync(UnitOfWork work, Guid id, Act act) => OneAsync(work, id, act);

    /// <summary>Records one change: the row, the audit, the history, and the event that the command names.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Consortium next, Done done, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.consortium
            SET name = @Name, name_zh = @NameZh, field = @Field, purpose = @Purpose, state = @State,
                founded_on = @FoundedOn, dissolved_on = @DissolvedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Name,
                next.NameZh,
                next.Field,
                next.Purpose,
                next.State,
                next.FoundedOn,
                next.DissolvedOn,
                next.Version,
            });
        await next.KeepAsync(work, events, Kind, done, act);
    }

    /// <summary>The consortia of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<Consortium>> ShowAsync(
        IReader reader, IReadOnlyList<ConsortiumRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var parts = await JoinedParts.OfAsync(reader, ids, ct);
        return [.. rows.Select(row => row.With(parts))];
    }

    /// <summary>The present state of every consortium that is or was founded, for catch-up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<ConsortiumRow>(
            Select + " WHERE c.seq > @after AND c.founded_on IS NOT NULL ORDER BY c.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, found) => new PresentState(row.Seq, Fact(found, now)))];
    }

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(Consortium found, DateTimeOffset now) => found.State == ConsortiumState.Dissolved
        ? new ConsortiumDissolvedV1 { OccurredAt = now, Consortium = found.ToEvent() }
        : new ConsortiumFoundedV1 { OccurredAt = now, Consortium = found.ToEvent() };

    private static async Task<Consortium?> OneAsync(IReader reader, Guid id, Act act, CancellationToken ct = default)
    {
        var rows = await reader.HoldAsync<ConsortiumRow>(Select + " WHERE c.id = @id AND " + Visible, new { id, org = act.Caller.Org }, ct);
        return (await ShowAsync(reader, rows, ct)).SingleOrDefault();
    }

    private Consortium With(JoinedParts parts) => new()
    {
        Id = Id,
        Name = Name,
        NameZh = NameZh,
        Field = Field,
        Purpose = Purpose,
        State = State,
        ProposedBy = ProposedBy,
        FoundedOn = FoundedOn,
        DissolvedOn = DissolvedOn,
        Members = parts.MembersOf(Id),
        Tags = parts.TagsOf(Id),
        Version = Version,
    };
}
