using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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
        var proposed = await ProposeAsync(partnership, Ncut, Bpc, Dji).BodyAsync(HttpStatusCode.Created);
        // What is recorded late was run from its first day on by whoever says nothing else.
        Assert.Equal(ValidFrom, proposed.MemberOf(Ncut).Day("joinedOn"));
        await DoAsync(partnership, proposed, Bpc, "acceptance", new { joinedOn = Day.AddDays(-3) }).BodyAsync();

        var waiting = await ApproveAsync(partnership, proposed).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Dji), (waiting.Rule(), Assert.Single(waiting.Change("by").Codes())));
        // What is edited is another proposal, and is accepted anew.
        var edited = await partnership.OrgAdmin(Ncut).PutAsync($"{Api}/bases/{proposed.Id()}", Request(Ncut, Bpc, Dji), version: 2)
            .BodyAsync();
        Assert.Equal(JsonValueKind.Null, edited.MemberOf(Bpc).GetProperty("joinedOn").ValueKind);
        var again = await ApproveAsync(partnership, proposed).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        foreach (var party in again.Change("by").Codes())
        {
            await partnership.OrgAdmin(party).PostAsync(again.Change("accept").GetString()!, new { }).BodyAsync();
        }
        var approved = await ApproveAsync(partnership, proposed).BodyAsync();

        Assert.Equal("active", approved.Text("state"));
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
        Assert.Equal(("D25", Day.AddDays(20)), (alone.Rule(), alone.DayOfChange("by")));
        await InviteAsync(partnership, found, Bpc).BodyAsync();
        Assert.Empty(await partnership.App.PublishedAsync<BaseAmendedV1>());
        await LeaveAsync(partnership, found, Ncut, Day.AddDays(20)).ShouldBeProblemAsync(
            "base-without-party", HttpStatusCode.UnprocessableEntity);
        Assert.Equal([Bpc, Ncut], (await DoAsync(partnership, found, Bpc, "acceptance").BodyAsync()).GetProperty("parties").Codes());
        await LeaveAsync(partnership, found, Ncut, Day.AddDays(20)).BodyAsync();
        // Each date counts: the other one cannot leave on any day from then on.
        Assert.Equal(
            Day.AddDays(25),
            (await LeaveAsync(partnership, found, Bpc, Day.AddDays(25)).ShouldBeProblemAsync(
                "base-without-party", HttpStatusCode.UnprocessableEntity)).DayOfChange("by"));
        Assert.Equal(
            Day.AddDays(20),
            (await LeaveAsync(partnership, found, Bpc, Day.AddDays(10)).ShouldBeProblemAsync(
                "base-without-party", HttpStatusCode.UnprocessableEntity)).DayOfChange("by"));
        partnership.App.Today.MoveTo(Day.AddDays(20));

        Assert.Equal([Bpc], (await partnership.Authority.GetAsync($"{Api}/bases/{found.Id()}").BodyAsync()).GetProperty("parties").Codes());
        Assert.Equal((0, 1), (await CountAsync("party=ncut"), await CountAsync("party=bpc")));
        var told = (await partnership.App.PublishedAsync<BaseAmendedV1>()).Select(fact => fact.Base).ToList();
        Assert.Equal([2, 2], told.Select(state => state.Members!.Count));
        Assert.Equal(Day.AddDays(20), told[1].Members!.Single(member => member.Organisation == Ncut).LeftOn);
        Assert.Equal(("active", 1), (told[1].State, told[1].ActivePeriods.Count));

        async Task<int> CountAsync(string query) =>
            (await partnership.Authority.GetAsync($"{Api}/bases?{query}").BodyAsync()).GetProperty("items").GetArrayLength();
    }

    [Theory, Engines]
    public async Task An_organisation_joins_once_at_a_time_and_may_join_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var found = await ApprovedAsync(partnership, Ncut, Bpc);

        await InviteAsync(partnership, found, Bpc).ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        await DoAsync(partnership, found, Bpc, "acceptance").ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        await DoAsync(partnership, found, Ncut, $"invitations/{Bpc}/withdrawal").ShouldBeProblemAsync(
            "already-a-member", HttpStatusCode.Conflict);
        var early = await LeaveAsync(partnership, found, Bpc, ValidFrom.AddDays(-1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", ValidFrom), (early.Rule(), early.DayOfChange("leftOn")));
        await LeaveAsync(partnership, found, Bpc, Day.AddDays(3)).BodyAsync();
        var planned = await InviteAsync(partnership, found, Bpc).ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        partnership.App.Today.MoveTo(planned.DayOfChange("notBefore"));
        await InviteAsync(partnership, found, Bpc).BodyAsync();
        var overlapping = await DoAsync(partnership, found, Bpc, "acceptance", new { joinedOn = Day.AddDays(2) }).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var back = await DoAsync(partnership, found, Bpc, "acceptance", new { joinedOn = overlapping.DayOfChange("joinedOn") }).BodyAsync();

        Assert.Equal([(ValidFrom, (DateOnly?)Day.AddDays(3)), (Day.AddDays(3), null)], back.GetProperty("members").EnumerateArray().Where(
            member => member.Text("organisation") == Bpc)
            .Select(member => (member.Day("joinedOn"), member.GetProperty("leftOn").ValueKind is JsonValueKind.Null
                ? (DateOnly?)null
                : member.Day("leftOn"))));
        // And a third time: each has a number of its own.
        await LeaveAsync(partnership, found, Bpc).BodyAsync();
        await InviteAsync(partnership, found, Bpc).BodyAsync();
        Assert.Equal(4, (await DoAsync(partnership, found, Bpc, "acceptance").BodyAsync()).GetProperty("members").GetArrayLength());
    }

    [Theory, Engines]
    public async Task Nobody_joins_uninvited_and_an_invitation_is_taken_back_or_declined(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        var found = await ApprovedAsync(partnership, Ncut);

        await DoAsync(partnership, found, Bpc, "acceptance").ShouldBeProblemAsync("not-invited", HttpStatusCode.Forbidden);
        await InviteAsync(partnership, found, Bpc, by: Dji).ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        Assert.Equal(
            "nobody",
            Assert.Single((await InviteAsync(partnership, found, "nobody").ShouldBeProblemAsync(
                "parties-unknown", HttpStatusCode.UnprocessableEntity)).Facts("unknown").Codes()));
        foreach (var by in new[] { Ncut, Bpc })
        {
            await InviteAsync(partnership, found, Bpc).BodyAsync();
            await DoAsync(partnership, found, Dji, $"invitations/{Bpc}/withdrawal").ShouldBeProblemAsync(
                "not-a-member", HttpStatusCode.Forbidden);
            await DoAsync(partnership, found, by, $"invitations/{Bpc}/withdrawal").BodyAsync();
            await DoAsync(partnership, found, Bpc, "acceptance").ShouldBeProblemAsync("not-invited", HttpStatusCode.Forbidden);
            await DoAsync(partnership, found, Ncut, $"invitations/{Bpc}/withdrawal").ShouldBeProblemAsync(
                "not-found", HttpStatusCode.NotFound);
        }
        await InviteAsync(partnership, found, Huace).BodyAsync();
        var unverified = await DoAsync(partnership, found, Huace, "acceptance").ShouldBeProblemAsync(
            "parties-not-verified", HttpStatusCode.UnprocessableEntity);
        foreach (var code in unverified.Change("verify").Codes())
        {
            await partnership.Coordinator(Bpc).PostAsync($"{Api}/organisations/{code}/verification").BodyAsync();
        }
        await DoAsync(partnership, found, Huace, "acceptance").BodyAsync();
    }

    [Theory, Engines]
    public async Task D25_parties_join_and_leave_only_an_approved_unexpired_base(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership, Ncut, Bpc).BodyAsync(HttpStatusCode.Created);
        var expired = await ApprovedAsync(partnership, Ncut, Bpc);
        var withdrawn = await ProposeAsync(partnership, Ncut, Bpc).BodyAsync(HttpStatusCode.Created);
        await DoAsync(partnership, withdrawn, Ncut, "withdrawal").BodyAsync();

        foreach (var reply in new[]
        {
            InviteAsync(partnership, proposed, Dji),
            LeaveAsync(partnership, proposed, Ncut),
            DoAsync(partnership, proposed, Ncut, $"invitations/{Bpc}/withdrawal"),
            DoAsync(partnership, withdrawn, Bpc, "acceptance"),
        })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }
        partnership.App.Today.MoveTo(new DateOnly(2027, 1, 1));
        foreach (var reply in new[]
        {
            InviteAsync(partnership, expired, Dji),
            LeaveAsync(partnership, expired, Ncut),
            DoAsync(partnership, expired, Dji, "acceptance"),
        })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }
    }

    [Theory, Engines]
    public async Task S9_S22_base_is_found_by_tags_and_only_parties_see_history_before_approval(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var found = await ApprovedAsync(partnership, Ncut, Bpc);
        var path = $"{Api}/bases/{found.Id()}";
        var tags = new { measures = new[] { Measure.IntegratingTeachers }, strategies = new[] { "four centers" } };
        await partnership.OrgAdmin(Dji).PutAsync($"{path}/tags", tags, found.Version())
            .ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).PutAsync($"{path}/tags", tags, found.Version() - 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).PutAsync($"{path}/tags", tags, found.Version()).BodyAsync();
        partnership.App.Today.MoveTo(Day.AddDays(10));
        await partnership.Authority.PostAsync($"{path}/suspension", new { reason = "Inspection.", suspendedOn = Day.AddDays(8) })
            .BodyAsync();
        var anybody = partnership.App.As("anybody", Roles.Learner);

        foreach (var (query, count) in new[]
        {
            ("measure=integrating-teachers", 1),
            ("measure=general-education", 0),
            ("strategy=four centers&party=bpc", 1),
            ("party=dji", 0),
        })
        {
            Assert.Equal(count, (await anybody.GetAsync($"{Api}/bases?{query}").BodyAsync()).GetProperty("items").GetArrayLength());
        }
        Assert.Equal(["approved", "tagged", "suspended"], await ActionsAsync(anybody));
        foreach (var reader in new[] { partnership.Coordinator(Bpc), partnership.Authority })
        {
            Assert.Equal(["proposed", "accepted", "approved", "tagged", "suspended"], await ActionsAsync(reader));
        }
        Assert.Equal(
            ("active", "suspended", "active"),
            (await StateAsync("asOf=2026-03-08"), await StateAsync("asOf=2026-03-09"), await StateAsync(
                "asOf=2026-03-09&knownOn=2026-03-10")));
        // A tag is of no event.
        Assert.Empty(await partnership.App.PublishedAsync<BaseAmendedV1>());

        async Task<string> StateAsync(string query) => (await anybody.GetAsync($"{path}?{query}").BodyAsync()).Text("state");

        async Task<List<string>> ActionsAsync(HttpClient client) =>
            [.. (await client.GetAsync($"{path}/history").BodyAsync()).GetProperty("items").EnumerateArray()
                .Select(change => change.Text("action"))];
    }

    [Theory, Engines]
    public async Task An_organisation_is_not_closed_while_it_is_in_a_consortium_a_base_or_a_project(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterAsync("third", "university");
        var site = await ApprovedAsync(partnership, Ncut, ShougangIt);
        var consortium = await ConsortiumApp.FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);
        var project = await ProjectTests.StartedAsync(partnership, Ncut, Dji, ShougangIt);
        await ProposeAsync(partnership, Ncut, ShougangIt).BodyAsync(HttpStatusCode.Created);

        var inUse = await CloseAsync().ShouldBeProblemAsync("organisation-in-use", HttpStatusCode.Conflict);
        Assert.Equal(
            (consortium.Id(), site.Id(), project.Id()),
            (inUse.Facts("consortia")[0].GetGuid(), inUse.Facts("bases")[0].GetGuid(), inUse.Facts("projects")[0].GetGuid()));
        Assert.Equal(3, inUse.Change("leave").GetArrayLength());
        foreach (var departure in inUse.Change("leave").Codes())
        {
            await partnership.OrgAdmin(ShougangIt).PostAsync(departure, new { reason = "Merged." }).BodyAsync();
        }
        Assert.Equal("closed", (await CloseAsync().BodyAsync()).Text("state"));

        Task<HttpResponseMessage> CloseAsync() =>
            partnership.Authority.PostAsync($"{Api}/organisations/{ShougangIt}/closure", new { reason = "Merged." });
    }

    [Theory, Engines]
    public async Task An_enterprise_is_not_closed_with_slots_open_or_placements_under_way(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var placement = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var agreement = (await partnership.Signatory(Bpc).GetAsync($"{Api}/agreements").BodyAsync()).GetProperty("items")[0];
        await partnership.Signatory(Bpc).PostAsync($"{Api}/agreements/{agreement.Id()}/termination", new { reason = "Done." }).BodyAsync();

        var inUse = await CloseAsync().ShouldBeProblemAsync("organisation-in-use", HttpStatusCode.Conflict);
        Assert.Equal(
            ("D37", slot.Id(), placement.Id()), (inUse.Rule(), inUse.Change("close")[0].GetGuid(), inUse.Change("end")[0].GetGuid()));
        await partnership.Manager(Dji).PostAsync($"{Api}/slots/{slot.Id()}/closure").BodyAsync();
        await partnership.StopAsync(placement).BodyAsync();
        Assert.Equal("closed", (await CloseAsync().BodyAsync()).Text("state"));

        Task<HttpResponseMessage> CloseAsync() =>
            partnership.Authority.PostAsync($"{Api}/organisations/{Dji}/closure", new { reason = "Merged." });
    }

    [Theory, Engines]
    public async Task A_closed_organisation_takes_part_in_nothing(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ConsortiumApp.ProposeAsync(partnership, ConsortiumApp.Request(members: [ShougangIt]))
            .BodyAsync(HttpStatusCode.Created);
        foreach (var org in new[] { Bpc, Dji, ShougangIt }) await ConsortiumApp.AcceptAsync(partnership, proposed, org).BodyAsync();
        await partnership.Authority.PostAsync($"{Api}/organisations/{ShougangIt}/closure", new { reason = "Merged." }).BodyAsync();

        var closed = await ConsortiumApp.FoundAsync(partnership, proposed)
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        foreach (var org in closed.Change("without").Codes())
        {
            await ConsortiumApp.DoAsync(partnership, proposed, Ncut, $"invitations/{org}/withdrawal").BodyAsync();
        }
        Assert.Equal("founded", (await ConsortiumApp.FoundAsync(partnership, proposed).BodyAsync()).Text("state"));
        await partnership.OrgAdmin(ShougangIt).PostAsync($"{Api}/bases", Request(ShougangIt))
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task Only_its_proposer_changes_and_withdraws_a_proposal(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ConsortiumApp.ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        await ConsortiumApp.AcceptAsync(partnership, proposed, Bpc).BodyAsync();
        await ConsortiumApp.DoAsync(partnership, proposed, Bpc, $"invitations/{Bpc}/withdrawal").BodyAsync();
        await ConsortiumApp.DoAsync(partnership, proposed, Bpc, "acceptance", new { })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var stays = await ConsortiumApp.DoAsync(partnership, proposed, Ncut, $"invitations/{Ncut}/withdrawal")
            .ShouldBeProblemAsync("already-a-member", HttpStatusCode.Conflict);
        await ConsortiumApp.AcceptAsync(partnership, proposed, Dji).BodyAsync();
        await partnership.OrgAdmin(Dji).PostAsync(stays.Change("withdraw").GetString()!)
            .ShouldBeProblemAsync("not-your-proposal", HttpStatusCode.Forbidden);
        Assert.Equal("withdrawn", (await partnership.OrgAdmin(Ncut).PostAsync(stays.Change("withdraw").GetString()!)
            .BodyAsync()).Text("state"));
        await ConsortiumApp.FoundAsync(partnership, proposed).ShouldBeProblemAsync("consortium-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task An_organisation_never_closes_and_joins_at_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var site = await ApprovedAsync(partnership, Ncut);
        for (var round = 0; round < 5; round++)
        {
            var code = $"school-{round}";
            await partnership.RegisterAsync(code, "university");
            await InviteAsync(partnership, site, code).BodyAsync();

            var replies = await Task.WhenAll(
                DoAsync(partnership, site, code, "acceptance"),
                partnership.Authority.PostAsync($"{Api}/organisations/{code}/closure", new { reason = "Merged." }));

            Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        }
    }

    internal static async Task<JsonElement> ApprovedAsync(PartnershipApp partnership, params string[] parties)
    {
        var proposed = await ProposeAsync(partnership, parties).BodyAsync(HttpStatusCode.Created);
        foreach (var party in parties[1..]) await DoAsync(partnership, proposed, party, "acceptance").BodyAsync();
        return await ApproveAsync(partnership, proposed).BodyAsync();
    }

    private static object Request(params string[] parties) =>
        new
        {
            name = "5G base",
            parties,
            field = "5G engineering",
            skills = new[] { "base stations" },
            capacity = 40,
            validFrom = ValidFrom,
            validUntil = new DateOnly(2026, 12, 31),
        };

    private static Task<HttpResponseMessage> ProposeAsync(PartnershipApp partnership, params string[] parties) =>
        partnership.Signatory(parties[0]).PostAsync($"{Api}/bases", Request(parties));

    private static Task<HttpResponseMessage> ApproveAsync(PartnershipApp partnership, JsonElement found) =>
        partnership.Authority.PostAsync($"{Api}/bases/{found.Id()}/approval", new { });

    private static Task<HttpResponseMessage> DoAsync(
        PartnershipApp partnership, JsonElement found, string org, string what, object? body = null) =>
            partnership.OrgAdmin(org).PostAsync($"{Api}/bases/{found.Id()}/{what}", body ?? new { });

    private static Task<HttpResponseMessage> InviteAsync(
        PartnershipApp partnership, JsonElement found, string organisation, string by = Ncut) =>
            DoAsync(partnership, found, by, "invitations", new { organisation });

    private static Task<HttpResponseMessage> LeaveAsync(
        PartnershipApp partnership, JsonElement found, string org, DateOnly? leftOn = null) =>
            DoAsync(partnership, found, org, "departure", new { reason = "Other plans.", leftOn });
}
