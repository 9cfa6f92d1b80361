using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>An industry–education integration community with leads and members (D24).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="NameZh">Its name in Chinese, where it has one.</param>
/// <param name="Field">The field that it works in, such as <c>intelligent transportation control</c>.</param>
/// <param name="Purpose">What it is for, in words.</param>
/// <param name="State"><c>proposed</c>, <c>founded</c>, <c>dissolved</c> or, before it was founded, <c>withdrawn</c>.</param>
/// <param name="ProposedBy">The lead that proposed it.</param>
/// <param name="FoundedOn">The day of its founding, once it is founded.</param>
/// <param name="DissolvedOn">The day on which its leads dissolved it, where they did.</param>
/// <param name="Members">Its leads and members, present and former.</param>
/// <param name="Tags">What it is found by.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Consortium(
    Guid Id, string Name, string? NameZh, string Field, string Purpose, string State, string ProposedBy, DateOnly? FoundedOn, DateOnly? DissolvedOn,
    IReadOnlyList<Member> Members, Tags Tags, int Version) : IVersioned
{
    /// <summary>The part of it that others hear of.</summary>
    internal ConsortiumV1 ToEvent() => new() { Id = Id, Name = Name, Field = Field, State = State, FoundedOn = FoundedOn!.Value, DissolvedOn = DissolvedOn, Members = Members.ToEvent(), Version = Version };

    /// <summary>What it was on a day, of all that is known of its days. Tags have none.</summary>
    internal Consortium AsOf(DateOnly day) => this with
    {
        State = DissolvedOn <= day ? "dissolved" : FoundedOn <= day ? "founded" : "proposed",
        FoundedOn = FoundedOn <= day ? FoundedOn : null,
        DissolvedOn = DissolvedOn <= day ? DissolvedOn : null,
        Members = Members.AsOf(day),
    };

    internal bool IsLead(string org, DateOnly today) => Members.Of(org)?.LeadsOn(today) == true;
}

internal sealed record ConsortiumRow
{
    public const string Kind = "consortium";

    public const string Select = "SELECT c.seq, c.id, c.name, c.name_zh, c.field, c.purpose, c.state, c.proposed_by, c.founded_on, c.dissolved_on, c.version FROM partnership.consortium c ";

    /// <summary>A consortium that was founded is public; before that it is seen by those that are named in it.</summary>
    public const string Visible = "(c.founded_on IS NOT NULL OR c.id IN (" + Members.Named + "))";

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

    /// <summary>The consortium, where this organisation may see it.</summary>
    public static async Task<Consortium?> FindAsync(IReader reader, Guid id, string org, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<ConsortiumRow>(Select + "WHERE c.id = @id AND " + Visible, new { id, org }, ct), org, ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<Consortium>> ShowAsync(IReader reader, IReadOnlyList<ConsortiumRow> rows, string org, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var (members, tags) = (await Members.OfAsync(reader, ids, org, ct: ct), await Tags.OfAsync(reader, ids, ct));
        return
        [
            .. rows.Select(row => new Consortium(
                row.Id, row.Name, row.NameZh, row.Field, row.Purpose, row.State, row.ProposedBy, row.FoundedOn, row.DissolvedOn, [.. members[row.Id]], tags.GetValueOrDefault(row.Id, Tags.None), row.Version)),
        ];
    }

    /// <summary>The present state of every consortium that is or was founded, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<ConsortiumRow>(Select + "WHERE c.seq > @after AND c.founded_on IS NOT NULL ORDER BY c.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows, ""), (row, found) => new PresentState(row.Seq, Fact(found, now)))];
    }

    public static object Fact(Consortium found, DateTimeOffset now) => found.State == "dissolved"
        ? new ConsortiumDissolvedV1 { OccurredAt = now, Consortium = found.ToEvent() }
        : new ConsortiumFoundedV1 { OccurredAt = now, Consortium = found.ToEvent() };

    /// <summary>Takes the consortium's row, before its members are read: of two that join, leave or lead at once, the second one sees what the first one did.</summary>
    public static async Task<Refusal?> TakeAsync(UnitOfWork work, Consortium found, params string[] states)
    {
        var taken = await work.ExecuteAsync("UPDATE partnership.consortium SET version = version + 1 WHERE id = @Id AND state IN @states", new { found.Id, states });
        return taken == 0 ? Problems.ConsortiumNotIn(found, states) : null;
    }

    /// <summary>Writes the change to the history, for whom it is public or for those that are named, and shows the consortium after it.</summary>
    public static async Task<Consortium> RecordAsync(UnitOfWork work, History history, Guid id, string action, Caller caller, bool isPublic, DateOnly? effectiveOn = null, string? reason = null)
    {
        var shown = (await FindAsync(work, id, caller.Org))!;
        await history.RecordAsync(Kind, id, isPublic ? shown with { Members = shown.Members.Accepted() } : shown, action, caller, isPublic ? History.Public : History.Parties, effectiveOn, reason);
        return shown;
    }
}
