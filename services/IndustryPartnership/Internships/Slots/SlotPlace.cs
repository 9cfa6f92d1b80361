using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

/// <summary>A place in a slot, for an accepted offer or a move, while the slot is open and its basis holds (D37, D45).</summary>
internal static class SlotPlace
{
    /// <summary>Takes a place. Of two that take the last one at once, only one gets it.</summary>
    /// <param name="work">The transaction that takes it.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="institution">The learner's institution.</param>
    /// <param name="from">The first day on which the place is used.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Why there is none; then nothing was changed.</returns>
    public static async Task<Refusal?> TakeAsync(UnitOfWork work, Slot slot, string institution, DateOnly from, DateOnly today)
    {
        var taken = await work.ExecuteAsync(
            """
            UPDATE partnership.slot
            SET placed = placed + 1, state = CASE WHEN placed + 1 < capacity THEN 'open' ELSE 'full' END, version = version + 1
            WHERE id = @Id AND state = 'open' AND placed < capacity AND ends_on >= @today
                AND id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @Id AND
            """ + " " + SlotFooting.Holds + ")",
            new { slot.Id, institution, day = from, today });
        return taken > 0 ? null : await WhyNotAsync(work, slot, institution, from, today) ?? Problems.SlotFull(slot);
    }

    /// <summary>Why no place could be taken now, without taking one.</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Slot slot, string institution, DateOnly from, DateOnly today) =>
        await SlotFooting.WhyNotAsync(work, slot, institution, from) ?? WhyClosed(slot, today);

    /// <summary>
    /// Why no place may be offered: the slot takes nobody any more. A full slot may have room when the learner answers (D37).
    /// </summary>
    public static Refusal? WhyNotOffered(Slot slot) =>
        slot.State is SlotState.Open or SlotState.Full ? null : Problems.SlotNotIn(slot, SlotState.Open);

    private static Refusal? WhyClosed(Slot slot, DateOnly today) =>
        slot.State == SlotState.Full ? Problems.SlotFull(slot)
        : slot.State != SlotState.Open ? Problems.SlotNotIn(slot, SlotState.Open)
        : slot.EndsOn < today ? Problems.SlotPast(slot.EndsOn, today)
        : null;
}
