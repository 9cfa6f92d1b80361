using IndustryPartnership.Internships.Applications;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about applications.</summary>
internal static partial class Problems
{
    internal static readonly ProblemType AppliedType = IndustryPartnershipService.Problems.Define(
        "already-applied", 409, "The learner already has an open application for this slot.");
    private static readonly ProblemType OfferPastType = IndustryPartnershipService.Problems.Define(
        "offer-past", 422, "An offer's last day must be today or later.");

    public static Refusal NotYourApplication(string org) => CommonProblems.NotByThisParty(Wording.AsItIs(org));

    public static Refusal AlreadyApplied(Application standing) => AppliedType.Refuse(
        "A learner has one open application for a slot. It may be withdrawn until an offer is accepted.", "D37",
        new { application = standing.Id, standing.State },
        standing.State is "accepted" or "placed"
            ? null
            : new { withdraw = $"/industry-partnership/v1/applications/{standing.Id}/withdrawal" });

    public static Refusal OfferPast(DateOnly offeredUntil, DateOnly today) =>
        OfferPastType.Refuse(
            "Send today or a later day.", "D37", new { offeredUntil, today }, new { offeredUntil = today });
}
