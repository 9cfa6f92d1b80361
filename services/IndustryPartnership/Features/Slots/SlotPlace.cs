using Kernel.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Slots;

/// <summary>A place of a slot, for a learner who accepts an offer or whose placement moves: while the slot is open, its base may be used, and its enterprise has an agreement in force with the institution (D25, D37).</summary>
internal static class SlotPlace
{
    /// <summary>Takes a place; of two that take the last one at once, one has it.</summary>
    /// <param name="work">The transaction of whoever takes it.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="institution">The learner's institution.</param>
    /// <param name="from">The first day on which the place is used.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Why there is none; nothing was changed then.</returns>
    public static async Task<ProblemHttpResult?> TakeAsync(UnitOfWork work, Slot slot, string institution, DateOnly from, DateOnly today)
    {
        if (await SlotBase.WhyNotUsableAsync(work, slot, from) is { } unusable) return unusable;
        var taken = await work.ExecuteAsync(
            """
            UPDATE partnership.slot SET placed = placed + 1, state = CASE WHEN placed + 1 < capacity THEN 'open' ELSE 'full' END, version = version + 1
            WHERE id = @Id AND state = 'open' AND placed < capacity AND ends_on >= @today AND id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @Id AND EXISTS (
            """ + SlotRow.AgreementInForce + "))",
            new { slot.Id, org = institution, today });
        return taken > 0 ? null : await SlotRow.WhyClosedAsync(work, slot.Id, institution, today) ?? Problems.SlotFull(slot);
    }

    /// <summary>Why a place could not be taken at the moment, without taking it.</summary>
    public static async Task<ProblemHttpResult?> WhyNotAsync(UnitOfWork work, Slot slot, string institution, DateOnly from, DateOnly today) =>
        await SlotBase.WhyNotUsableAsync(work, slot, from) ?? await SlotRow.WhyClosedAsync(work, slot.Id, institution, today);
}
