using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>
/// Everything that the module refuses, with stable types, served at <c>/problems/industry-partnership</c>: here what several of its
/// features refuse; each folder has its own part.
/// </summary>
internal static partial class Problems
{
    // All types are defined before the first of them is asked for.
    static Problems()
    {
    }

    /// <summary>Defines the types.</summary>
    public static void Define()
    {
    }

    internal static readonly ProblemType CodeTakenType = IndustryPartnershipService.Problems.Define(
        "code-taken", 409, "The code is in use, or was.");
    private static readonly ProblemType ClosedType = IndustryPartnershipService.Problems.Define(
        "organisation-closed", 409, "The organisation is closed.");
    private static readonly ProblemType NotVerifiedType = IndustryPartnershipService.Problems.Define(
        "enterprise-not-verified", 422, "An enterprise is verified before it offers or proposes anything.");
    private static readonly ProblemType PeriodType = IndustryPartnershipService.Problems.Define(
        "ends-before-it-starts", 422, "The last day is before the first.");
    internal static readonly ProblemType NotAPartyType = IndustryPartnershipService.Problems.Define(
        "not-a-party", 422, "Whoever drafts an agreement, proposes a base or a project or a slot at a base is a party to it (D22, D25).");
    private static readonly ProblemType PartiesUnknownType = IndustryPartnershipService.Problems.Define(
        "parties-unknown", 422,
        "An agreement has at least two parties that are registered; a consortium, a base and a project "
        + "have registered ones (D22, D24, D25).");
    private static readonly ProblemType AnotherTextType = IndustryPartnershipService.Problems.Define(
        "another-text", 409, "The signature or the consent is on another text than the agreement's (D22, D31, D32).");
    private static readonly ProblemType AlreadySignedType = IndustryPartnershipService.Problems.Define(
        "already-signed", 409, "The party has signed this text (D22, D31).");
    private static readonly ProblemType ActDayType = IndustryPartnershipService.Problems.Define(
        "not-on-that-day", 422,
        "Consents and signatures are of days that have come, and none is before what it rests on; "
        + "those on a placement at most a year before it (D22, D23, D31, D32).");
    internal static readonly ProblemType NothingToCorrectType = IndustryPartnershipService.Problems.Define(
        "nothing-to-correct", 422, "There is no such consent or signature, or it is not on paper (D43).");
    internal static readonly ProblemType NotYourProposalType = IndustryPartnershipService.Problems.Define(
        "not-your-proposal", 403,
        "A proposed consortium or change of a placement is withdrawn, and a proposed project changed, "
        + "by the organisation that proposed it.");
    private static readonly ProblemType NotAMemberType = IndustryPartnershipService.Problems.Define(
        "not-a-member", 403, "This is done by an organisation that is in it.");
    private static readonly ProblemType AlreadyAMemberType = IndustryPartnershipService.Problems.Define(
        "already-a-member", 409, "The organisation is invited or in it already (D24, D25).");
    private static readonly ProblemType AcceptanceMissingType = IndustryPartnershipService.Problems.Define(
        "acceptance-missing", 422,
        "A consortium is founded, a base approved and a project started when those that are named have accepted (D24, D25).");
    private static readonly ProblemType MembershipDayType = IndustryPartnershipService.Problems.Define(
        "membership-not-on-that-day", 422,
        "A consortium, a base or a project is begun, joined, advanced and left on days that follow one another; "
        + "only a leave may be planned (D24, D25).");

    public static Refusal OrganisationClosed(string code) =>
        ClosedType.Refuse("What is closed stays readable and does not change.", facts: new { code });

    public static Refusal EnterpriseNotVerified(string org, string rule) => NotVerifiedType.Refuse(
        "Register, and ask an institution to verify the enterprise.", rule, new { enterprise = org },
        new { verify = $"/industry-partnership/v1/organisations/{org}/verification" });

    public static Refusal EndsBeforeItStarts(string rule, DateOnly from, DateOnly until) => PeriodType.Refuse(
        "Choose a last day that is not before the first day.", rule, new { validFrom = from, validUntil = until }, new { validUntil = from });

    public static Refusal NotAParty(string rule, string org, IReadOnlyList<string> parties, IReadOnlyList<string> unknown) =>
        NotAPartyType.Refuse(
            "Name your own organisation among the parties.", rule, new { parties, unknown },
            Parties(parties.Except(unknown).Append(org)));

    public static Refusal PartiesClosed(string rule, IReadOnlyList<string> closed) => ClosedType.Refuse(
        "What is closed takes part in nothing more: go on without it.", rule, new { closed }, new { without = closed });

    public static Refusal AnotherText(string rule, string given, string current) => AnotherTextType.Refuse(
        "It has another text: read it again, and sign or consent to that one.", rule, new { given, current }, new { textHash = current });

    public static Refusal AlreadySigned(string rule, IEnumerable<string> signed) =>
        AlreadySignedType.Refuse("Its signature counts once; the other parties' are awaited.", rule, new { signed });

    public static Refusal NotOnThatDay(Verdict verdict) => ActDayType.Refuse(
        verdict,
        "Give a day that has come, and is not before the last consent or the last signature on the text that is amended; "
        + "for a placement at most a year before its planned first day.");

    public static Refusal NotAMember(IReadOnlyList<Member> members, DateOnly today) => NotAMemberType.Refuse(
        "One of those that are in it today may do this.",
        facts: new { members = members.Where(member => member.IsThereOn(today)).Select(member => member.Organisation) });

    public static Refusal AcceptanceMissing(string rule, string acceptance, IReadOnlyList<string> missing) =>
        AcceptanceMissingType.Refuse(
            $"Not accepted yet by {string.Join(", ", missing)}.", rule, new { missing }, new { accept = acceptance, by = missing });

    public static Refusal NotOnThatDayOfIt(Verdict verdict) => MembershipDayType.Refuse(
        verdict, "Give a day that has come, unless it is that of a leave, and not before what it follows.");

    // Where too few or too many would be left, no list passes.
    private static object? Parties(IEnumerable<string> parties, int atLeast = 1) =>
        parties.ToList() is var left && left.Count >= atLeast && left.Count <= 20 ? new { parties = left } : null;
}
