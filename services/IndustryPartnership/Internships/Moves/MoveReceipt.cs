using System.Text.Json.Nodes;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
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
    /// <summary>Issues it, if a pack governs and binds the slot.</summary>
    public static async Task IssueAsync(
        UnitOfWork work, RulePacks packs, ReceiptKeys keys, Placement moved, SlotFacts slot, PlacementChange change, Act act)
    {
        if (packs.Of(slot.LawOn) is not { } pack || !packs.Binds(pack, slot)) return;
        var learner = (await LearnerRow.FindAsync(work, moved.LearnerId))!;
        var consented = change.Acceptances.ToDictionary(one => one.By, one => (DateOnly?)one.On);
        var given = new InformedConsent.Given(
            learner.BirthDate, consented.GetValueOrDefault(InformedConsent.Learner), consented.GetValueOrDefault(InformedConsent.Guardian),
            moved.IsWithoutGuardian);
        var consent = InformedConsent.Judge(given, act.Today, packs.ConsentTo(slot));
        List<RuleVerdict> verdicts =
            [.. learner.Judge(packs, slot, change.EffectiveOn, _ => "effectiveOn"), new(InformedConsent.Name, consent)];
        if (change.IsToAnotherEnterprise)
        {
            var signedOn = change.Signatures.Max(signature => signature.On);
            verdicts.Add(new(TripartiteAgreement.Name, DayOfMove.Judge(signedOn, change.ConsentedOn, change.EffectiveOn, act.Today)));
        }
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
