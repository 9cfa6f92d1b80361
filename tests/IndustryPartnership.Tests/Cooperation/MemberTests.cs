using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Parties of bases that accept, join and leave (D25), and what they have in common with those of consortia and
/// projects.</summary>
public sealed class MemberTests
{
    private static readonly DateOnly ValidFrom = new(2026, 1, 1);

    [Theory, Engines]
    public async Task D25_base_is_approved_only_after_all_parties_accepted(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership, Ncut, Bpc, Dji);
        // What is recorded late was run from its first day on by whoever says nothing else.
        Assert.Equal(ValidFrom, proposed.Members.Of(Ncut).JoinedOn);
        await partnership.OrgAdmin(Bpc).JoinBaseAsync(proposed.Id, new() { JoinedOn = Day.AddDays(-3) });

        var waiting = await ApproveAsync(partnership, proposed).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Dji), (waiting.Rule, Assert.Single(waiting.Change("by").Codes())));
        // What is edited is another proposal, and is accepted anew.
        var edited = await partnership.OrgAdmin(Ncut).EditBaseAsync(proposed.Id, version: 2, Request(Ncut, Bpc, Dji));
        Assert.Null(edited.Members.Of(Bpc).JoinedOn);
        var again = await ApproveAsync(partnership, proposed).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        foreach (var party in again.Change("by").Codes())
        {
            await partnership.App.As(party, Roles.OrgAdmin).PostAsync(again.Change("accept").GetString()!, new { }).BodyAsync();
        }
        var approved = await ApproveAsync(partnership, proposed);

        Assert.Equal("active", approved.State);
        var told = Assert.Single(await partnership.App.PublishedAsync<BaseApprovedV1>()).Base;
        Assert.Equal(
            [(Bpc, "vocational-college", ValidFrom), (Dji, "enterprise", ValidFrom), (Ncut, "university", ValidFrom)],
            told.Members!.Select(member => (member.Organisation, member.Kind, member.JoinedOn)));
    }

    [Theory, Engines]
    public async Task D25_party_joins_by_accepting_an_invitation_and_leaves_if_one_stays(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var found = await ApprovedAsync(partnership, Ncut);

        var alone = await LeaveAsync(partnership, found, Ncut, Day.AddDays(20)).ShouldBeProblemAsync(
            "base-without-party", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Day.AddDays(20)), (alone.Rule, alone.Change("by").Day()));
        await InviteAsync(partnership, found, Bpc);
        Assert.Empty(await partnership.App.PublishedAsync<BaseAmendedV1>());
        await LeaveAsync(partnership, found, Ncut, Day.AddDays(20)).ShouldBeProblemAsync(
            "base-without-party", HttpStatusCode.UnprocessableEntity);
        Assert.Equal([Bpc, Ncut], (await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new())).Parties);
        await LeaveAsync(partnership, found, Ncut, Day.AddDays(20));
        // Each date counts: the other one cannot leave on any day from then on.
        Assert.Equal(
            Day.AddDays(25),
            (await LeaveAsync(partnership, found, Bpc, Day.AddDays(25)).ShouldBeProblemAsync(
                "base-without-party", HttpStatusCode.UnprocessableEntity)).Change("by").Day());
        Assert.Equal(
            Day.AddDays(20),
            (await LeaveAsync(partnership, found, Bpc, Day.AddDays(10)).ShouldBeProblemAsync(
                "base-without-party", HttpStatusCode.UnprocessableEntity)).Change("by").Day());
        partnership.App.Today.MoveTo(Day.AddDays(20));

        Assert.Equal([Bpc], (await partnership.Authority.GetBaseAsync(found.Id)).Parties);
        Assert.Equal((0, 1), (await CountAsync(party: "ncut"), await CountAsync(party: "bpc")));
        var told = (await partnership.App.PublishedAsync<BaseAmendedV1>()).Select(fact => fact.Base).ToList();
        Assert.Equal([2, 2], told.Select(state => state.Members!.Count));
        Assert.Equal(Day.AddDays(20), told[1].Members!.Single(member => member.Organisation == Ncut).LeftOn);
        Assert.Equal(("active", 1), (told[1].State, told[1].ActivePeriods.Count));

        async Task<int> CountAsync(string party) => (await partnership.Authority.ListBasesAsync(party: party)).Items.Count;
    }

    [Theory, Engines]
    public async Task An_organisation_joins_once_at_a_time_and_may_join_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var found = await ApprovedAsync(partnership, Ncut, Bpc);

        await InviteAsync(partnership, found, Bpc).ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new()).ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        await partnership.OrgAdmin(Ncut).WithdrawBaseInvitationAsync(found.Id, Bpc).ShouldBeProblemAsync(
            "already-a-member", HttpStatusCode.Conflict);
        var early = await LeaveAsync(partnership, found, Bpc, ValidFrom.AddDays(-1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", ValidFrom), (early.Rule, early.Change("leftOn").Day()));
        await LeaveAsync(partnership, found, Bpc, Day.AddDays(3));
        var planned = await InviteAsync(partnership, found, Bpc).ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        partnership.App.Today.MoveTo(planned.Change("notBefore").Day());
        await InviteAsync(partnership, found, Bpc);
        var overlapping = await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new() { JoinedOn = Day.AddDays(2) }).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var back = await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new() { JoinedOn = overlapping.Change("joinedOn").Day() });

        Assert.Equal([((DateOnly?)ValidFrom, (DateOnly?)Day.AddDays(3)), (Day.AddDays(3), null)], back.Members.Where(
            member => member.Organisation == Bpc)
            .Select(member => (member.JoinedOn, member.LeftOn)));
        // And a third time: each has a number of its own.
        await LeaveAsync(partnership, found, Bpc);
        await InviteAsync(partnership, found, Bpc);
        Assert.Equal(4, (await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new())).Members.Count);
    }

    [Theory, Engines]
    public async Task Nobody_joins_uninvited_and_an_invitation_is_taken_back_or_declined(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        var found = await ApprovedAsync(partnership, Ncut);

        await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new()).ShouldBeProblemAsync("not-invited", HttpStatusCode.Forbidden);
        await InviteAsync(partnership, found, Bpc, by: Dji).ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        Assert.Equal(
            "nobody",
            Assert.Single((await InviteAsync(partnership, found, "nobody").ShouldBeProblemAsync(
                "parties-unknown", HttpStatusCode.UnprocessableEntity)).Fact("unknown").Codes()));
        foreach (var by in new[] { Ncut, Bpc })
        {
            await InviteAsync(partnership, found, Bpc);
            await partnership.OrgAdmin(Dji).WithdrawBaseInvitationAsync(found.Id, Bpc).ShouldBeProblemAsync(
                "not-a-member", HttpStatusCode.Forbidden);
            await partnership.OrgAdmin(by).WithdrawBaseInvitationAsync(found.Id, Bpc);
            await partnership.OrgAdmin(Bpc).JoinBaseAsync(found.Id, new()).ShouldBeProblemAsync("not-invited", HttpStatusCode.Forbidden);
            await partnership.OrgAdmin(Ncut).WithdrawBaseInvitationAsync(found.Id, Bpc).ShouldBeProblemAsync(
                "not-found", HttpStatusCode.NotFound);
        }
        await InviteAsync(partnership, found, Huace);
        var unverified = await partnership.OrgAdmin(Huace).JoinBaseAsync(found.Id, new()).ShouldBeProblemAsync(
            "parties-not-verified", HttpStatusCode.UnprocessableEntity);
        foreach (var code in unverified.Change("verify").Codes())
        {
            await partnership.Coordinator(Bpc).VerifyEnterpriseAsync(code);
        }
        await partnership.OrgAdmin(Huace).JoinBaseAsync(found.Id, new());
    }

    [Theory, Engines]
    public async Task D25_parties_join_and_leave_only_an_approved_unexpired_base(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership, Ncut, Bpc);
        var expired = await ApprovedAsync(partnership, Ncut, Bpc);
        var withdrawn = await ProposeAsync(partnership, Ncut, Bpc);
        await partnership.OrgAdmin(Ncut).WithdrawBaseAsync(withdrawn.Id);

        foreach (var reply in new[]
        {
            InviteAsync(partnership, proposed, Dji),
            LeaveAsync(partnership, proposed, Ncut),
            partnership.OrgAdmin(Ncut).WithdrawBaseInvitationAsync(proposed.Id, Bpc),
            partnership.OrgAdmin(Bpc).JoinBaseAsync(withdrawn.Id, new()),
        })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }
        partnership.App.Today.MoveTo(new DateOnly(2027, 1, 1));
        foreach (var reply in new[]
        {
            InviteAsync(partnership, expired, Dji),
            LeaveAsync(partnership, expired, Ncut),
            partnership.OrgAdmin(Dji).JoinBaseAsync(expired.Id, new()),
        })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }
    }

    [Theory, Engines]
    public async Task Only_its_proposer_changes_and_withdraws_a_proposal(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ConsortiumApp.ProposeAsync(partnership);
        await ConsortiumApp.AcceptAsync(partnership, proposed, Bpc);
        await partnership.OrgAdmin(Bpc).WithdrawConsortiumInvitationAsync(proposed.Id, Bpc);
        await partnership.OrgAdmin(Bpc).JoinConsortiumAsync(proposed.Id, new())
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var stays = await partnership.OrgAdmin(Ncut).WithdrawConsortiumInvitationAsync(proposed.Id, Ncut)
            .ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        await ConsortiumApp.AcceptAsync(partnership, proposed, Dji);
        await partnership.App.As(Dji, Roles.OrgAdmin).PostAsync(stays.Change("withdraw").GetString()!)
            .ShouldBeProblemAsync("not-your-proposal", HttpStatusCode.Forbidden);
        Assert.Equal("withdrawn", (await partnership.App.As(Ncut, Roles.OrgAdmin).PostAsync(stays.Change("withdraw").GetString()!)
            .AsAsync<Consortium>()).State);
        await ConsortiumApp.FoundAsync(partnership, proposed).ShouldBeProblemAsync("consortium-state", HttpStatusCode.Conflict);
    }

    internal static async Task<Base> ApprovedAsync(PartnershipApp partnership, params string[] parties)
    {
        var proposed = await ProposeAsync(partnership, parties);
        foreach (var party in parties[1..]) await partnership.OrgAdmin(party).JoinBaseAsync(proposed.Id, new());
        return await ApproveAsync(partnership, proposed);
    }

    internal static ProposeBaseRequest Request(params string[] parties) => new()
    {
        Name = "5G base",
        Parties = parties,
        Field = "5G engineering",
        Skills = ["base stations"],
        Capacity = 40,
        ValidFrom = ValidFrom,
        ValidUntil = new(2026, 12, 31),
    };

    internal static Task<Base> ProposeAsync(PartnershipApp partnership, params string[] parties) =>
        partnership.Signatory(parties[0]).ProposeBaseAsync(Request(parties));

    private static Task<Base> ApproveAsync(PartnershipApp partnership, Base found) =>
        partnership.Authority.ApproveBaseAsync(found.Id, new());

    internal static Task<Base> InviteAsync(
        PartnershipApp partnership, Base found, string organisation, string by = Ncut) =>
            partnership.OrgAdmin(by).InviteToBaseAsync(found.Id, new() { Organisation = organisation });

    private static Task<Base> LeaveAsync(
        PartnershipApp partnership, Base found, string org, DateOnly? leftOn = null) =>
            partnership.OrgAdmin(org).LeaveBaseAsync(found.Id, new() { Reason = "Other plans.", LeftOn = leftOn });
}
