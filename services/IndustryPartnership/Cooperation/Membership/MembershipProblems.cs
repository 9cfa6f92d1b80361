using IndustryPartnership.Cooperation.Membership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about membership.</summary>
internal static partial class Problems
{
    private static readonly ProblemType PartiesNotVerifiedType = IndustryPartnershipService.Problems.Define(
        "parties-not-verified", 422,
        "Only verified organisations sign agreements, or join a consortium, a base or a project.");

    private static readonly ProblemType NotInvitedType = IndustryPartnershipService.Problems.Define(
        "not-invited", 403, "Only an invited organisation can accept.");

    public static Refusal PartiesNotVerified(string rule, IReadOnlyList<string> waiting) => PartiesNotVerifiedType.Refuse(
        "Have the organisations in the facts verified first.", rule, new { notVerified = waiting }, new { verify = waiting });

    public static Refusal NotInvited(string org) =>
        NotInvitedType.Refuse("Ask a member for an invitation.", facts: new { organisation = org });

    public static Refusal AlreadyAMember(string rule, Member member) => AlreadyAMemberType.Refuse(
        member.JoinedOn is null ? "The organisation is already invited. It may accept or decline."
        : member.LeftOn is null ? "The organisation has accepted the invitation."
        : "The organisation has accepted the invitation. It can be invited again from the day on which it leaves.",
        rule, new { member.Organisation, member.Role, member.JoinedOn, member.LeftOn },
        member.LeftOn is null ? null : new { notBefore = member.LeftOn });

    public static Refusal InvitedUnknown(string rule, string organisation) => PartiesUnknownType.Refuse(
        "Invite an organisation that is registered and not closed.", rule, new { unknown = new[] { organisation } });
}
