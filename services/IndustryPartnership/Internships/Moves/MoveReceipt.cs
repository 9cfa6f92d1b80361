using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// The receipt of a move to another slot: what that slot's pack says about the learner, and the consents (D32). At another enterprise it
/// also has the agreement (D31).
/// </summary>
internal static class MoveReceipt
{
    /// <summary>Issues it. The caller has judged the move by the pack.</summary>
    public static async Task IssueAsync(
        UnitOfWork work, ReceiptKeys keys, RulePack pack, Placement moved, PlacementChange change, IReadOnlyList<RuleVerdict> verdicts,
        Act act)
    {
        var inputs = new JsonObject
        {
            ["slotId"] = change.ToSlotId,
            ["fromSlotId"] = change.FromSlotId,
            ["learnerId"] = moved.LearnerId,
            ["changeId"] = change.Id,
            ["movedOn"] = $"{change.EffectiveOn:O}",
            ["endsOn"] = $"{moved.EndsOn:O}",
            ["changeHash"] = change.TextHash,
            ["textHash"] = change.AgreementHash,
        };
        var subject = new ReceiptSubject("placement-moved", moved.Id, moved.Version, moved.Enterprise, moved.Institution);
        await Receipt.IssueAsync(work, keys, subject, pack, inputs, verdicts, act);
    }
}
