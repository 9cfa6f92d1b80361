using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Where a placement was, or is, for some of its days (D37).</summary>
/// <param name="From">The first day there.</param>
/// <param name="Until">The last day there; null for the present post, which lasts until the placement ends.</param>
/// <param name="SlotId">The slot.</param>
/// <param name="Enterprise">The slot's enterprise.</param>
/// <param name="Mentor">The opaque person of the mentor, who signs the logbook of these days (D39); null if none was named.</param>
/// <param name="MentorId">The id under which the mentor's data are read and erased (D44).</param>
public sealed record PlacementPost(
    DateOnly From, DateOnly? Until, Guid SlotId, string Enterprise, string? Mentor, Guid? MentorId = null);

internal sealed record PostRow
{
    public Guid PlacementId { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly? UntilOn { get; init; }
    public Guid SlotId { get; init; }
    public string Enterprise { get; init; } = "";
    public Guid? MentorId { get; init; }
    public string? Mentor { get; init; }

    /// <summary>The posts of placements, each placement's oldest first. A placement that never changed has none.</summary>
    public static async Task<ILookup<Guid, PlacementPost>> OfAsync(
        IReader reader, IEnumerable<Guid> ids, CancellationToken ct) => (await reader.QueryAsync<PostRow>(
        """
        SELECT o.placement_id, o.from_on, o.until_on, o.slot_id, o.enterprise, o.mentor_id, v.lookup AS mentor
        FROM partnership.placement_post o
        LEFT JOIN partnership.mentor r ON r.id = o.mentor_id
        LEFT JOIN partnership.personal_value v ON v.id = r.person_id
        WHERE o.placement_id IN @ids
        ORDER BY o.from_on
        """,
        new { ids }, ct))
        .ToLookup(row => row.PlacementId, row => new PlacementPost(
            row.FromOn, row.UntilOn, row.SlotId, row.Enterprise, MentorRow.Name(row.Mentor, row.MentorId), row.MentorId));

    /// <summary>Ends the present post on the day before, and begins the next one. The first change also stores the original post.</summary>
    /// <param name="work">The transaction of the change.</param>
    /// <param name="before">The placement as it was.</param>
    /// <param name="from">The first day of the next post.</param>
    /// <param name="slotId">The next slot.</param>
    /// <param name="enterprise">Its enterprise.</param>
    /// <param name="mentorId">Its mentor.</param>
    public static async Task ChangeAsync(UnitOfWork work, Placement before, DateOnly from, Guid slotId, string enterprise, Guid? mentorId)
    {
        if (before.Posts.Count == 0) await AddAsync(before.StartsOn, before.SlotId, before.Enterprise, before.MentorId);
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_post
            SET until_on = @until
            WHERE placement_id = @Id AND until_on IS NULL
            """,
            new { before.Id, until = from.AddDays(-1) });
        await AddAsync(from, slotId, enterprise, mentorId);

        Task AddAsync(DateOnly on, Guid slot, string org, Guid? mentor) => work.ExecuteAsync(
            """
            INSERT INTO partnership.placement_post (placement_id, from_on, until_on, slot_id, enterprise, mentor_id)
            VALUES (@Id, @on, NULL, @slot, @org, @mentor)
            """,
            new { before.Id, on, slot, org, mentor });
    }

    /// <summary>Sets the mentor of the present post, if named after it began.</summary>
    public static Task NameMentorAsync(UnitOfWork work, Guid placementId, Guid mentorId) =>
        work.ExecuteAsync(
            """
            UPDATE partnership.placement_post
            SET mentor_id = @mentorId
            WHERE placement_id = @placementId AND until_on IS NULL
            """,
            new { placementId, mentorId });
}
