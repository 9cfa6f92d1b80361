using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>D45: whether the insurance (D35) and the filings (D28) of an open slot still hold.</summary>
internal static class SlotRests
{
    /// <summary>
    /// Whether nobody can begin at the slot s from @day on, since no insurance covers any remaining day. Visits are not bound (D26).
    /// </summary>
    public const string Ended =
        """
        (s.kind <> 'cognitive-visit'
            AND NOT EXISTS (SELECT 1 FROM partnership.slot_insurance i
                WHERE i.slot_id = s.id AND i.is_current = 1 AND i.charged = 0 AND i.from_pay = 0 AND i.until_on >= @day
                    AND i.until_on >= s.starts_on AND i.from_on <= s.ends_on))
        """;

    /// <summary>
    /// Whether search shows a slot by its filings. For an institution, its learners' applications decide. For others, one of the slot's own
    /// institutions must have what it needs.
    /// </summary>
    /// <param name="reader">Where it is read.</param>
    /// <param name="packs">The packs.</param>
    /// <param name="org">Who searches.</param>
    /// <param name="day">The business date.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Func<Slot, bool>> FiledAsync(
        IReader reader, RulePacks packs, string org, DateOnly day, CancellationToken ct)
    {
        var kind = await reader.FindAsync<string>("SELECT kind FROM partnership.organisation WHERE code = @org", new { org }, ct);
        var isInstitution = kind is not null && OrganisationKind.IsInstitution(kind);
        return slot => (isInstitution ? [org] : slot.Filed.Select(filing => filing.Institution).Append(slot.ApprovedBy!))
            .Any(institution => HardWork.IsFiled(packs, slot.Facts, institution, day));
    }
}
