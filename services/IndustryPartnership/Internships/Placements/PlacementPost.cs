using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Where a placement was, or is, for some of its days (D37).</summary>
/// <param name="From">The first day there.</param>
/// <param name="Until">The last day there; null for the present post, which lasts until the placement ends.</param>
/// <param name="SlotId">The slot.</param>
/// <param name="Enterprise">The slot's enterprise.</param>
/// <param name="Mentor">The opaque person of the mentor, who signs the logbook of these days (D39); null if none was named.</param>
public sealed record PlacementPost(DateOnly From, DateOnly? Until, Guid SlotId, string Enterprise, string? Mentor);

internal sealed record PostRow
{
    public Guid PlacementId { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly? UntilOn { get; init; }
    public Guid SlotId { get; init; }
    public string Enterprise { get; init; } = "";
    public string? Mentor { get; init; }

    /// <summary>The posts of placements, each placement's oldest first. A placement that never changed has none.</summary>
    public static async Task<ILookup<Guid, PlacementPost>> OfAsync(
        IReader reader, IEnumerable<Guid> ids, CancellationToken ct) => (await reader.QueryAsync<PostRow>(
        "SELECT placement_id, from_on, until_on, slot_id, enterprise, mentor FROM partnership.placement_post WHERE placement_id IN @ids "
            + "ORDER BY from_on",
        new { ids }, ct))
        .ToLookup(row => row.PlacementId, row => new PlacementPost(row.FromOn, row.UntilOn, row.SlotId, row.Enterprise, row.Mentor));

    /// <summary>Ends the present post on the day before, and begins the next one. The first change also stores the original post.</summary>
    /// <param name="work">The transaction of the change.</param>
    /// <param name="before">The placement as it was.</param>
    /// <param name="from">The first day of the next post.</param>
    /// <param name="slotId">The next slot.</param>
    /// <param name="enterprise">Its enterprise.</param>
    /// <param name="mentor">Its mentor.</param>
    public static async Task ChangeAsync(UnitOfWork work, Placement before, DateOnly from, Guid slotId, string enterprise, string? mentor)
    {
        if (before.Posts.Count == 0) await AddAsync(before.StartsOn, before.SlotId, before.Enterprise, before.Mentor);
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_post
            SET until_on = @until
            WHERE placement_id = @Id AND until_on IS NULL
            """,
            new { before.Id, until = from.AddDays(-1) });
        await AddAsync(from, slotId, enterprise, mentor);

        Task AddAsync(DateOnly on, Guid slot, string org, string? person) => work.ExecuteAsync(
            "INSERT INTO partnership.placement_post (placement_id, from_on, until_on, slot_id, enterprise, mentor) VALUES (@Id, @on, NULL, "
                + "@slot, @org, @person)",
            new { before.Id, on, slot, org, person });
    }

    /// <summary>Sets the mentor of the present post, if named after it began.</summary>
    public static Task NameMentorAsync(UnitOfWork work, Guid placementId, string mentor) =>
        work.ExecuteAsync(
            """
            UPDATE partnership.placement_post
            SET mentor = @mentor
            WHERE placement_id = @placementId AND until_on IS NULL
            """,
            new { placementId, mentor });
}
