using IndustryPartnership.Internships.Moves;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>What is refused of moves.</summary>
internal static partial class Problems
{
    private static readonly ProblemType CoSignatureMissingType = IndustryPartnershipService.Problems.Define("co-signature-missing", 422, "A placement does not move to a slot whose agreements somebody co-signs who has not signed this one (D31).");
    private static readonly ProblemType NotSignedInTimeType = IndustryPartnershipService.Problems.Define(
        "not-signed-in-time", 422, "The agreement with the next enterprise is signed before the first day there (D31).");
    private static readonly ProblemType NotYourSignatureType = IndustryPartnershipService.Problems.Define(
        "not-your-signature", 403,
        "Institution, next enterprise, learner and co-signatories sign a move's agreement; within an enterprise there is none.");
    private static readonly ProblemType NothingToChangeType = IndustryPartnershipService.Problems.Define("nothing-to-change", 422, "A change of a placement is to another slot or another mentor (D37).");
    private static readonly ProblemType ChangeOpenType = IndustryPartnershipService.Problems.Define("change-open", 409, "One change of a placement is open at a time (D37).");
    private static readonly ProblemType ChangeStateType = IndustryPartnershipService.Problems.Define("change-state", 409, "The change's state does not allow this (D37).");
    private static readonly ProblemType ChangeDayType = IndustryPartnershipService.Problems.Define("cannot-change-then", 422, "A placement changes its post on one of its days after the first one at the present post and after the last one of its logbook (D37, D39).");
    private static readonly ProblemType SlotDoesNotCoverType = IndustryPartnershipService.Problems.Define("slot-does-not-cover", 422, "The next slot has all days that are left of the placement (D37).");

    public static Refusal CoSignatureMissing(IReadOnlyList<string> coSignatories) =>
        CoSignatureMissingType.Refuse("Choose a slot that they do not co-sign, or end this placement and have the learner apply there.", "D31", new { coSignatories });

    public static Refusal NoDayToSign(Verdict verdict) => NotSignedInTimeType.Refuse(verdict, "Propose it for a day to come.");

    public static Refusal NotSignedInTime(Verdict verdict) => NotSignedInTimeType.Refuse(
        verdict,
        verdict.Change is null
            ? "Withdraw it, and propose it for a later day."
            : "Give a day from the proposal on that has come, before the first day at the next enterprise.");

    public static Refusal NoAgreementOfMove(PlacementChange change) => NotSignedInTimeType.Refuse(
        "It was proposed before moves had agreements: withdraw it, and propose it again.",
        "D31", new { change.ProposedOn, change.AgreementHash }, new { withdraw = $"{change.Path}/withdrawal" });

    public static Refusal NotYourSignature(PlacementChange change) => NotYourSignatureType.Refuse(
        change.AgreementHash is null ? "There is nothing to sign: consent to it." : "Others sign it.",
        facts: new { change.FromEnterprise, change.ToEnterprise, change.AwaitingSignatures });

    public static Refusal NothingToChange(Placement placement) => NothingToChangeType.Refuse("It is at that slot, with that mentor: name another one of either.", "D37", new { placement.SlotId, placement.Mentor });

    public static Refusal ChangeOpen(Guid placement, Guid open) => ChangeOpenType.Refuse(
        "Have that one agreed and in force, refused or withdrawn first.", "D37", new { change = open }, new { refuse = $"/industry-partnership/v1/placements/{placement}/changes/{open}/refusal", withdraw = $"/industry-partnership/v1/placements/{placement}/changes/{open}/withdrawal" });

    public static Refusal ChangeNotIn(PlacementChange change, params string[] states) => ChangeStateType.Refuse($"It is {change.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { change.State, states });

    public static Refusal CannotChangeThen(Verdict verdict) => ChangeDayType.Refuse(verdict, "Propose it for a day after the last one that was worked and written at the present post, by the placement's last day.");

    public static Refusal SlotDoesNotCover(Verdict verdict) =>
        SlotDoesNotCoverType.Refuse(verdict, verdict.Change is null ? "Choose a slot that does not end before the placement." : "Propose it from the slot's first day on, or choose another slot.");

    public static Refusal NotYourChange(PlacementChange change) => Cooperation.Problems.NotYourProposalType.Refuse($"{change.ProposedBy} may do this.", facts: new { change.ProposedBy });

    public static Refusal AlreadyAccepted(PlacementChange change) => ConsentedType.Refuse("Its consent counts once; the others' are awaited.", "D32", new { change.Acceptances, change.Awaiting });
}
