using IndustryPartnership.Internships.Moves;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about moves.</summary>
internal static partial class Problems
{
    private static readonly ProblemType CoSignatureMissingType = IndustryPartnershipService.Problems.Define(
        "co-signature-missing", 422, "The target slot has a co-signatory who has not signed this placement's agreement.");
    private static readonly ProblemType NotSignedInTimeType = IndustryPartnershipService.Problems.Define(
        "not-signed-in-time", 422, "The agreement with the next enterprise must be signed before the first day there.");
    private static readonly ProblemType NotYourSignatureType = IndustryPartnershipService.Problems.Define(
        "not-your-signature", 403,
        "Institution, next enterprise, learner and co-signatories sign a move's agreement. "
        + "A move within an enterprise has no agreement of its own.");
    private static readonly ProblemType NothingToChangeType = IndustryPartnershipService.Problems.Define(
        "nothing-to-change", 422, "A change must name another slot or another mentor.");
    private static readonly ProblemType ChangeOpenType = IndustryPartnershipService.Problems.Define(
        "change-open", 409, "The placement already has an open change.");
    private static readonly ProblemType ChangeStateType = IndustryPartnershipService.Problems.Define(
        "change-state", 409, "The change's state does not allow this.");
    private static readonly ProblemType ChangeDayType = IndustryPartnershipService.Problems.Define(
        "cannot-change-then",
        422,
        "The day must be within the placement, after the first day at the present post and the last logbook day.");
    private static readonly ProblemType SlotDoesNotCoverType = IndustryPartnershipService.Problems.Define(
        "slot-does-not-cover", 422, "The next slot must cover all remaining days of the placement.");

    public static Refusal CoSignatureMissing(IReadOnlyList<string> coSignatories) =>
        CoSignatureMissingType.Refuse(
            "Choose a slot without these co-signatories, or end this placement and have the learner apply there.",
            "D31",
            new { coSignatories });

    public static Refusal NoDayToSign(Verdict verdict) => NotSignedInTimeType.Refuse(verdict, "Propose the move for a future day.");

    public static Refusal NotSignedInTime(Verdict verdict) => NotSignedInTimeType.Refuse(
        verdict,
        verdict.Change is null
            ? "Withdraw the change, and propose it for a later day."
            : "Send a day from the proposal until today. It must be before the first day at the next enterprise.");

    public static Refusal NoAgreementOfMove(PlacementChange change) => NotSignedInTimeType.Refuse(
        "The change was proposed before moves needed an agreement. Withdraw it, and propose it again.",
        "D31", new { change.ProposedOn, change.AgreementHash }, new { withdraw = $"{change.Path}/withdrawal" });

    public static Refusal NotYourSignature(PlacementChange change) => NotYourSignatureType.Refuse(
        change.AgreementHash is null
            ? "This change needs no signature. Consent to it instead."
            : "You do not sign this change. The facts name the missing signatures.",
        facts: new { change.FromEnterprise, change.ToEnterprise, change.AwaitingSignatures });

    public static Refusal NothingToChange(Placement placement) =>
        NothingToChangeType.Refuse(
            "The placement already has that slot and mentor. Name another slot or another mentor.",
            "D37",
            new { placement.SlotId, placement.Mentor });

    public static Refusal ChangeOpen(Guid placement, Guid open) => ChangeOpenType.Refuse(
        "Put that change into force, refuse it or withdraw it first.", "D37", new { change = open },
        new
        {
            refuse = $"/industry-partnership/v1/placements/{placement}/changes/{open}/refusal",
            withdraw = $"/industry-partnership/v1/placements/{placement}/changes/{open}/withdrawal",
        });

    public static Refusal ChangeNotIn(PlacementChange change, params string[] states) =>
        CommonProblems.NotInState(ChangeStateType, "D37", "change", change.State, states);

    public static Refusal CannotChangeThen(Verdict verdict) =>
        ChangeDayType.Refuse(
            verdict, "Propose the change for a day after the last logbook day at the present post, up to the placement's last day.");

    public static Refusal SlotDoesNotCover(Verdict verdict) =>
        SlotDoesNotCoverType.Refuse(
            verdict,
            verdict.Change is null
                ? "Choose a slot that does not end before the placement."
                : "Propose the change for the slot's first day or later, or choose another slot.");

    public static Refusal NotYourChange(PlacementChange change) =>
        Cooperation.Problems.NotYourProposalType.Refuse($"Only {change.ProposedBy} may do this.", facts: new { change.ProposedBy });

    public static Refusal AlreadyAccepted(PlacementChange change) =>
        ConsentedType.Refuse(
            "This party has already consented. The change waits for the others.", "D32", new { change.Acceptances, change.Awaiting });
}
