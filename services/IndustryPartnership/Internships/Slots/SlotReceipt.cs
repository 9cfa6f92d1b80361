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
        // Others may read a receipt, so it omits the attesting person and the enterprise's other interns. The verdict has the totals.
        var inputs = JsonSerializer.SerializeToNode(facts, JsonSerializerOptions.Web)!.AsObject();
        foreach (var member in new[] { "staff", "others" }) inputs.Remove(member);
        (inputs["terms"]!["attestation"] as JsonObject)?.Remove("by");
        (inputs["institutionAttestation"] as JsonObject)?.Remove("by");
        var subject = new ReceiptSubject("slot-opened", open.Id, open.Version, open.Enterprise, open.ApprovedBy!);
        return Receipt.IssueAsync(work, keys, subject, pack, inputs, verdicts, act);
    }
}
