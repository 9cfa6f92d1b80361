using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// What a placement's timeline says of the filings for its institution that the work of its slots needs (D28, D45): when a slot named them,
/// when it ceased to, and their ends while it named them.
/// </summary>
internal static class TimelineOfFilings
{
    /// <param name="reader">Where to read.</param>
    /// <param name="packs">The packs, which say what has to be filed.</param>
    /// <param name="placement">The placement.</param>
    /// <param name="since">The day on which the place was accepted. It does not rest on filings that had ended before.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IEnumerable<TimelineRow>> ReadAsync(
        IReader reader, RulePacks packs, Placement placement, DateOnly since, CancellationToken ct)
    {
        List<Guid> ids = [.. placement.Posts.Select(post => post.SlotId).Append(placement.SlotId).Distinct()];
        var slots = (await SlotRow.OfAsync(reader, ids, ct)).Values;
        var facts = await NamedFilingRow.OfAsync(reader, ids, ct);
        var filed = await NamedFilingRow.FiledAsync(reader, slots, facts, ct);
        if (filed.Count == 0) return [];
        var ends = (await reader.QueryAsync<EndRow>(
            "SELECT f.id, f.authority, f.until_on, f.ended_on FROM partnership.filing f WHERE f.id IN @ids",
            new { ids = filed.Select(filing => filing.Id) }, ct)).ToDictionary(row => row.Id);
        var needed = from slot in slots
                     from filing in filed
                     where filing.Institution == placement.Institution && HardWork.Needs(packs, slot.Facts, filing)
                     select (slot, filing);
        return needed.SelectMany(one => RowsOf(
            one.slot, one.filing.Id, [.. facts.Where(fact => (fact.SlotId, fact.FilingId) == (one.slot.Id, one.filing.Id))],
            ends[one.filing.Id].Show(), since)).Distinct();
    }

    private static IEnumerable<TimelineRow> RowsOf(
        Slot slot, Guid filing, IReadOnlyList<NamedFilingRow> facts, TimelineRow end, DateOnly since)
    {
        foreach (var fact in facts)
        {
            yield return new TimelineRow
            {
                HappenedOn = fact.HappenedOn,
                RecordedAt = fact.RecordedAt,
                Organisation = slot.Enterprise,
                What = fact.IsNamed == 1 ? "filing named" : "filing no longer named",
                Reference = filing,
                Rank = fact.IsNamed == 1 ? 31 : 79,
            };
        }
        if (since <= end.HappenedOn && NamedFilingRow.IsNamedOn(facts, slot.Terms.Filings.Contains(filing), end.HappenedOn))
        {
            yield return end;
        }
    }

    private sealed record EndRow
    {
        public Guid Id { get; init; }
        public string Authority { get; init; } = "";
        public DateOnly UntilOn { get; init; }
        public DateOnly? EndedOn { get; init; }

        public TimelineRow Show()
        {
            var row = new TimelineRow { Organisation = Authority, Reference = Id, Rank = 78 };
            return EndedOn is { } endedOn ? row with { HappenedOn = endedOn, What = "filing ended" }
                : row with { HappenedOn = UntilOn.AddDays(1), What = "filing expired" };
        }
    }
}
