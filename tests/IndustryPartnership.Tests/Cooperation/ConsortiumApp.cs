using System.Net;
using System.Text.Json;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;

namespace IndustryPartnership.Tests;

/// <summary>What the tests of consortia do over and over.</summary>
internal static class ConsortiumApp
{
    public static object Request(
        string[]? leads = null, string[]? members = null, string name = "National Intelligent Transportation Control Consortium") =>
        new
        {
            name,
            nameZh = "产教融合共同体",
            field = "intelligent transportation control",
            purpose = "We train together.",
            leads = leads ?? [Ncut, Bpc, Dji],
            members = members ?? [],
        };

    public static Task<HttpResponseMessage> ProposeAsync(PartnershipApp partnership, object? request = null, string by = Ncut) =>
        partnership.Signatory(by).PostAsync($"{Api}/consortia", request ?? Request());

    public static Task<HttpResponseMessage> DoAsync(
        PartnershipApp partnership, JsonElement consortium, string org, string what, object? body = null) =>
        partnership.OrgAdmin(org).PostAsync($"{Api}/consortia/{consortium.Id()}/{what}", body ?? new { });

    public static Task<HttpResponseMessage> AcceptAsync(
        PartnershipApp partnership, JsonElement consortium, string org, DateOnly? joinedOn = null) =>
            DoAsync(partnership, consortium, org, "acceptance", new { joinedOn });

    public static Task<HttpResponseMessage> InviteAsync(
        PartnershipApp partnership, JsonElement consortium, string organisation, string role = "member", string by = Ncut) =>
        DoAsync(partnership, consortium, by, "invitations", new { organisation, role });

    public static Task<HttpResponseMessage> LeaveAsync(
        PartnershipApp partnership, JsonElement consortium, string org, DateOnly? leftOn = null) =>
            DoAsync(partnership, consortium, org, "departure", new { reason = "Other plans.", leftOn });

    public static Task<HttpResponseMessage> FoundAsync(
        PartnershipApp partnership, JsonElement consortium, DateOnly? foundedOn = null,
        string by = Ncut) => DoAsync(partnership, consortium, by, "founding", new { foundedOn });

    public static Task<HttpResponseMessage> DissolveAsync(PartnershipApp partnership, JsonElement consortium, string org) =>
        DoAsync(partnership, consortium, org, "dissolution", new { reason = "Its work is done." });

    /// <summary>Founded by NCUT with these leads and members, who have accepted on its day.</summary>
    public static async Task<JsonElement> FoundedAsync(PartnershipApp partnership, string[]? leads = null, params string[] members)
    {
        var proposed = await ProposeAsync(partnership, Request(leads, members)).BodyAsync(HttpStatusCode.Created);
        foreach (var org in (leads ?? [Ncut, Bpc, Dji]).Concat(members).Where(org => org != Ncut))
        {
            await AcceptAsync(partnership, proposed, org).BodyAsync();
        }
        return await FoundAsync(partnership, proposed).BodyAsync();
    }

    public static async Task JoinAsync(
        PartnershipApp partnership, JsonElement consortium, string org, string role = "member", DateOnly? joinedOn = null)
    {
        await InviteAsync(partnership, consortium, org, role).BodyAsync();
        await AcceptAsync(partnership, consortium, org, joinedOn).BodyAsync();
    }

    public static IEnumerable<string> Codes(this JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    public static JsonElement MemberOf(this JsonElement thing, string organisation) =>
        thing.GetProperty("members").EnumerateArray().Last(member => member.Text("organisation") == organisation);
}
