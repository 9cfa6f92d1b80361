using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>When an opened slot named a filing, or ceased to (D28, D43).</summary>
internal sealed record NamedFilingRow
{
    public Guid SlotId { get; init; }
    public Guid FilingId { get; init; }
    public int IsNamed { get; init; }
    public DateOnly HappenedOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public int SlotVersion { get; init; }

    /// <summary>Stores what a slot names now and did not before, and what it names no longer.</summary>
    public static async Task RecordAsync(UnitOfWork work, IEnumerable<Filed> before, Slot slot, Act act)
    {
        var (was, now) = (before.Select(filing => filing.Id).ToHashSet(), slot.Filed.Select(filing => filing.Id).ToHashSet());
        foreach (var filing in slot.Filed.Where(filing => !was.Contains(filing.Id))) await AddAsync(work, slot, filing.Id, true, act);
        foreach (var filing in was.Where(filing => !now.Contains(filing)).Order()) await AddAsync(work, slot, filing, false, act);
    }

    /// <summary>The facts of slots, oldest first.</summary>
    public static Task<IReadOnlyList<NamedFilingRow>> OfAsync(IReader reader, IReadOnlyList<Guid> slots, CancellationToken ct) =>
        reader.QueryAsync<NamedFilingRow>(
            """
            SELECT f.slot_id, f.filing_id, f.is_named, f.happened_on, f.recorded_at, f.slot_version
            FROM partnership.slot_filing_fact f WHERE f.slot_id IN @slots ORDER BY f.seq
            """,
            new { slots }, ct);

    /// <summary>The filings that slots name or have named.</summary>
    public static Task<IReadOnlyList<Filed>> FiledAsync(
        IReader reader, IEnumerable<Slot> slots, IEnumerable<NamedFilingRow> facts, CancellationToken ct) => FilingRow.OfAsync(
        reader, [.. slots.SelectMany(slot => slot.Terms.Filings).Concat(facts.Select(fact => fact.FilingId)).Distinct()], ct);

    /// <summary>
    /// Whether a slot named a filing on a day, also if it ceased to on that day. Before the first fact, its opposite held.
    /// </summary>
    /// <param name="facts">The facts of the slot and the filing, oldest first.</param>
    /// <param name="isNamedNow">Whether the slot names it now.</param>
    /// <param name="day">The day.</param>
    public static bool IsNamedOn(IReadOnlyList<NamedFilingRow> facts, bool isNamedNow, DateOnly day)
    {
        if (facts.Count == 0) return isNamedNow;
        var earlier = facts.LastOrDefault(fact => fact.HappenedOn < day);
        var atDawn = earlier is null ? facts[0].IsNamed == 0 : earlier.IsNamed == 1;
        return atDawn || facts.Any(fact => fact.HappenedOn == day && fact.IsNamed == 1);
    }

    private static Task AddAsync(UnitOfWork work, Slot slot, Guid filing, bool isNamed, Act act) => work.ExecuteAsync(
        """
        INSERT INTO partnership.slot_filing_fact (slot_id, filing_id, is_named, happened_on, recorded_at, slot_version)
        VALUES (@Id, @filing, @isNamed, @Today, @Now, @Version)
        """,
        new { slot.Id, filing, isNamed = isNamed ? 1 : 0, act.Today, act.Now, slot.Version });
}
