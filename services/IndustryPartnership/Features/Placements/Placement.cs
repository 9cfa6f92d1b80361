using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Features.Placements;

/// <summary>A learner's placement on a slot (D37, D38).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="SlotId">The slot.</param>
/// <param name="LearnerId">The learner, as enrollment names them.</param>
/// <param name="Institution">The learner's institution, which placed them.</param>
/// <param name="Enterprise">The slot's enterprise.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The last day: planned while active, actual afterwards.</param>
/// <param name="State"><c>active</c>, <c>completed</c> or <c>stopped</c>.</param>
/// <param name="Hours">Effective hours, once completed.</param>
/// <param name="Grade">The grade, once completed (D40).</param>
/// <param name="Version">Its ETag.</param>
public sealed record Placement(
    Guid Id, Guid SlotId, Guid LearnerId, string Institution, string Enterprise, DateOnly StartsOn, DateOnly EndsOn, string State, int? Hours, string? Grade, int Version) : IVersioned;

internal sealed record PlacementRow
{
    public const string Columns = "p.seq, p.id, p.slot_id, p.learner_id, p.institution, p.enterprise, p.starts_on, p.ends_on, p.state, p.hours, p.grade, p.version";

    /// <summary>A placement is its institution's and its enterprise's; the learner sees their own.</summary>
    public const string Visible =
        """
        ((@isLearner = 0 AND (p.institution = @org OR p.enterprise = @org))
            OR (@isLearner = 1 AND EXISTS (SELECT 1 FROM partnership.learner l WHERE l.id = p.learner_id AND l.person = @person AND l.institution = @org)))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid SlotId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public string Enterprise { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string State { get; init; } = "";
    public int? Hours { get; init; }
    public string? Grade { get; init; }
    public int Version { get; init; }

    public static async Task<Placement?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) => (await reader.FindAsync<PlacementRow>(
        "SELECT " + Columns + " FROM partnership.placement p WHERE p.id = @id AND " + Visible, new { id, org = caller.Org, person = caller.Person, isLearner = Personal(caller) }, ct))?.Show();

    /// <summary>1 for a caller who sees only what is their own.</summary>
    public static int Personal(Caller caller) => caller.Is(Contracts.Roles.Learner) ? 1 : 0;

    /// <summary>The present state of all placements, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now) =>
    [
        .. (await work.QueryAsync<PlacementRow>("SELECT " + Columns + " FROM partnership.placement p WHERE p.seq > @after ORDER BY p.seq " + Db.Page, new { after, limit }))
            .Select(row => new PresentState(row.Seq, Fact(row.Show(), now))),
    ];

    public Placement Show() => new(Id, SlotId, LearnerId, Institution, Enterprise, StartsOn, EndsOn, State, Hours, Grade, Version);

    public static object Fact(Placement placement, DateTimeOffset now) => placement.State switch
    {
        "active" => new PlacementConfirmedV1 { OccurredAt = now, Placement = Carried(placement) },
        "completed" => new PlacementCompletedV1 { OccurredAt = now, Placement = Carried(placement) },
        _ => new PlacementStoppedV1 { OccurredAt = now, Placement = Carried(placement) },
    };

    private static PlacementV1 Carried(Placement placement) => new()
    {
        Id = placement.Id,
        SlotId = placement.SlotId,
        LearnerId = placement.LearnerId,
        Institution = placement.Institution,
        Enterprise = placement.Enterprise,
        StartsOn = placement.StartsOn,
        EndsOn = placement.EndsOn,
        State = placement.State,
        Hours = placement.Hours,
        Grade = placement.Grade,
        Version = placement.Version,
    };
}
