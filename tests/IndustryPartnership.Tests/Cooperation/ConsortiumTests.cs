using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ConsortiumApp;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ConsortiumTests
{
    [Theory, Engines]
    public async Task S16_consortium_is_founded_by_three_leads_and_events_tell_joins_and_leaves(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);

        var proposed = await ProposeAsync(partnership, Request(members: [ShougangIt]));
        Assert.Equal(
            ("proposed", Ncut, null), (proposed.State, proposed.ProposedBy, proposed.FoundedOn));
        Assert.Equal((Day, null), (proposed.Members.Of(Ncut).JoinedOn, proposed.Members.Of(Bpc).JoinedOn));
        foreach (var lead in new[] { Bpc, Dji }) await AcceptAsync(partnership, proposed, lead);
        var founded = await FoundAsync(partnership, proposed);
        Assert.Equal(("founded", Day), (founded.State, founded.FoundedOn));
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await AcceptAsync(partnership, proposed, ShougangIt);
        await LeaveAsync(partnership, proposed, ShougangIt, Day.AddDays(30));

        var told = Assert.Single(await partnership.App.PublishedAsync<ConsortiumFoundedV1>()).Consortium;
        Assert.Equal((founded.Id, "founded", Day, founded.Version), (told.Id, told.State, told.FoundedOn, told.Version));
        Assert.Equal([Bpc, Dji, Ncut], told.Members.Select(member => member.Organisation));
        Assert.All(told.Members, member => Assert.Equal(("lead", Day, Day), (member.Role, member.JoinedOn, member.LeadsFrom)));
        var joined = Assert.Single(await partnership.App.PublishedAsync<ConsortiumMemberJoinedV1>());
        Assert.Equal(
            (ShougangIt, 4, Day.AddDays(5)),
            (joined.Organisation, joined.Consortium.Members.Count, joined.Consortium.Members.Single(
                member => member.Organisation == ShougangIt).JoinedOn));
        var left = Assert.Single(await partnership.App.PublishedAsync<ConsortiumMemberLeftV1>());
        Assert.Equal(
            (ShougangIt, Day.AddDays(30)),
            (left.Organisation, left.Consortium.Members.Single(member => member.Organisation == ShougangIt).LeftOn));
        Assert.Equal([founded.Id], (await partnership.StatesAsync("industry-partnership/consortium")).Cast<ConsortiumFoundedV1>()
            .Select(fact => fact.Consortium.Id));
    }

    [Theory, Engines]
    public async Task D24_founding_needs_all_leads_acceptance_and_each_kind_by_that_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership, Request([Ncut, Bpc], [Dji]));

        var waiting = await FoundAsync(partnership, proposed).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", Bpc), (waiting.Rule, Assert.Single(waiting.Change("by").Codes())));
        await partnership.App.As(Bpc, Roles.OrgAdmin).PostAsync(waiting.Change("accept").GetString()!, new { }).BodyAsync();
        var incomplete = await FoundAsync(partnership, proposed).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", "enterprise", Day), (incomplete.Rule, Assert.Single(incomplete.Change("join")
            .Codes()), incomplete.Change("by").Day()));
        await AcceptAsync(partnership, proposed, Dji, incomplete.Change("by").Day());
        // Not before its last lead had accepted, and not on a day to come.
        var early = await FoundAsync(partnership, proposed, Day.AddDays(-1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var late = await FoundAsync(partnership, proposed, Day.AddDays(1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day, Day), (early.Change("foundedOn").Day(), late.Change("foundedOn").Day()));
        Assert.Equal("founded", (await FoundAsync(partnership, proposed, late.Change("foundedOn").Day())).State);
    }

    [Theory, Engines]
    public async Task D24_it_is_dissolved_when_every_present_lead_has_agreed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership, [Ncut, Bpc], Dji, ShougangIt);

        await DissolveAsync(partnership, founded, Dji).ShouldBeProblemAsync("not-a-lead", HttpStatusCode.Forbidden);
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal("founded", (await DissolveAsync(partnership, founded, Ncut)).State);
        }
        // One that leads since then is asked too.
        await partnership.OrgAdmin(Ncut).AppointLeadAsync(founded.Id, new() { Organisation = Dji });
        Assert.Equal("founded", (await DissolveAsync(partnership, founded, Bpc)).State);
        Assert.Empty(await partnership.App.PublishedAsync<ConsortiumDissolvedV1>());
        var dissolved = await DissolveAsync(partnership, founded, Dji);

        Assert.Equal(("dissolved", Day), (dissolved.State, dissolved.DissolvedOn));
        var told = Assert.Single(await partnership.App.PublishedAsync<ConsortiumDissolvedV1>()).Consortium;
        Assert.Equal(("dissolved", Day), (told.State, told.DissolvedOn!.Value));
        Assert.IsType<ConsortiumDissolvedV1>(Assert.Single(await partnership.StatesAsync("industry-partnership/consortium")));
    }

    [Theory, Engines]
    public async Task D24_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);
        await IllegalAsync(
            LeaveAsync(partnership, proposed, Ncut),
            DissolveAsync(partnership, proposed, Ncut),
            partnership.OrgAdmin(Ncut).AppointLeadAsync(proposed.Id, new() { Organisation = Bpc }));

        var founded = await FoundedAsync(partnership);
        await IllegalAsync(FoundAsync(partnership, founded), EditAsync(founded));

        foreach (var lead in new[] { Ncut, Bpc, Dji }) await DissolveAsync(partnership, founded, lead);
        await IllegalAsync(
            FoundAsync(partnership, founded), EditAsync(founded), LeaveAsync(partnership, founded, Ncut),
            DissolveAsync(partnership, founded, Ncut), InviteAsync(partnership, founded, ShougangIt),
            AcceptAsync(partnership, founded, ShougangIt), partnership.OrgAdmin(Ncut).AppointLeadAsync(
                founded.Id, new() { Organisation = Bpc }),
            partnership.OrgAdmin(Ncut).WithdrawConsortiumInvitationAsync(founded.Id, ShougangIt));

        async Task<Consortium> EditAsync(Consortium consortium)
        {
            var version = (await partnership.OrgAdmin(Ncut).GetConsortiumAsync(consortium.Id)).Version;
            return await partnership.OrgAdmin(Ncut)
                .EditConsortiumAsync(consortium.Id, version, new() { Name = "n", Field = "f", Purpose = "p" });
        }

        static async Task IllegalAsync(params Task<Consortium>[] replies)
        {
            foreach (var reply in replies)
            {
                Assert.Equal("D24", (await reply.ShouldBeProblemAsync("consortium-state", HttpStatusCode.Conflict)).Rule);
            }
        }
    }

    [Theory, Engines]
    public async Task Only_those_named_see_a_proposed_consortium_and_a_founded_one_is_public(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);
        Assert.Equal(
            (true, false, false),
            (await SeesAsync(partnership.Coordinator(Bpc)), await SeesAsync(
                partnership.Coordinator(ShougangIt)), await SeesAsync(partnership.Authority)));
        foreach (var lead in new[] { Bpc, Dji }) await AcceptAsync(partnership, proposed, lead);
        var founded = await FoundAsync(partnership, proposed);
        var tagged = await partnership.OrgAdmin(Dji)
            .TagConsortiumAsync(founded.Id, founded.Version, new() { Measures = [Measure.IndustryIntegration], Strategies = ["五创", "五创"] });
        Assert.Equal(["五创"], tagged.Tags.Strategies);
        await InviteAsync(partnership, founded, ShougangIt);
        var anybody = partnership.By("anybody", Roles.Learner);

        Assert.True(await SeesAsync(anybody));
        foreach (var (consortia, count) in new[]
        {
            (anybody.ListConsortiaAsync(party: "dji"), 1),
            (anybody.ListConsortiaAsync(party: "shougang-it"), 0),
            (anybody.ListConsortiaAsync(state: "founded", field: "intelligent transportation control"), 1),
            (anybody.ListConsortiaAsync(state: "dissolved"), 0),
            (anybody.ListConsortiaAsync(measure: "industry-integration"), 1),
            (anybody.ListConsortiaAsync(measure: "general-education"), 0),
            (anybody.ListConsortiaAsync(strategy: "五创"), 1),
        })
        {
            Assert.Equal(count, (await consortia).Items.Count);
        }
        // An invitation is for those that are named.
        Assert.Equal(3, (await anybody.GetConsortiumAsync(founded.Id)).Members.Count);
        Assert.Equal(4, (await partnership.OrgAdmin(ShougangIt).GetConsortiumAsync(founded.Id)).Members.Count);
        Assert.Single((await partnership.OrgAdmin(ShougangIt).ListConsortiaAsync(party: "shougang-it")).Items);

        async Task<bool> SeesAsync(IndustryPartnershipClient client)
        {
            var listed = (await client.ListConsortiaAsync()).Items.Count == 1;
            Assert.Equal(listed, (await client.GetConsortiumAsync(proposed.Id).OutcomeAsync()).Passed);
            return listed;
        }
    }

    [Theory, Engines]
    public async Task History_answers_as_of_a_day_and_as_known_on_a_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership);
        partnership.App.Today.MoveTo(Day.AddDays(20));
        await JoinAsync(partnership, founded, ShougangIt, joinedOn: Day.AddDays(10));
        var anybody = partnership.By("anybody", Roles.Learner);

        Assert.Equal([("founded", 0), ("joined", 10)], await ActionsAsync(anybody));
        Assert.Equal(
            ["proposed", "accepted", "accepted", "founded", "invited", "joined"],
            (await ActionsAsync(partnership.OrgAdmin(Bpc))).Select(change => change.Action));
        Assert.Equal(
            (3, 4, 3),
            (await MembersAsync(asOf: new(2026, 3, 10)), await MembersAsync(asOf: new(2026, 3, 11)), await MembersAsync(
                asOf: new(2026, 3, 11), knownOn: new(2026, 3, 20))));
        await anybody.GetConsortiumAsync(founded.Id, asOf: new(2026, 2, 28)).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        // Recorded after a later join: as of its day the later one is not there yet.
        await partnership.RegisterEnterpriseAsync(Huace);
        await JoinAsync(partnership, founded, Huace, joinedOn: Day.AddDays(5));
        Assert.Equal((4, 5), (await MembersAsync(asOf: new(2026, 3, 6)), await MembersAsync(asOf: new(2026, 3, 11))));

        async Task<int> MembersAsync(DateOnly? asOf = null, DateOnly? knownOn = null) =>
            (await anybody.GetConsortiumAsync(founded.Id, asOf, knownOn)).Members.Count;

        async Task<List<(string Action, int Day)>> ActionsAsync(
            IndustryPartnershipClient client) => [.. (await client.GetConsortiumHistoryAsync(founded.Id)).Items
            .Select(change => (change.Action, change.EffectiveOn.DayNumber - Day.DayNumber))];
    }
}
