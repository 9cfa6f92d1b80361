using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

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

    internal static readonly ProblemType CodeTakenType = IndustryPartnershipService.Problems.Define(
        "code-taken", 409, "The code is or was in use.");
    private static readonly ProblemType ClosedType = IndustryPartnershipService.Problems.Define(
        "organisation-closed", 409, "The organisation is closed.");
    private static readonly ProblemType NotVerifiedType = IndustryPartnershipService.Problems.Define(
        "enterprise-not-verified", 422, "Only a verified enterprise may draft slots or make proposals.");
    private static readonly ProblemType PeriodType = IndustryPartnershipService.Problems.Define(
        "ends-before-it-starts", 422, "The last day is before the first day.");
    internal static readonly ProblemType NotAPartyType = IndustryPartnershipService.Problems.Define(
        "not-a-party", 422,
        "Your organisation must be among the parties or leads. A slot's enterprise must be a party to its base.");
    private static readonly ProblemType PartiesUnknownType = IndustryPartnershipService.Problems.Define(
        "parties-unknown", 422,
        "A named organisation is unknown or closed, or an agreement has fewer than two parties.");
    private static readonly ProblemType AnotherTextType = IndustryPartnershipService.Problems.Define(
        "another-text", 409, "The signature or consent is for another text.");
    private static readonly ProblemType AlreadySignedType = IndustryPartnershipService.Problems.Define(
        "already-signed", 409, "The party has already signed this text.");
    private static readonly ProblemType ActDayType = IndustryPartnershipService.Problems.Define(
        "not-on-that-day", 422,
        "A consent or signature must not be in the future, or before the preceding step. "
            + "For a placement, it is at most one year before the first day.");
    internal static readonly ProblemType NothingToCorrectType = IndustryPartnershipService.Problems.Define(
        "nothing-to-correct", 422, "The consent or signature is not recorded, or is not on paper.");
    internal static readonly ProblemType NotYourProposalType = IndustryPartnershipService.Problems.Define(
        "not-your-proposal", 403,
        "Only the proposer may withdraw a consortium or a placement change, or edit a proposed project.");
    private static readonly ProblemType NotAMemberType = IndustryPartnershipService.Problems.Define(
        "not-a-member", 403, "Only a present member or party may do this.");
    private static readonly ProblemType AlreadyAMemberType = IndustryPartnershipService.Problems.Define(
        "already-a-member", 409, "The organisation is already invited, or already takes part.");
    private static readonly ProblemType AcceptanceMissingType = IndustryPartnershipService.Problems.Define(
        "acceptance-missing", 422,
        "An organisation that must accept first has not accepted yet.");
    private static readonly ProblemType MembershipDayType = IndustryPartnershipService.Problems.Define(
        "membership-not-on-that-day", 422,
        "The day must not be before the preceding step. Only a day of leaving may be in the future.");

    public static Refusal OrganisationClosed(string code) =>
        ClosedType.Refuse("A closed organisation stays readable and does not change.", facts: new { code });

    public static Refusal EnterpriseNotVerified(string org, string rule) => NotVerifiedType.Refuse(
        "Register, and ask an institution to verify the enterprise.", rule, new { enterprise = org },
        new { verify = $"/industry-partnership/v1/organisations/{org}/verification" });

    public static Refusal EndsBeforeItStarts(string rule, DateOnly from, DateOnly until) => PeriodType.Refuse(
        "Choose a last day that is not before the first day.", rule,
        new { validFrom = from, validUntil = until }, new { validUntil = from });

    public static Refusal NotAParty(string rule, string org, IReadOnlyList<string> parties, IReadOnlyList<string> unknown) =>
        NotAPartyType.Refuse(
            "Name your own organisation among the parties.", rule, new { parties, unknown },
            Parties(parties.Except(unknown).Append(org)));

    public static Refusal PartiesClosed(string rule, IReadOnlyList<string> closed) => ClosedType.Refuse(
        "A closed organisation cannot take part. Continue without it.", rule, new { closed }, new { without = closed });

    public static Refusal AnotherText(string rule, string given, string current) => AnotherTextType.Refuse(
        "Your hash is of another text. Read the present text again, and sign or consent to it.", rule,
        new { given, current }, new { textHash = current });

    public static Refusal AlreadySigned(string rule, IEnumerable<string> signed) =>
        AlreadySignedType.Refuse("This signature already counts. The other parties still have to sign.", rule, new { signed });

    public static Refusal NotOnThatDay(Verdict verdict) => ActDayType.Refuse(
        verdict,
        "Send a day up to today, and not before the preceding step. "
            + "For a placement, send a day at most one year before its planned first day.");

    public static Refusal NotAMember(IReadOnlyList<Member> members, DateOnly today) => NotAMemberType.Refuse(
        "Have one of the organisations in the facts do this.",
        facts: new { members = members.Where(member => member.IsThereOn(today)).Select(member => member.Organisation) });

    public static Refusal AcceptanceMissing(string rule, string acceptance, IReadOnlyList<string> missing) =>
        AcceptanceMissingType.Refuse(
            $"These organisations have not accepted yet: {string.Join(", ", missing)}.", rule, new { missing },
            new { accept = acceptance, by = missing });

    public static Refusal NotOnThatDayOfIt(Verdict verdict) => MembershipDayType.Refuse(
        verdict, "Send a day that is not before the preceding step. Only a day of leaving may be in the future.");

    // If too few or too many would be left, no list passes.
    private static object? Parties(IEnumerable<string> parties, int atLeast = 1) =>
        parties.ToList() is var left && left.Count >= atLeast && left.Count <= 20 ? new { parties = left } : null;
}
