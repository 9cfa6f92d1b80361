using System.Text.Json;
using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The receipt of a slot that was opened.</summary>
internal static class SlotReceipt
{
    public static Task IssueAsync(
        UnitOfWork work, ReceiptKeys keys, RulePack pack, SlotFacts facts, IReadOnlyList<RuleVerdict> verdicts, Slot open, Act act)
    {
        // What others may read has neither the name of who attests nor what the enterprise has besides this slot: the verdict has the totals.
        var inputs = JsonSerializer.SerializeToNode(facts, JsonSerializerOptions.Web)!.AsObject();
        foreach (var member in new[] { "staff", "others" }) inputs.Remove(member);
        (inputs["terms"]!["attestation"] as JsonObject)?.Remove("by");
        (inputs["institutionAttestation"] as JsonObject)?.Remove("by");
        var subject = new ReceiptSubject("slot-opened", open.Id, open.Version, open.Enterprise, open.ApprovedBy!);
        return Receipt.IssueAsync(work, keys, subject, pack, inputs, verdicts, act);
    }
}
