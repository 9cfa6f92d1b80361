using System.Text.Json;
using System.Text.Json.Nodes;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.PlacementChanges;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Receipts;

/// <summary>
/// What was judged when a slot was opened, or a placement started or moved to another slot, by which rules, and what they said; signed, so
/// that it is verified without this platform.
/// </summary>
/// <param name="Document">The pack, its rules with their parameters, the inputs, the verdicts, the slot or placement with its version, and the day.</param>
/// <param name="Hash">SHA-256 of the document's canonical JSON (RFC 8785), in lower-case hexadecimal.</param>
/// <param name="Algorithm"><c>ES256</c>, over the bytes of the canonical JSON.</param>
/// <param name="KeyId">Which of the published keys signed it.</param>
/// <param name="Signature">The signature, in base64url.</param>
public sealed record Receipt(JsonElement Document, string Hash, string Algorithm, string KeyId, string Signature)
{
    /// <summary>The receipt of a slot that was opened.</summary>
    internal static Task OfSlotAsync(UnitOfWork work, ReceiptKeys keys, RulePack pack, SlotFacts facts, IReadOnlyList<RuleVerdict> verdicts, Slot open, DateOnly today, DateTimeOffset now)
    {
        // What others may read has neither the name of who attests nor what the enterprise has besides this slot: the verdict has the totals.
        var inputs = JsonSerializer.SerializeToNode(facts, JsonSerializerOptions.Web)!.AsObject();
        foreach (var member in new[] { "staff", "others" }) inputs.Remove(member);
        foreach (var member in new[] { "attestation", "institutionAttestation" }) (inputs[member] as JsonObject)?.Remove("by");
        return IssueAsync(work, keys, "slot-opened", open.Id, open.Version, open.Enterprise, open.ApprovedBy!, pack, inputs, verdicts, today, now);
    }

    /// <summary>The receipt of a placement that starts: what the pack of its slot says of the learner, whether all have consented (D32), and what was judged before.</summary>
    /// <returns>Why it does not start (D27, D36); null where it does.</returns>
    internal static async Task<ProblemHttpResult?> OfPlacementAsync(UnitOfWork work, RulePacks packs, ReceiptKeys keys, Placement placement, IReadOnlyList<RuleVerdict> judged, DateOnly today, DateTimeOffset now)
    {
        var (slot, learner) = (await SlotRow.StatedAsync(work, placement.SlotId), (await LearnerRow.FindAsync(work, placement.LearnerId))!);
        var verdicts = learner.Judge(packs, slot, placement.StartsOn, day => day > today ? "notBefore" : "startedOn");
        if (Problems.NotFor(verdicts) is { } problem) return problem;
        if (verdicts.Count == 0 || packs.Of(slot.StartsOn) is not { } pack) return null;
        var consent = InformedConsent.Judge(placement.ConsentsGiven(learner.BirthDate), today, packs.ConsentTo(slot.Kind, slot.StartsOn));
        var inputs = new JsonObject { ["slotId"] = placement.SlotId, ["learnerId"] = placement.LearnerId, ["startedOn"] = $"{placement.StartsOn:O}", ["endsOn"] = $"{placement.EndsOn:O}", ["textHash"] = placement.TextHash };
        List<RuleVerdict> all = [.. verdicts, new(InformedConsent.Name, consent), .. judged];
        await IssueAsync(
            work, keys, "placement-started", placement.Id, placement.Version, placement.Enterprise, placement.Institution, pack, inputs,
            all, today, now);
        return null;
    }

    /// <summary>
    /// The receipt of a placement that moved to another slot: what that slot's pack says of the learner, the consents to the change (D32),
    /// and, at another enterprise, its agreement (D31).
    /// </summary>
    internal static async Task OfMoveAsync(
        UnitOfWork work, RulePacks packs, ReceiptKeys keys, Placement placement, PlacementChange change, DateOnly today, DateTimeOffset now)
    {
        var (slot, learner) = (await SlotRow.StatedAsync(work, change.ToSlotId), (await LearnerRow.FindAsync(work, placement.LearnerId))!);
        var verdicts = learner.Judge(packs, slot, change.EffectiveOn, _ => "effectiveOn");
        if (verdicts.Count == 0 || packs.Of(slot.StartsOn) is not { } pack) return;
        var consented = change.Acceptances.ToDictionary(one => one.By, one => (DateOnly?)one.On);
        var given = new InformedConsent.Given(
            learner.BirthDate, consented.GetValueOrDefault(InformedConsent.Learner), consented.GetValueOrDefault(InformedConsent.Guardian),
            placement.IsWithoutGuardian);
        List<RuleVerdict> judged =
            [.. verdicts, new(InformedConsent.Name, InformedConsent.Judge(given, today, packs.ConsentTo(slot.Kind, slot.StartsOn)))];
        if (change.IsToAnotherEnterprise)
        {
            var signedOn = change.Signatures.Max(signature => signature.On);
            judged.Add(new(TripartiteAgreement.Name, DayOfMove.Judge(signedOn, change.ConsentedOn, change.EffectiveOn, today)));
        }
        var inputs = new JsonObject
        {
            ["slotId"] = change.ToSlotId,
            ["fromSlotId"] = change.FromSlotId,
            ["learnerId"] = placement.LearnerId,
            ["changeId"] = change.Id,
            ["movedOn"] = $"{change.EffectiveOn:O}",
            ["endsOn"] = $"{placement.EndsOn:O}",
            ["changeHash"] = change.TextHash,
            ["textHash"] = change.AgreementHash,
        };
        await IssueAsync(
            work, keys, "placement-moved", placement.Id, placement.Version, placement.Enterprise, placement.Institution, pack, inputs,
            judged, today, now);
    }

    private static async Task IssueAsync(
        UnitOfWork work, ReceiptKeys keys, string kind, Guid subject, int version, string enterprise, string institution, RulePack pack, JsonObject inputs, IReadOnlyList<RuleVerdict> verdicts, DateOnly today, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        var judged = verdicts.Select(one => one.Name).ToHashSet();
        var document = CanonicalJson.Canonicalise(JsonSerializer.Serialize(
            new
            {
                id,
                kind,
                subject = new { id = subject, version },
                enterprise,
                institution,
                day = today,
                pack = pack.Id,
                rules = pack.Rules.Where(rule => judged.Contains(rule.Name)),
                inputs,
                verdicts = verdicts.Select(JudgeSlot.Judged.Of),
            },
            JsonSerializerOptions.Web))!;
        var (keyId, signature) = await keys.SignAsync(work, document, now);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.receipt (id, subject_id, enterprise, institution, document, document_hash, key_id, signature, issued_at)
            VALUES (@id, @subject, @enterprise, @institution, @document, @hash, @keyId, @signature, @now)
            """,
            new { id, subject, enterprise, institution, document, hash = CanonicalJson.Hash(document), keyId, signature, now });
    }
}
