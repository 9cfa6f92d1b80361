using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about bases.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotYourBaseType = IndustryPartnershipService.Problems.Define(
        "not-your-base", 403, "Only the proposing party may do this.");

    private static readonly ProblemType BaseStateType = IndustryPartnershipService.Problems.Define(
        "base-state", 409, "The base's state does not allow this.");

    private static readonly ProblemType BaseWithoutPartyType = IndustryPartnershipService.Problems.Define(
        "base-without-party", 422, "A base must have a party on every date.");

    private static readonly ProblemType BaseDayType = IndustryPartnershipService.Problems.Define(
        "base-not-on-that-day", 422,
        "The day must be within the base's validity, not before its last approval or suspension, and not in the future.");

    public static Refusal NotYourBase(Base found) =>
        NotYourBaseType.Refuse($"Only {found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static Refusal BasePartiesUnknown(IReadOnlyList<string> unknown, IEnumerable<string> parties) => PartiesUnknownType.Refuse(
        "Name organisations that are registered and not closed.", "D25", new { unknown }, Parties(parties.Except(unknown)));

    public static Refusal BaseNotIn(Base found, params string[] states) =>
        CommonProblems.NotInState(BaseStateType, "D25", "base", found.State, states);

    public static Refusal NotOnThatDayOfTheBase(Verdict verdict) => BaseDayType.Refuse(
        verdict, "Send a day within the base's validity, not in the future, and not before its last approval or suspension.");

    public static Refusal BaseWithoutParty(Verdict verdict) =>
        BaseWithoutPartyType.Refuse(verdict, "Have another party join by that day. Then the same request passes.");
}
