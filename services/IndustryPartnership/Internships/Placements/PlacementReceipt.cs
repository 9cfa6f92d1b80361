using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The receipt of a starting placement: what its slot's pack says about the learner, the consents, and what else was judged.
/// </summary>
internal static class PlacementReceipt
{
    /// <summary>Issues it, if a pack governs and binds the slot.</summary>
    public static async Task IssueAsync(
        UnitOfWork work, RulePacks packs, ReceiptKeys keys, Placement started, SlotFacts slot, IReadOnlyList<RuleVerdict> verdicts, Act act)
    {
        if (packs.Of(slot.LawOn) is not { } pack || !packs.Binds(pack, slot)) return;
        var inputs = new JsonObject
        {
            ["slotId"] = started.SlotId,
            ["learnerId"] = started.LearnerId,
            ["startedOn"] = $"{started.StartsOn:O}",
            ["endsOn"] = $"{started.EndsOn:O}",
            ["textHash"] = started.TextHash,
        };
        var subject = new ReceiptSubject("placement-started", started.Id, started.Version, started.Enterprise, started.Institution);
        await Receipt.IssueAsync(work, keys, subject, pack, inputs, verdicts, act);
    }
}
