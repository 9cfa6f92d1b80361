using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ConsortiumApp;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ConsortiumTests
{
    [Theory, Engines]
    public async Task S16_consortium_is_founded_by_three_leads_and_events_tell_joins_and_leaves(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);

        var proposed = await ProposeAsync(partnership, Request(members: [ShougangIt])).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(
            ("proposed", Ncut, JsonValueKind.Null),
            (proposed.Text("state"), proposed.Text("proposedBy"), proposed.GetProperty("foundedOn").ValueKind));
        Assert.Equal((Day, JsonValueKind.Null), (proposed.MemberOf(Ncut)
            .Day("joinedOn"), proposed.MemberOf(Bpc).GetProperty("joinedOn").ValueKind));
        foreach (var lead in new[] { Bpc, Dji }) await AcceptAsync(partnership, proposed, lead).BodyAsync();
        var founded = await FoundAsync(partnership, proposed).BodyAsync();
        Assert.Equal(("founded", Day), (founded.Text("state"), founded.Day("foundedOn")));
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await AcceptAsync(partnership, proposed, ShougangIt).BodyAsync();
        await LeaveAsync(partnership, proposed, ShougangIt, Day.AddDays(30)).BodyAsync();

        var told = Assert.Single(await partnership.App.PublishedAsync<ConsortiumFoundedV1>()).Consortium;
        Assert.Equal((founded.Id(), "founded", Day, founded.Version()), (told.Id, told.State, told.FoundedOn, told.Version));
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
        Assert.Equal([founded.Id()], (await partnership.StatesAsync("industry-partnership/consortium")).Cast<ConsortiumFoundedV1>()
            .Select(fact => fact.Consortium.Id));
    }

    [Theory, Engines]
    public async Task D24_founding_needs_all_leads_acceptance_and_each_kind_by_that_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership, Request([Ncut, Bpc], [Dji])).BodyAsync(HttpStatusCode.Created);

        var waiting = await FoundAsync(partnership, proposed).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", Bpc), (waiting.Rule(), Assert.Single(waiting.Change("by").Codes())));
        await partnership.OrgAdmin(Bpc).PostAsync(waiting.Change("accept").GetString()!, new { }).BodyAsync();
        var incomplete = await FoundAsync(partnership, proposed).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", "enterprise", Day), (incomplete.Rule(), Assert.Single(incomplete.Change("join")
            .Codes()), incomplete.DayOfChange("by")));
        await AcceptAsync(partnership, proposed, Dji, incomplete.DayOfChange("by")).BodyAsync();
        // Not before its last lead had accepted, and not on a day to come.
        var early = await FoundAsync(partnership, proposed, Day.AddDays(-1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var late = await FoundAsync(partnership, proposed, Day.AddDays(1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day, Day), (early.DayOfChange("foundedOn"), late.DayOfChange("foundedOn")));
        Assert.Equal("founded", (await FoundAsync(partnership, proposed, late.DayOfChange("foundedOn")).BodyAsync()).Text("state"));
    }

    [Theory, Engines]
    public async Task D24_a_leave_that_would_break_it_is_refused_until_a_successor_has_joined(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership, [Ncut, Bpc, Dji]);

        // Planned, today, and in the past: each is refused, and passes when the successor has joined by that day.
        var planned = await LeaveAsync(partnership, founded, Ncut, Day.AddDays(40)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", "university", Day.AddDays(40), false), (planned.Rule(), Assert.Single(planned.Change("join")
            .Codes()), planned.DayOfChange("by"), planned.Change("asLead").GetBoolean()));
        Assert.Equal((Day.AddDays(40), "university"), (planned.GetProperty("facts")
            .Day("date"), Assert.Single(planned.Facts("missing").Codes())));
        await InviteAsync(partnership, founded, ShougangIt).BodyAsync();
        await LeaveAsync(partnership, founded, Ncut, Day.AddDays(40)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        partnership.App.Today.MoveTo(Day.AddDays(10));
        await AcceptAsync(partnership, founded, ShougangIt, Day.AddDays(5)).BodyAsync();
        Assert.Equal(Day.AddDays(40), (await LeaveAsync(partnership, founded, Ncut, Day.AddDays(40)).BodyAsync()).MemberOf(Ncut)
            .Day("leftOn"));
        // The successor stays, then: every date counts, the one after the other's planned leave too.
        var second = await LeaveAsync(partnership, founded, ShougangIt, Day.AddDays(8)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(40), second.DayOfChange("by"));
        // A leave that is to come may be put off or brought forward; not to before the successor was there.
        var before = await LeaveAsync(partnership, founded, Ncut, Day.AddDays(4)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(4), before.DayOfChange("by"));
        await LeaveAsync(partnership, founded, Ncut, Day.AddDays(5)).BodyAsync();
        Assert.Equal(2, (await partnership.App.PublishedAsync<ConsortiumMemberLeftV1>()).Count);
    }

    [Theory, Engines]
    public async Task D24_the_last_lead_leaves_when_another_one_leads(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership, [Ncut], Bpc, Dji, ShougangIt);

        var alone = await LeaveAsync(partnership, founded, Ncut).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((0, true, Day), (alone.Change("join").GetArrayLength(), alone.Change("asLead").GetBoolean(), alone.DayOfChange("by")));
        var stranger = await DoAsync(partnership, founded, Ncut, "leads", new { organisation = "nobody" }).ShouldBeProblemAsync(
            "lead-not-a-member", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", Bpc), (stranger.Rule(), stranger.Change("organisation").GetString()));
        var amended = await DoAsync(
            partnership, founded, Ncut, "leads", new { organisation = stranger.Change("organisation").GetString() }).BodyAsync();
        Assert.Equal(("lead", Day), (amended.MemberOf(Bpc).Text("role"), amended.MemberOf(Bpc).Day("leadsFrom")));
        await LeaveAsync(partnership, founded, Ncut).BodyAsync();

        Assert.Equal(
            Day,
            Assert.Single(await partnership.App.PublishedAsync<ConsortiumAmendedV1>()).Consortium.Members.Single(
                member => member.Organisation == Bpc).LeadsFrom);
        // Whoever has left is in it no more, and leads it no more.
        await LeaveAsync(partnership, founded, Ncut).ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        await InviteAsync(partnership, founded, Huace).ShouldBeProblemAsync("not-a-lead", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D24_of_two_leaves_that_together_break_it_one_passes(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var founded = await FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);

            var replies = await Task.WhenAll(
                new[] { Ncut, ShougangIt, Ncut, ShougangIt }.Select(org => LeaveAsync(partnership, founded, org)));

            Assert.Single(replies, reply => reply.IsSuccessStatusCode);
            Assert.Equal(round + 1, (await partnership.App.PublishedAsync<ConsortiumMemberLeftV1>()).Count);
        }
    }

    [Theory, Engines]
    public async Task D24_it_is_dissolved_when_every_present_lead_has_agreed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership, [Ncut, Bpc], Dji, ShougangIt);

        await DissolveAsync(partnership, founded, Dji).ShouldBeProblemAsync("not-a-lead", HttpStatusCode.Forbidden);
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal("founded", (await DissolveAsync(partnership, founded, Ncut).BodyAsync()).Text("state"));
        }
        // One that leads since then is asked too.
        await DoAsync(partnership, founded, Ncut, "leads", new { organisation = Dji }).BodyAsync();
        Assert.Equal("founded", (await DissolveAsync(partnership, founded, Bpc).BodyAsync()).Text("state"));
        Assert.Empty(await partnership.App.PublishedAsync<ConsortiumDissolvedV1>());
        var dissolved = await DissolveAsync(partnership, founded, Dji).BodyAsync();

        Assert.Equal(("dissolved", Day), (dissolved.Text("state"), dissolved.Day("dissolvedOn")));
        var told = Assert.Single(await partnership.App.PublishedAsync<ConsortiumDissolvedV1>()).Consortium;
        Assert.Equal(("dissolved", Day), (told.State, told.DissolvedOn!.Value));
        Assert.IsType<ConsortiumDissolvedV1>(Assert.Single(await partnership.StatesAsync("industry-partnership/consortium")));
    }

    [Theory, Engines]
    public async Task D24_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        await IllegalAsync(
            LeaveAsync(partnership, proposed, Ncut),
            DissolveAsync(partnership, proposed, Ncut),
            DoAsync(partnership, proposed, Ncut, "leads", new { organisation = Bpc }));

        var founded = await FoundedAsync(partnership);
        await IllegalAsync(FoundAsync(partnership, founded), EditAsync(founded));

        foreach (var lead in new[] { Ncut, Bpc, Dji }) await DissolveAsync(partnership, founded, lead).BodyAsync();
        await IllegalAsync(
            FoundAsync(partnership, founded), EditAsync(founded), LeaveAsync(partnership, founded, Ncut),
            DissolveAsync(partnership, founded, Ncut), InviteAsync(partnership, founded, ShougangIt),
            AcceptAsync(partnership, founded, ShougangIt), DoAsync(partnership, founded, Ncut, "leads", new { organisation = Bpc }),
            DoAsync(partnership, founded, Ncut, $"invitations/{ShougangIt}/withdrawal"));

        async Task<HttpResponseMessage> EditAsync(JsonElement consortium)
        {
            var version = (await partnership.OrgAdmin(Ncut).GetAsync($"{Api}/consortia/{consortium.Id()}").BodyAsync()).Version();
            return await partnership.OrgAdmin(Ncut)
                .PutAsync($"{Api}/consortia/{consortium.Id()}", new { name = "n", field = "f", purpose = "p" }, version);
        }

        static async Task IllegalAsync(params Task<HttpResponseMessage>[] replies)
        {
            foreach (var reply in replies)
            {
                Assert.Equal("D24", (await reply.ShouldBeProblemAsync("consortium-state", HttpStatusCode.Conflict)).Rule());
            }
        }
    }

    [Theory, Engines]
    public async Task Only_those_named_see_a_proposed_consortium_and_a_founded_one_is_public(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(
            (true, false, false),
            (await SeesAsync(partnership.Coordinator(Bpc)), await SeesAsync(
                partnership.Coordinator(ShougangIt)), await SeesAsync(partnership.Authority)));
        foreach (var lead in new[] { Bpc, Dji }) await AcceptAsync(partnership, proposed, lead).BodyAsync();
        var founded = await FoundAsync(partnership, proposed).BodyAsync();
        var tagged = await partnership.OrgAdmin(Dji)
            .PutAsync(
                $"{Api}/consortia/{founded.Id()}/tags",
                new { measures = new[] { Measure.IndustryIntegration }, strategies = new[] { "五创", "五创" } },
                founded.Version())
            .BodyAsync();
        Assert.Equal(["五创"], tagged.GetProperty("tags").GetProperty("strategies").Codes());
        await InviteAsync(partnership, founded, ShougangIt).BodyAsync();
        var anybody = partnership.App.As("anybody", Roles.Learner);

        Assert.True(await SeesAsync(anybody));
        foreach (var (query, count) in new[]
        {
            ("party=dji", 1),
            ("party=shougang-it", 0),
            ("state=founded&field=intelligent transportation control", 1),
            ("state=dissolved", 0),
            ("measure=industry-integration", 1),
            ("measure=general-education", 0),
            ("strategy=五创", 1),
        })
        {
            Assert.Equal(count, (await anybody.GetAsync($"{Api}/consortia?{query}").BodyAsync()).GetProperty("items").GetArrayLength());
        }
        // An invitation is for those that are named.
        Assert.Equal(3, (await anybody.GetAsync($"{Api}/consortia/{founded.Id()}").BodyAsync()).GetProperty("members").GetArrayLength());
        Assert.Equal(4, (await partnership.OrgAdmin(ShougangIt).GetAsync($"{Api}/consortia/{founded.Id()}").BodyAsync())
            .GetProperty("members")
            .GetArrayLength());
        Assert.Equal(1, (await partnership.OrgAdmin(ShougangIt).GetAsync($"{Api}/consortia?party=shougang-it").BodyAsync())
            .GetProperty("items")
            .GetArrayLength());

        async Task<bool> SeesAsync(HttpClient client)
        {
            var listed = (await client.GetAsync($"{Api}/consortia").BodyAsync()).GetProperty("items").GetArrayLength() == 1;
            using var read = await client.GetAsync($"{Api}/consortia/{proposed.Id()}");
            Assert.Equal(listed, read.IsSuccessStatusCode);
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
        var path = $"{Api}/consortia/{founded.Id()}";
        var anybody = partnership.App.As("anybody", Roles.Learner);

        Assert.Equal([("founded", 0), ("joined", 10)], await ActionsAsync(anybody));
        Assert.Equal(
            ["proposed", "accepted", "accepted", "founded", "invited", "joined"],
            (await ActionsAsync(partnership.OrgAdmin(Bpc))).Select(change => change.Action));
        Assert.Equal(
            (3, 4, 3),
            (await MembersAsync("asOf=2026-03-10"), await MembersAsync("asOf=2026-03-11"), await MembersAsync(
                "asOf=2026-03-11&knownOn=2026-03-20")));
        await anybody.GetAsync($"{path}?asOf=2026-02-28").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        // Recorded after a later join: as of its day the later one is not there yet.
        await partnership.RegisterEnterpriseAsync(Huace);
        await JoinAsync(partnership, founded, Huace, joinedOn: Day.AddDays(5));
        Assert.Equal((4, 5), (await MembersAsync("asOf=2026-03-06"), await MembersAsync("asOf=2026-03-11")));

        async Task<int> MembersAsync(string query) =>
            (await anybody.GetAsync($"{path}?{query}").BodyAsync()).GetProperty("members").GetArrayLength();

        async Task<List<(string Action, int Day)>> ActionsAsync(
            HttpClient client) => [.. (await client.GetAsync($"{path}/history").BodyAsync()).GetProperty("items").EnumerateArray()
            .Select(change => (change.Text("action"), change.Day("effectiveOn").DayNumber - Day.DayNumber))];
    }
}
