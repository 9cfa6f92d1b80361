using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Moves;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>
/// The module's refusals, with stable types, served at <c>/problems/industry-partnership</c>. Here are those that several features use;
/// each folder has its own part.
/// </summary>
internal static partial class Problems
{
    // Define all types before the first is used.
    static Problems()
    {
    }

    /// <summary>Defines the types.</summary>
    public static void Define()
    {
    }

    private static readonly ProblemType NotYourPlacementType = IndustryPartnershipService.Problems.Define(
        "not-your-placement", 403, "Only one party of the placement may do this. The detail names it.");
    private static readonly ProblemType SlotStateType = IndustryPartnershipService.Problems.Define(
        "slot-state", 409, "The slot's state does not allow this.");
    private static readonly ProblemType NotInsuredType = IndustryPartnershipService.Problems.Define(
        "not-insured", 422, "Nobody may begin on a day without liability insurance.");
    private static readonly ProblemType FilingMissingType = IndustryPartnershipService.Problems.Define(
        "filing-missing", 422,
            "This work needs an authority's filing for the learner's school, for all remaining days.");
    private static readonly ProblemType TooYoungType = IndustryPartnershipService.Problems.Define(
        "too-young", 422, "The learner is too young to start.");
    private static readonly ProblemType FirstYearType = IndustryPartnershipService.Problems.Define(
        "first-year", 422, "The learner is in the first year of the present stage.");
    private static readonly ProblemType MajorType = IndustryPartnershipService.Problems.Define(
        "major-does-not-match", 422, "The post does not match the learner's major.");
    private static readonly ProblemType ApplicationStateType = IndustryPartnershipService.Problems.Define(
        "application-state", 409, "The application's state does not allow this.");
    private static readonly ProblemType PlacementStateType = IndustryPartnershipService.Problems.Define(
        "placement-state", 409, "The placement's state does not allow this.");
    private static readonly ProblemType ConsentMissingType = IndustryPartnershipService.Problems.Define(
        "consent-missing", 422, "All needed consents must come before a signature.");
    private static readonly ProblemType ConsentedType = IndustryPartnershipService.Problems.Define(
        "already-consented", 409, "This consent was already given.");
    private static readonly ProblemType NoGuardianType = IndustryPartnershipService.Problems.Define(
        "no-guardian-needed", 422, "The slot's rules need no consent of a guardian or parent.");
    private static readonly ProblemType NotYourRecordType = IndustryPartnershipService.Problems.Define(
        "not-your-record", 403, "Only the recorder of a consent or a signature may correct it.");

    public static Refusal NotYourPlacement(Placement placement) => NotYourPlacement(placement.Institution);

    public static Refusal NotYourPlacement(string org) =>
        NotYourPlacementType.Refuse($"Only {org} may do this.", facts: new { organisation = org });

    public static Refusal SlotNotIn(Slot slot, params string[] states) =>
        CommonProblems.NotInState(SlotStateType, "D37", "slot", slot.State, states);

    /// <summary>Why a learner does not pass for a slot; null if they do.</summary>
    public static Refusal? NotFor(IReadOnlyList<RuleVerdict> verdicts) => verdicts.FirstOrDefault(one => !one.Verdict.Passes) switch
    {
        null => null,
        { Name: MajorMatch.Name, Verdict: var verdict } =>
            MajorType.Refuse(verdict, "Choose a slot for the learner's major or one of the same class."),
        { Name: HardWork.Name, Verdict: var verdict } => FilingMissingType.Refuse(
            verdict, "Have an authority record the filing that the change describes. Then have the enterprise name it for the slot. "
            + "Or choose another slot."),
        { Name: LiabilityInsurance.Name, Verdict: var verdict } => NotInsuredType.Refuse(
            verdict, "Begin on a covered day. If none is left, "
            + "have the enterprise or the institution record insurance for these days."),
        { Name: ProtectedYouth.FirstYear, Verdict: var verdict } =>
            FirstYearType.Refuse(
                verdict, "Start later, when the learner has been in the stage long enough. The slot must last until then."),
        { Name: ProtectedYouth.Name, Verdict: var verdict } =>
            TooYoungType.Refuse(verdict, "Start later, when the learner is old enough. The slot must last until then."),
        var other => throw new InvalidOperationException($"No problem says that {other.Name} refuses a learner."),
    };

    public static Refusal ApplicationNotIn(Application application, params string[] states) =>
        CommonProblems.NotInState(ApplicationStateType, "D37", "application", application.State, states);

    public static Refusal PlacementNotIn(Placement placement, params string[] states) =>
        CommonProblems.NotInState(PlacementStateType, "D37", "placement", placement.State, states);

    public static Refusal ConsentMissing(Placement placement, IReadOnlyList<string> missing) => ConsentMissingType.Refuse(
        $"The consent of the {string.Join(" and the ", missing)} is missing.", "D32", new { missing },
        new
        {
            consents = missing.Select(who => $"/industry-partnership/v1/placements/{placement.Id}/{(who == InformedConsent.Guardian
            ? "guardian-consent"
            : "consent")}")
        });

    public static Refusal NoGuardianNeeded(Verdict verdict, Guid placement) =>
        NoGuardianType.Refuse(
            "The learner needs no guardian's consent.",
            verdict.Rule,
            verdict.Facts,
            new { consent = $"/industry-partnership/v1/placements/{placement}/consent" });

    public static Refusal ConsentMissing(PlacementChange change, IReadOnlyList<string> missing) => ConsentMissingType.Refuse(
        $"The consent of the {string.Join(" and the ", missing)} is missing.", "D32", new { missing },
        new
        {
            consents = missing.Select(who => $"{change.Path}/{(who == InformedConsent.Guardian ? "guardian-acceptance" : "acceptance")}"),
        });

    public static Refusal NothingToCorrect(Placement placement, string act) => Cooperation.Problems.NothingToCorrectType.Refuse(
        "Name a recorded consent, confirmation or signature. Only one on paper has a scan and a signatory.",
        "D43", new { act, placement.Consents, placement.WithoutGuardian, placement.Signatures });

    public static Refusal NothingToCorrect(PlacementChange change, string act) => Cooperation.Problems.NothingToCorrectType.Refuse(
        "Correct only a consent or signature on paper. If the change is not in force, you may withdraw it instead.",
        "D43", new { act, change.Acceptances, change.Signatures });

    public static Refusal NotYourRecord(PlacementChange change, string act) => NotYourRecordType.Refuse(
        "The institution's coordinator corrects a guardian's consent. Each signatory corrects their own signature.",
        facts: new { act, change.Institution, change.ToEnterprise });

    public static Refusal NotYourRecord(Placement placement, string act) => NotYourRecordType.Refuse(
        "Learners correct their own consents and signatures. Coordinators correct what was handed in on paper. "
        + "Signatories correct their own signatures.",
        facts: new { act, placement.Institution, placement.Enterprise });

    public static Refusal NoGuardianNeeded(PlacementChange change) =>
        NoGuardianType.Refuse(
            "The learner needs no guardian's consent.", "D32", new { needsGuardian = false, on = change.ProposedOn },
            new { consent = $"{change.Path}/acceptance" });
}
