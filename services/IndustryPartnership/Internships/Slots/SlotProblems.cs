using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about slots.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotYourSlotType = IndustryPartnershipService.Problems.Define(
        "not-your-slot", 403, "Only the slot's enterprise may do this. The approving institution may also record insurance.");
    private static readonly ProblemType NoAgreementType = IndustryPartnershipService.Problems.Define(
        "no-agreement-in-force", 422, "The enterprise and the institution have no agreement in force that internships can rest on.");
    private static readonly ProblemType SlotPastType = IndustryPartnershipService.Problems.Define(
        "slot-past", 422, "The slot's last day has passed.");
    private static readonly ProblemType HeadcountType = IndustryPartnershipService.Problems.Define(
        "headcount", 422, "The enterprise would have too many interns for its staff.");
    private static readonly ProblemType SlotUnlawfulType = IndustryPartnershipService.Problems.Define(
        "slot-unlawful", 422, "The rules on internships refuse the slot.");
    private static readonly ProblemType NoRulePackType = IndustryPartnershipService.Problems.Define(
        "no-rule-pack", 422, "No pack of rules governs the first day on which a learner could begin.");
    private static readonly ProblemType InsuranceChargedType = IndustryPartnershipService.Problems.Define(
        "insurance-charged", 422, "School or enterprise must take out liability insurance, and learners never pay for it.");
    private static readonly ProblemType InsuranceUnknownType = IndustryPartnershipService.Problems.Define(
        "insurance-unknown", 422, "The slot has no such insurance, or it is already annulled.");
    private static readonly ProblemType InsuranceTakenType = IndustryPartnershipService.Problems.Define(
        "insurance-taken", 409, "The slot already has a valid record of that policy.");
    private static readonly ProblemType CannotCoSignType = IndustryPartnershipService.Problems.Define(
        "cannot-co-sign", 422, "Co-signatories must be registered organisations other than the enterprise.");
    private static readonly ProblemType FilingsUnknownType = IndustryPartnershipService.Problems.Define(
        "filings-unknown", 422, "A slot may name only filings that an authority has recorded for its enterprise.");
    private static readonly ProblemType SlotFullType = IndustryPartnershipService.Problems.Define(
        "slot-full", 409, "Every place of the slot is taken.");
    private static readonly ProblemType BaseNotUsableType = IndustryPartnershipService.Problems.Define(
        "base-not-usable", 422, "The base cannot be used on every day of the slot.");

    public static Refusal NotYourSlot(Slot slot) =>
        NotYourSlotType.Refuse($"Only {slot.Enterprise} may do this.", facts: new { slot.Enterprise });

    /// <param name="enterprise">The slot's enterprise.</param>
    /// <param name="institution">The learner's institution.</param>
    /// <param name="on">The day that needs an agreement in force.</param>
    /// <param name="lastDay">The last day of the agreement in force today; null if there is none.</param>
    /// <param name="isWritten">Whether the slot can still be changed to begin earlier.</param>
    public static Refusal NoAgreementInForce(
        string enterprise, string institution, DateOnly on, DateOnly? lastDay, bool isWritten = false) => NoAgreementType.Refuse(
        isWritten && lastDay is not null
            ? "Let the slot begin by the agreement's last day, or have both sign an agreement that lasts longer."
            : "Have both sign an internship framework or a strategic cooperation that is valid on that day.",
        "D37", new { enterprise, institution, on, lastDay },
        isWritten && lastDay is not null ? new { startsOn = lastDay } : SignOneFor(enterprise, institution, on));

    private static object SignOneFor(string enterprise, string institution, DateOnly validOn)
    {
        string[] kinds = [AgreementKind.InternshipFramework, AgreementKind.StrategicCooperation];
        return new { agreement = new { kinds, parties = new[] { enterprise, institution }, validOn } };
    }

    /// <summary>
    /// The base of an open slot, or the enterprise's part in it, has ended. A learner can choose another slot, and the base's parties can
    /// continue it.
    /// </summary>
    public static Refusal BaseEnded(Guid baseId, string enterprise, DateOnly from, DateOnly until, SlotFooting.BaseRow? found)
    {
        var path = $"/industry-partnership/v1/bases/{baseId}";
        var hasLeft = found?.LeftOn <= until;
        return BaseNotUsableType.Refuse(
            hasLeft
                ? Wording.Of("Choose another slot. Or have the enterprise invited to the base again.")
                : Wording.Of("Choose another slot. Or have the base approved again."),
            "D25",
            new { baseId, enterprise, from, until, found?.State, found?.ValidUntil, found?.SuspendedOn, found?.LeftOn },
            hasLeft ? new { invite = $"{path}/invitations", organisation = enterprise } : found?.State == "suspended"
                ? new { approve = $"{path}/approval" } : null);
    }

    public static Refusal SlotPast(DateOnly endsOn, DateOnly today) =>
        SlotPastType.Refuse("Choose a period that is not over.", "D37", new { endsOn, today }, new { endsOn = today });

    public static Refusal Headcount(Verdict verdict) => HeadcountType.Refuse(
        verdict,
        "On every date, interns must not exceed the shares in the facts: of all staff, and of the post's staff. "
        + "Use the capacity in the change. If the change has no capacity, choose another period, "
        + "or first record staff counts at least as high as in the change.");

    /// <summary>The first refusal among a slot's verdicts; null if there is none.</summary>
    public static Refusal? Unlawful(RulePack pack, IReadOnlyList<RuleVerdict> verdicts)
    {
        var refused = verdicts.Where(one => !one.Verdict.Passes).ToList();
        if (refused.Count == 0) return null;
        if (refused is [{ Verdict: { Rule: "D29" } headcount }]) return Headcount(headcount);
        var verdict = refused[0].Verdict with { Change = ChangeOfAll.Of([.. refused.Select(one => one.Verdict)]) };
        var rules = string.Join(", ", refused.Select(one => one.Verdict.Rule));
        return SlotUnlawfulType.Refuse(
            verdict,
            $"These rules of the pack {pack.Id} refuse the slot: {rules}. "
            + $"The change satisfies all of them, and names each member that is missing.") with
        {
            More = new Dictionary<string, object?> { ["pack"] = pack.Id, ["verdicts"] = verdicts.Select(JudgeSlot.Judged.Of).ToList() },
        };
    }

    public static Refusal NoRulePack(DateOnly startsOn, RulePacks packs) => NoRulePackType.Refuse(
        "Choose a first day that a pack governs.", "D26", new
        {
            startsOn,
            packs = packs.All.Select(pack => new { pack.Id, pack.From, pack.Until }),
        }, packs.NearestGoverned(startsOn) is { } day
            ? new { startsOn = day }
            : null);

    public static Refusal InsuranceCharged(Verdict verdict) =>
        InsuranceChargedType.Refuse(
            verdict, "Have the enterprise or the institution take out the insurance and pay for it. "
                + "State in takenOutBy which of them did.");

    public static Refusal InsuranceUnknown(string insurer, string policyNumber, IReadOnlyList<InsuranceRow> current)
    {
        var recorded = current.Select(row => new { row.Insurer, row.PolicyNumber }).ToList();
        return InsuranceUnknownType.Refuse(
            "Name insurer and number as in the current record of the policy.", "D35", new { insurer, policyNumber, recorded },
            recorded.Count > 0 ? recorded[^1] : null);
    }

    public static Refusal InsuranceTaken(Insurance policy, string insurer, string policyNumber) => InsuranceTakenType.Refuse(
        "Annul the record that is wrong, and correct the other one.", "D35", new { policy.Insurer, policy.PolicyNumber },
        new { insurance = new { insurer, policyNumber } });

    public static Refusal NotYourInsurance(Slot slot) => NotYourSlotType.Refuse(
        "Only the enterprise's internship manager, or the coordinator of the approving institution, may do this.",
            facts: new { slot.Enterprise, slot.ApprovedBy });

    public static Refusal CannotCoSign(IEnumerable<string> strangers, IReadOnlyList<string> coSignatories) =>
        CannotCoSignType.Refuse(
            "Name organisations that are registered and not closed. The enterprise signs anyway.", "D31", new { strangers },
            new { terms = new { coSignatories } });

    /// <param name="unknown">Those that no authority has recorded for the enterprise.</param>
    /// <param name="change">The same request without the unknown ones.</param>
    public static Refusal FilingsUnknown(IEnumerable<Guid> unknown, object change) => FilingsUnknownType.Refuse(
        "Name filings by their ids, as the authority has recorded them for the enterprise.", "D28", new { unknown }, change);

    public static Refusal SlotFull(Slot slot) => SlotFullType.Refuse("Choose another slot.", "D37", new { slot.Capacity, slot.Placed });

    public static Refusal NotAPartyOfTheBase(Guid baseId, string enterprise, DateOnly until) =>
        Cooperation.Problems.NotAPartyType.Refuse(
            "Name a base of which the enterprise is a party until the slot's last day, or name no base.",
            "D25",
            new { baseId, enterprise, until },
            new { baseId = (Guid?)null });

    public static Refusal BaseNotUsable(Verdict verdict) =>
        BaseNotUsableType.Refuse(verdict, "Choose days within one of the base's periods, as in the change. Or name no base.");
}
