using static IndustryPartnership.Tests.PartnershipApp;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What the tests of consortia do over and over.</summary>
internal static class ConsortiumApp
{
    public static ProposeConsortiumRequest Request(
        string[]? leads = null, string[]? members = null, string name = "National Intelligent Transportation Control Consortium") =>
        new()
        {
            Name = name,
            NameZh = "产教融合共同体",
            Field = "intelligent transportation control",
            Purpose = "We train together.",
            Leads = leads ?? [Ncut, Bpc, Dji],
            Members = members ?? [],
        };

    public static Task<Consortium> ProposeAsync(PartnershipApp partnership, ProposeConsortiumRequest? request = null, string by = Ncut) =>
        partnership.Signatory(by).ProposeConsortiumAsync(request ?? Request());

    public static Task<Consortium> AcceptAsync(
        PartnershipApp partnership, Consortium consortium, string org, DateOnly? joinedOn = null) =>
            partnership.OrgAdmin(org).JoinConsortiumAsync(consortium.Id, new() { JoinedOn = joinedOn });

    public static Task<Consortium> InviteAsync(
        PartnershipApp partnership, Consortium consortium, string organisation, string role = "member", string by = Ncut) =>
        partnership.OrgAdmin(by).InviteToConsortiumAsync(consortium.Id, new() { Organisation = organisation, Role = role });

    public static Task<Consortium> LeaveAsync(
        PartnershipApp partnership, Consortium consortium, string org, DateOnly? leftOn = null) =>
            partnership.OrgAdmin(org).LeaveConsortiumAsync(consortium.Id, new() { Reason = "Other plans.", LeftOn = leftOn });

    public static Task<Consortium> FoundAsync(
        PartnershipApp partnership, Consortium consortium, DateOnly? foundedOn = null, string by = Ncut) =>
        partnership.OrgAdmin(by).FoundConsortiumAsync(consortium.Id, new() { FoundedOn = foundedOn });

    public static Task<Consortium> DissolveAsync(PartnershipApp partnership, Consortium consortium, string org) =>
        partnership.OrgAdmin(org).DissolveConsortiumAsync(consortium.Id, new() { Reason = "Its work is done." });

    /// <summary>Founded by NCUT with these leads and members, who have accepted on its day.</summary>
    public static async Task<Consortium> FoundedAsync(PartnershipApp partnership, string[]? leads = null, params string[] members)
    {
        var proposed = await ProposeAsync(partnership, Request(leads, members));
        foreach (var org in (leads ?? [Ncut, Bpc, Dji]).Concat(members).Where(org => org != Ncut))
        {
            await AcceptAsync(partnership, proposed, org);
        }
        return await FoundAsync(partnership, proposed);
    }

    public static async Task JoinAsync(
        PartnershipApp partnership, Consortium consortium, string org, string role = "member", DateOnly? joinedOn = null)
    {
        await InviteAsync(partnership, consortium, org, role);
        await AcceptAsync(partnership, consortium, org, joinedOn);
    }

    public static Member Of(this IEnumerable<Member> members, string organisation) =>
        members.Last(member => member.Organisation == organisation);
}
