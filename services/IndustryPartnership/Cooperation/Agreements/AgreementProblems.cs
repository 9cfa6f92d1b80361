using IndustryPartnership.Cooperation.Agreements;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about agreements.</summary>
internal static partial class Problems
{
    private static readonly ProblemType AgreementStateType = IndustryPartnershipService.Problems.Define(
        "agreement-state", 409, "The agreement's state does not allow this.");
    private static readonly ProblemType AgreementPastType = IndustryPartnershipService.Problems.Define(
        "agreement-past", 422, "The agreement's last day has passed.");
    private static readonly ProblemType AmendmentPendingType = IndustryPartnershipService.Problems.Define(
        "amendment-pending", 409, "The agreement already has a proposed amendment.");
    private static readonly ProblemType NoAmendmentType = IndustryPartnershipService.Problems.Define(
        "no-amendment", 409, "The agreement has no proposed amendment.");

    public static Refusal PartiesUnknown(IEnumerable<string> unknown, int parties) =>
        PartiesUnknownType.Refuse("Name two or more organisations that are registered and not closed.", "D22", new { unknown, parties });

    public static Refusal AgreementNotIn(Agreement agreement, params string[] states) =>
        CommonProblems.NotInState(AgreementStateType, "D22", "agreement", agreement.State, states);

    public static Refusal AgreementPast(Agreement agreement, DateOnly validUntil, DateOnly today)
    {
        var at = $"/industry-partnership/v1/agreements/{agreement.Id}";
        return AgreementPastType.Refuse(
            "Move the last day to today or later, and sign the new text.", agreement.Amendment is null ? "D22" : "D23",
            new { validUntil, today }, new { edit = agreement.Amendment is null ? at : $"{at}/amendment", validUntil = today });
    }

    public static Refusal AmendmentPending(Agreement agreement) => AmendmentPendingType.Refuse(
        "Sign, edit or withdraw the proposed amendment first.", "D23",
        new { agreement.Amendment?.Revision, agreement.Amendment?.ProposedBy },
        new { withdraw = $"/industry-partnership/v1/agreements/{agreement.Id}/amendment/withdrawal" });

    public static Refusal NoAmendment(Agreement agreement) => NoAmendmentType.Refuse(
        "Propose an amendment first.", "D23", new { agreement.State, agreement.TextHash },
        new { propose = $"/industry-partnership/v1/agreements/{agreement.Id}/amendments" });

    public static Refusal NothingToCorrect(Agreement agreement) =>
        NothingToCorrectType.Refuse(
            "Only a signature on paper can be corrected. Your newest signature here is not on paper, or there is none.",
            "D43", new { agreement.Signatures });
}
