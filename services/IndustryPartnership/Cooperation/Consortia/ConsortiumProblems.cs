using IndustryPartnership.Cooperation.Consortia;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about consortia.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotALeadType = IndustryPartnershipService.Problems.Define(
        "not-a-lead", 403, "Only a lead of the consortium may do this.");

    private static readonly ProblemType ConsortiumStateType = IndustryPartnershipService.Problems.Define(
        "consortium-state", 409, "The consortium's state does not allow this.");

    private static readonly ProblemType ConsortiumIncompleteType = IndustryPartnershipService.Problems.Define(
        "consortium-incomplete", 422,
        "A consortium must have a lead, an enterprise, a university and a vocational school on every date.");

    private static readonly ProblemType LeadNotAMemberType = IndustryPartnershipService.Problems.Define(
        "lead-not-a-member", 422, "Only a member that does not lead yet can become a lead.");

    public static Refusal NotALead(IReadOnlyList<Member> members, DateOnly today) => NotALeadType.Refuse(
        "Have one of the leads in the facts do this.",
        facts: new { leads = members.Where(member => member.LeadsOn(today)).Select(member => member.Organisation) });

    public static Refusal ProposerStays(Consortium found) => AlreadyAMemberType.Refuse(
        "The proposer stays in the consortium, but may withdraw the proposal.", "D24", new { found.ProposedBy, found.State },
        found.State == ConsortiumState.Proposed ? new { withdraw = $"/industry-partnership/v1/consortia/{found.Id}/withdrawal" } : null);

    public static Refusal NotYourConsortium(Consortium found) =>
        NotYourProposalType.Refuse($"Only {found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static Refusal NotAmongLeads(string org, IReadOnlyList<string> leads, IReadOnlyList<string> unknown) => NotAPartyType.Refuse(
        "Name your own organisation among the leads.", "D24", new { leads, unknown }, new { leads = leads.Except(unknown).Append(org) });

    public static Refusal MembersUnknown(IReadOnlyList<string> unknown, IEnumerable<string> leads, IEnumerable<string> members) =>
        PartiesUnknownType.Refuse(
            "Name organisations that are registered and not closed.", "D24", new { unknown },
            new { leads = leads.Except(unknown), members = members.Except(unknown) });

    public static Refusal ConsortiumNotIn(Consortium found, params string[] states) =>
        CommonProblems.NotInState(ConsortiumStateType, "D24", "consortium", found.State, states);

    public static Refusal ConsortiumIncomplete(Verdict verdict) => ConsortiumIncompleteType.Refuse(
        verdict, "Have successors join by that day. If no lead would be left, one must join as a lead.");

    public static Refusal NotAMemberToLead(IReadOnlyList<Member> members, string organisation, DateOnly today)
    {
        var eligible = members.Where(member => member.IsThereOn(today) && !member.LeadsOn(today))
            .Select(member => member.Organisation).ToList();
        return LeadNotAMemberType.Refuse(
            "Name a member that does not lead, or invite the organisation as a lead.", "D24",
            new { organisation, eligible }, eligible.Count == 0 ? null : new { organisation = eligible[0] });
    }
}
