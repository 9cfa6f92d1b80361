using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Law;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>What the rules look at besides the slot: the enterprise's staff and interns (D29).</summary>
internal static class SlotJudgement
{
    /// <param name="work">Where it is read.</param>
    /// <param name="stated">What the slot states.</param>
    /// <param name="enterprise">The slot's enterprise.</param>
    /// <param name="institution">The approving institution; null until known.</param>
    /// <param name="today">The business date.</param>
    public static async Task<SlotFacts> WithFactsAsync(
        UnitOfWork work, SlotFacts stated, string enterprise, string? institution, DateOnly today)
    {
        var (staff, interns) = (await StaffAsync(work, [enterprise]), await OccupancyAsync(work, [enterprise]));
        return stated with
        {
            JudgedOn = today,
            Enterprise = enterprise,
            Institution = institution,
            Filed = await FilingRow.OfAsync(work, stated.Terms.Filings),
            Staff = [.. staff[enterprise]],
            Others = [.. interns[enterprise]],
        };
    }

    /// <summary>Why the rules refuse a locked slot; null if it is lawful, or no pack binds it.</summary>
    public static async Task<Refusal?> WhyUnlawfulAsync(
        UnitOfWork work, RulePacks packs, Slot slot, string? institution, DateOnly today)
    {
        var facts = await WithFactsAsync(work, slot.Facts, slot.Enterprise, institution, today);
        return packs.Of(facts.LawOn) is { } pack
            ? Problems.Unlawful(pack, packs.Judge(pack, facts))
            : Problems.NoRulePack(facts.LawOn, packs);
    }

    /// <summary>Enterprises' staff counts, in the order of recording.</summary>
    public static async Task<ILookup<string, InternHeadcount.StaffFact>> StaffAsync(
        IReader reader, IReadOnlyList<string> enterprises, CancellationToken ct = default) =>
        (await reader.QueryAsync<StaffRow>(
            "SELECT organisation, post_kind, staff, effective_on FROM partnership.staff_count "
            + "WHERE organisation IN @enterprises ORDER BY seq", new { enterprises }, ct))
            .ToLookup(row => row.Organisation, row => new InternHeadcount.StaffFact(row.PostKind, row.Staff, row.EffectiveOn));

    /// <summary>The present and possible interns of enterprises.</summary>
    public static async Task<ILookup<string, InternHeadcount.Occupancy>> OccupancyAsync(
        IReader reader, IReadOnlyList<string> enterprises, CancellationToken ct = default) =>
        // An open slot may be filled on each of its days, and a full one may be refilled. A closed slot counts only placements that began,
        // while they last.
        // After a move, a learner counts at each post on its days. Visitors are no interns (D26).
        (await reader.QueryAsync<OccupancyRow>(
            """
            SELECT s.enterprise, s.post_kind, s.capacity AS interns, s.starts_on, s.ends_on FROM partnership.slot s
            WHERE s.enterprise IN @enterprises AND s.state IN ('open', 'full') AND s.kind <> 'cognitive-visit'
            UNION ALL
            SELECT s.enterprise, s.post_kind, 1, p.starts_on, p.ends_on FROM partnership.placement p
            INNER JOIN partnership.slot s ON s.id = p.slot_id
            WHERE s.enterprise IN @enterprises AND s.state = 'closed' AND s.kind <> 'cognitive-visit'
                AND (p.state <> 'stopped' OR p.started_on IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM partnership.placement_post o WHERE o.placement_id = p.id)
            UNION ALL
            SELECT s.enterprise, s.post_kind, 1, o.from_on, COALESCE(o.until_on, p.ends_on) FROM partnership.placement_post o
            INNER JOIN partnership.placement p ON p.id = o.placement_id
            INNER JOIN partnership.slot s ON s.id = o.slot_id
            WHERE s.enterprise IN @enterprises AND s.state = 'closed' AND s.kind <> 'cognitive-visit'
            """,
            new { enterprises }, ct))
            .ToLookup(row => row.Enterprise, row => new InternHeadcount.Occupancy(row.PostKind, row.Interns, row.StartsOn, row.EndsOn));

    private sealed record StaffRow
    {
        public string Organisation { get; init; } = "";
        public string PostKind { get; init; } = "";
        public int Staff { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }

    private sealed record OccupancyRow
    {
        public string Enterprise { get; init; } = "";
        public string PostKind { get; init; } = "";
        public int Interns { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}
