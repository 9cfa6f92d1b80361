using IndustryPartnership.Cooperation.Bases;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The base that a slot names. The slot's enterprise is a party to it, and the base may be used on every day of the slot (D25).
/// </summary>
internal static class SlotBase
{
    /// <summary>Why the enterprise cannot offer work there until a day. An unknown base gets the same answer.</summary>
    public static async Task<Refusal?> WhyNotPartyAsync(UnitOfWork work, Guid? baseId, string enterprise, DateOnly until) => baseId is null
        || await work.FindAsync<int?>(
        """
        SELECT 1 FROM partnership.membership m INNER JOIN partnership.base b ON b.id = m.thing_id
        WHERE m.thing_id = @baseId AND m.organisation = @enterprise AND m.spell = 0 AND m.joined_on IS NOT NULL
            AND (m.left_on IS NULL OR m.left_on > @until)
        """,
        new { baseId, enterprise, until }) is not null ? null : Problems.NotAPartyOfTheBase(baseId.Value, enterprise, until);

    /// <summary>Why a slot cannot open, or nobody can begin, at its base from a day on. That day is not before the slot's first.</summary>
    public static async Task<Refusal?> WhyNotUsableAsync(UnitOfWork work, Slot slot, DateOnly from)
    {
        if (slot.BaseId is null) return null;
        if (await WhyNotPartyAsync(work, slot.BaseId, slot.Enterprise, slot.EndsOn) is { } problem) return problem;
        return BasePeriods.JudgeUse(
            from > slot.StartsOn ? from : slot.StartsOn,
            slot.EndsOn,
            await BaseRow.ActiveAsync(work, slot.BaseId.Value)) is { Passes: false } verdict
            ? Problems.BaseNotUsable(verdict)
            : null;
    }
}
