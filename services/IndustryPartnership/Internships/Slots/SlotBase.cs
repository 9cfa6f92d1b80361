using IndustryPartnership.Cooperation.Bases;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The base that a slot names: its enterprise is a party of it, and opens the slot for days on each of which it may be used (D25).</summary>
internal static class SlotBase
{
    /// <summary>Why the enterprise offers no work there up to a day; the same for a base that does not exist.</summary>
    public static async Task<Refusal?> WhyNotPartyAsync(UnitOfWork work, Guid? baseId, string enterprise, DateOnly until) => baseId is null || await work.FindAsync<int?>(
        """
        SELECT 1 FROM partnership.membership m INNER JOIN partnership.base b ON b.id = m.thing_id
        WHERE m.thing_id = @baseId AND m.organisation = @enterprise AND m.spell = 0 AND m.joined_on IS NOT NULL AND (m.left_on IS NULL OR m.left_on > @until)
        """,
        new { baseId, enterprise, until }) is not null ? null : Problems.NotAPartyOfTheBase(baseId.Value, enterprise, until);

    /// <summary>Why a slot is not opened, or nobody begins on it, at its base: from a day on, which is not before its first.</summary>
    public static async Task<Refusal?> WhyNotUsableAsync(UnitOfWork work, Slot slot, DateOnly from)
    {
        if (slot.BaseId is null) return null;
        if (await WhyNotPartyAsync(work, slot.BaseId, slot.Enterprise, slot.EndsOn) is { } problem) return problem;
        return BasePeriods.JudgeUse(from > slot.StartsOn ? from : slot.StartsOn, slot.EndsOn, await BaseRow.ActiveAsync(work, slot.BaseId.Value)) is { Passes: false } verdict ? Problems.BaseNotUsable(verdict) : null;
    }
}
