using IndustryPartnership.Rules.Internships;
using Kernel.Data;

namespace IndustryPartnership.Features.Slots;

/// <summary>What the rules on internships look at besides a slot itself: the enterprise's staff and interns (D29).</summary>
internal static class SlotJudgement
{
    public static async Task<SlotFacts> WithHeadcountAsync(UnitOfWork work, SlotFacts stated, string enterprise, DateOnly today) => stated with
    {
        JudgedOn = today,
        Staff = await StaffAsync(work, enterprise),
        Others = await OccupancyAsync(work, enterprise),
    };

    private static Task<IReadOnlyList<InternHeadcount.StaffFact>> StaffAsync(UnitOfWork work, string enterprise) => ReadAsync<StaffRow, InternHeadcount.StaffFact>(
        work.QueryAsync<StaffRow>("SELECT post_kind, staff, effective_on FROM partnership.staff_count WHERE organisation = @enterprise ORDER BY seq", new { enterprise }),
        row => new InternHeadcount.StaffFact(row.PostKind, row.Staff, row.EffectiveOn));

    // An open slot may be filled on each of its days, and a full one may be refilled; of a closed one those count who were placed, while they are, and nobody who never began. Who moved counts at each post on its days. Visitors are no interns (D26).
    private static Task<IReadOnlyList<InternHeadcount.Occupancy>> OccupancyAsync(UnitOfWork work, string enterprise) => ReadAsync<OccupancyRow, InternHeadcount.Occupancy>(
        work.QueryAsync<OccupancyRow>(
            """
            SELECT s.post_kind, s.capacity AS interns, s.starts_on, s.ends_on FROM partnership.slot s
            WHERE s.enterprise = @enterprise AND s.state IN ('open', 'full') AND NOT EXISTS (SELECT 1 FROM partnership.slot_terms t WHERE t.slot_id = s.id AND t.kind = 'cognitive-visit')
            UNION ALL
            SELECT s.post_kind, 1, p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.slot s ON s.id = p.slot_id
            WHERE s.enterprise = @enterprise AND s.state = 'closed' AND (p.state <> 'stopped' OR p.started_on IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM partnership.placement_post o WHERE o.placement_id = p.id)
                AND NOT EXISTS (SELECT 1 FROM partnership.slot_terms t WHERE t.slot_id = s.id AND t.kind = 'cognitive-visit')
            UNION ALL
            SELECT s.post_kind, 1, o.from_on, COALESCE(o.until_on, p.ends_on) FROM partnership.placement_post o
            INNER JOIN partnership.placement p ON p.id = o.placement_id INNER JOIN partnership.slot s ON s.id = o.slot_id
            WHERE s.enterprise = @enterprise AND s.state = 'closed' AND NOT EXISTS (SELECT 1 FROM partnership.slot_terms t WHERE t.slot_id = s.id AND t.kind = 'cognitive-visit')
            """,
            new { enterprise }),
        row => new InternHeadcount.Occupancy(row.PostKind, row.Interns, row.StartsOn, row.EndsOn));

    private static async Task<IReadOnlyList<TFact>> ReadAsync<TRow, TFact>(Task<IReadOnlyList<TRow>> rows, Func<TRow, TFact> fact) => [.. (await rows).Select(fact)];

    private sealed record StaffRow
    {
        public string PostKind { get; init; } = "";
        public int Staff { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }

    private sealed record OccupancyRow
    {
        public string PostKind { get; init; } = "";
        public int Interns { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}
