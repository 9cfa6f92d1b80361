using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class BaseTests
{
    private static readonly DateOnly ValidFrom = new(2026, 1, 1);
    private static readonly DateOnly ValidUntil = new(2026, 12, 31);

    [Theory, Engines]
    public async Task S12_base_is_approved_suspended_and_approved_again_and_has_its_periods(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);

        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(
            ("proposed", Ncut, JsonValueKind.Null),
            (proposed.Text("state"), proposed.Text("proposedBy"), proposed.GetProperty("approvedBy").ValueKind));
        var active = await ApproveAsync(partnership, proposed).BodyAsync();
        Assert.Equal(("active", "bjedu"), (active.Text("state"), active.Text("approvedBy")));
        Assert.Equal([(Day, ValidUntil)], PeriodsOf(active));
        partnership.App.Today.MoveTo(Day.AddDays(10));
        Assert.Equal([(Day, Day.AddDays(9))], PeriodsOf(await SuspendAsync(partnership, proposed).BodyAsync()));
        partnership.App.Today.MoveTo(Day.AddDays(20));
        var again = await ApproveAsync(partnership, proposed).BodyAsync();

        Assert.Equal([(Day, Day.AddDays(9)), (Day.AddDays(20), ValidUntil)], PeriodsOf(again));
        var approved = (await partnership.App.PublishedAsync<BaseApprovedV1>()).Select(fact => fact.Base).ToList();
        Assert.Equal([("active", 3, 1), ("active", 5, 2)], approved.Select(told => (told.State, told.Version, told.ActivePeriods.Count)));
        Assert.Equal([Bpc, Ncut], approved[0].Parties);
        Assert.Equal(("5G base", "5G engineering", 40), (approved[0].Name, approved[0].Field, approved[0].Capacity));
        var suspended = Assert.Single(await partnership.App.PublishedAsync<BaseSuspendedV1>()).Base;
        Assert.Equal(("suspended", 4, Day.AddDays(9)), (suspended.State, suspended.Version, Assert.Single(suspended.ActivePeriods).Until));
    }

    [Theory, Engines]
    public async Task S17_base_of_three_parties_is_found_by_skill_field_and_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        var found = await ProposeAsync(
            partnership,
            Request(
                "Low-Altitude UAV base",
                "low-altitude UAV",
                ["UAV operation", "UAV operation", "UAV repair"],
                Ncut,
                Bpc,
                Huace)).BodyAsync(HttpStatusCode.Created);
        await ApproveAsync(partnership, found).BodyAsync();
        await ApproveAsync(partnership, await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created)).BodyAsync();
        var anybody = partnership.App.As("anybody", Roles.Learner);

        foreach (var query in new[]
        {
            "skill=UAV operation",
            "field=low-altitude UAV",
            "skill=UAV repair&state=active&activeOn=2026-03-01",
        })
        {
            var only = Assert.Single((await anybody.GetAsync($"{Api}/bases?{query}").BodyAsync()).GetProperty("items").EnumerateArray());
            Assert.Equal(found.Id(), only.Id());
            Assert.Equal([Bpc, Huace, Ncut], only.GetProperty("parties").EnumerateArray().Select(party => party.GetString()));
            Assert.Equal(["UAV operation", "UAV repair"], only.GetProperty("skills").EnumerateArray().Select(skill => skill.GetString()));
        }
        Assert.Equal(
            (2, 2, 2, 0, 0, 0),
            (
                await CountAsync(""),
                await CountAsync("activeOn=2026-03-01"),
                await CountAsync("activeOn=2026-12-31"),
                await CountAsync("activeOn=2026-02-28"),
                await CountAsync("activeOn=2027-01-01"),
                await CountAsync("state=suspended")));

        async Task<int> CountAsync(string query) =>
            (await anybody.GetAsync($"{Api}/bases?{query}").BodyAsync()).GetProperty("items").GetArrayLength();
    }

    [Theory, Engines]
    public async Task D25_late_approval_counts_from_its_stated_day_within_the_validity(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (late, early, tomorrow) = (await NewAsync(), await NewAsync(), await NewAsync());

        Assert.Equal(
            [(new DateOnly(2026, 1, 15), ValidUntil)],
            PeriodsOf(await ApproveAsync(partnership, late, new DateOnly(2026, 1, 15)).BodyAsync()));
        Assert.Equal([(ValidFrom, ValidUntil)], PeriodsOf(await ApproveAsync(partnership, early, new DateOnly(2025, 6, 1)).BodyAsync()));
        var future = await ApproveAsync(partnership, tomorrow, Day.AddDays(1)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Day), (future.Rule(), future.DayOfChange("approvedOn")));
        Assert.Equal(
            [(Day, ValidUntil)], PeriodsOf(await ApproveAsync(partnership, tomorrow, future.DayOfChange("approvedOn")).BodyAsync()));

        // One whose validity is over is approved for the past, and has expired at once.
        var over = await NewAsync();
        partnership.App.Today.MoveTo(new DateOnly(2027, 2, 1));
        var past = await ApproveAsync(partnership, over).ShouldBeProblemAsync("base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(ValidUntil, past.DayOfChange("approvedOn"));
        Assert.Equal("expired", (await ApproveAsync(partnership, over, new DateOnly(2026, 7, 1)).BodyAsync()).Text("state"));
        Assert.Equal("expired", (await partnership.App.PublishedAsync<BaseApprovedV1>())[^1].Base.State);

        Task<JsonElement> NewAsync() => ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D25_suspension_cuts_the_present_period_and_drops_an_empty_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (one, future) = (await ActiveAsync(ValidFrom), await ActiveAsync(Day.AddDays(30)));

        var early = await SuspendAsync(partnership, one, Day.AddDays(-1)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Day), (early.Rule(), early.DayOfChange("suspendedOn")));
        Assert.Empty(PeriodsOf(await SuspendAsync(partnership, one, early.DayOfChange("suspendedOn")).BodyAsync()));
        // It is not made good again from before its suspension.
        partnership.App.Today.MoveTo(Day.AddDays(5));
        var before = await ApproveAsync(partnership, one, Day.AddDays(-1)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal([(Day, ValidUntil)], PeriodsOf(await ApproveAsync(partnership, one, before.DayOfChange("approvedOn")).BodyAsync()));

        var late = await SuspendAsync(partnership, future, Day.AddDays(6)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Empty(PeriodsOf(await SuspendAsync(partnership, future, late.DayOfChange("suspendedOn")).BodyAsync()));
        Assert.Equal([(Day.AddDays(30), ValidUntil)], PeriodsOf(await ApproveAsync(partnership, future).BodyAsync()));

        async Task<JsonElement> ActiveAsync(DateOnly validFrom) =>
            await ApproveAsync(
                partnership, await ProposeAsync(partnership, Request(validFrom: validFrom)).BodyAsync(HttpStatusCode.Created)).BodyAsync();
    }

    [Theory, Engines]
    public async Task D25_base_reads_as_expired_after_its_last_day_and_the_sweep_stores_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (active, suspended, proposed) = (await NewAsync(), await NewAsync(), await NewAsync());
        foreach (var approved in new[] { active, suspended }) await ApproveAsync(partnership, approved).BodyAsync();
        await SuspendAsync(partnership, suspended).BodyAsync();

        partnership.App.Today.MoveTo(ValidUntil);
        Assert.Equal("active", (await ReadAsync(active)).Text("state"));
        partnership.App.Today.MoveTo(ValidUntil.AddDays(1));
        foreach (var before in new[] { await ReadAsync(active), await ReadAsync(suspended) }) Assert.Equal("expired", before.Text("state"));
        await SuspendAsync(partnership, active).ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        await ApproveAsync(partnership, suspended).ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        Assert.Equal(2, (await partnership.Authority.GetAsync($"{Api}/bases?state=expired").BodyAsync()).GetProperty("items")
            .GetArrayLength());
        await partnership.App.LiveUntilAsync(ValidUntil.AddDays(1));

        Assert.Equal(
            ["expired", "expired", "proposed"],
            await partnership.App.Db.QueryAsync<string>("SELECT state FROM partnership.base ORDER BY seq"));
        Assert.Equal("proposed", (await ReadAsync(proposed)).Text("state"));
        var told = (await partnership.StatesAsync("industry-partnership/base")).Cast<BaseApprovedV1>().Select(fact => fact.Base.State);
        Assert.Equal(["expired", "expired"], told);

        Task<JsonElement> NewAsync() => ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        Task<JsonElement> ReadAsync(JsonElement found) => partnership.Authority.GetAsync($"{Api}/bases/{found.Id()}").BodyAsync();
    }

    [Theory, Engines]
    public async Task D25_catch_up_tells_only_approved_bases(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (active, suspended) = (await NewAsync(), await NewAsync());
        await NewAsync();
        foreach (var approved in new[] { active, suspended }) await ApproveAsync(partnership, approved).BodyAsync();
        await SuspendAsync(partnership, suspended).BodyAsync();

        var told = await partnership.StatesAsync("industry-partnership/base");

        Assert.Equal((2, active.Id(), suspended.Id()), (told.Count, ((BaseApprovedV1)told[0]).Base.Id, ((BaseSuspendedV1)told[1]).Base.Id));

        Task<JsonElement> NewAsync() => ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D25_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (proposed, withdrawn) = (
            await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created),
            await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created));
        Assert.Equal("withdrawn", (await WithdrawAsync(withdrawn).BodyAsync()).Text("state"));

        await SuspendAsync(partnership, proposed).ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        foreach (var reply in new[]
        {
            ApproveAsync(partnership, withdrawn),
            SuspendAsync(partnership, withdrawn),
            WithdrawAsync(withdrawn),
            EditAsync(withdrawn, 2),
        }) await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        await ApproveAsync(partnership, proposed).BodyAsync();
        foreach (var reply in new[] { ApproveAsync(partnership, proposed), WithdrawAsync(proposed), EditAsync(proposed, 3) })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }
        await SuspendAsync(partnership, proposed).BodyAsync();
        foreach (var reply in new[] { SuspendAsync(partnership, proposed), WithdrawAsync(proposed), EditAsync(proposed, 4) })
        {
            await reply.ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        }

        Task<HttpResponseMessage> WithdrawAsync(JsonElement found) =>
            partnership.Signatory(Ncut).PostAsync($"{Api}/bases/{found.Id()}/withdrawal");
        Task<HttpResponseMessage> EditAsync(JsonElement found, int version) =>
            partnership.OrgAdmin(Ncut).PutAsync($"{Api}/bases/{found.Id()}", Request(), version);
    }

    [Theory, Engines]
    public async Task D25_parallel_approvals_begin_one_period(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApproveAsync(partnership, proposed)));

        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        Assert.Single(PeriodsOf(await partnership.Authority.GetAsync($"{Api}/bases/{proposed.Id()}").BodyAsync()));
        Assert.Single(await partnership.App.PublishedAsync<BaseApprovedV1>());
    }

    [Theory, Engines]
    public async Task D25_only_the_proposer_changes_a_proposal_with_the_version_it_read(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        var path = $"{Api}/bases/{proposed.Id()}";
        var changed = Request("Another name", "AI", ["vision"], Ncut, ShougangIt);

        await partnership.OrgAdmin(Ncut).PutAsync(path, changed, version: null)
            .ShouldBeProblemAsync("precondition-required", (HttpStatusCode)428);
        await partnership.OrgAdmin(Ncut).PutAsync(path, changed, version: 7)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).PutAsync(path, changed, version: 1).ShouldBeProblemAsync("not-your-base", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).PostAsync($"{path}/withdrawal").ShouldBeProblemAsync("not-your-base", HttpStatusCode.Forbidden);
        var edited = await partnership.OrgAdmin(Ncut).PutAsync(path, changed, version: 1).BodyAsync();

        Assert.Equal(("Another name", "AI", 2), (edited.Text("name"), edited.Text("field"), edited.Version()));
        Assert.Equal([Ncut, ShougangIt, "vision"], edited
            .GetProperty("parties")
            .EnumerateArray()
            .Concat(edited.GetProperty("skills").EnumerateArray())
            .Select(part => part.GetString()));
        await partnership.OrgAdmin(Bpc).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D25_the_proposer_is_a_verified_party_and_the_others_are_registered(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);

        var stranger = await ProposeAsync(partnership, Request(parties: [Bpc])).ShouldBeProblemAsync(
            "not-a-party", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D25", stranger.Rule());
        await ProposeAsync(partnership, Request(parties: Strings(stranger.Change("parties")))).BodyAsync(HttpStatusCode.Created);
        var unknown = await ProposeAsync(partnership, Request(parties: [Ncut, "nobody", Bpc, "nowhere"])).ShouldBeProblemAsync(
            "parties-unknown", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["nobody", "nowhere"], Strings(unknown.Facts("unknown")));
        await ProposeAsync(partnership, Request(parties: Strings(unknown.Change("parties")))).BodyAsync(HttpStatusCode.Created);
        var backwards = await ProposeAsync(partnership, Request(validFrom: ValidUntil.AddDays(1))).ShouldBeProblemAsync(
            "ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", ValidUntil.AddDays(1)), (backwards.Rule(), backwards.DayOfChange("validUntil")));
        var unverified = await partnership.OrgAdmin(Huace).PostAsync($"{Api}/bases", Request(parties: [Huace]))
            .ShouldBeProblemAsync("enterprise-not-verified", HttpStatusCode.UnprocessableEntity);
        await partnership.Coordinator(Bpc).PostAsync(unverified.Change("verify").GetString()!).BodyAsync();
        await partnership.OrgAdmin(Huace).PostAsync($"{Api}/bases", Request(parties: [Huace])).BodyAsync(HttpStatusCode.Created);

        static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
    }

    [Theory, Engines]
    public async Task Parties_and_authorities_see_a_proposed_base_and_an_approved_one_is_public(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);

        Assert.Equal((true, true, true, false), await SeenAsync());
        await ApproveAsync(partnership, proposed).BodyAsync();
        Assert.Equal((true, true, true, true), await SeenAsync());

        async Task<(bool Proposer, bool Party, bool Authority, bool Anybody)> SeenAsync() =>
            (
                await SeesAsync(partnership.OrgAdmin(Ncut)),
                await SeesAsync(partnership.Coordinator(Bpc)),
                await SeesAsync(partnership.Authority),
                await SeesAsync(partnership.Coordinator(ShougangIt)));

        async Task<bool> SeesAsync(HttpClient client)
        {
            var listed = (await client.GetAsync($"{Api}/bases").BodyAsync()).GetProperty("items").GetArrayLength() == 1;
            using var read = await client.GetAsync($"{Api}/bases/{proposed.Id()}");
            Assert.Equal(listed, read.IsSuccessStatusCode);
            return listed;
        }
    }

    private static object Request(
        string name = "5G base", string field = "5G engineering", string[]? skills = null,
        params string[] parties) => Request(ValidFrom, name, field, skills, parties);

    private static object Request(
        DateOnly validFrom, string name = "5G base", string field = "5G engineering", string[]? skills = null, params string[] parties) =>
        new
        {
            name,
            parties = parties.Length > 0 ? parties : [Ncut, Bpc],
            field,
            skills = skills ?? ["base stations"],
            capacity = 40,
            validFrom,
            validUntil = ValidUntil,
        };

    private static Task<HttpResponseMessage> ProposeAsync(PartnershipApp partnership, object? request = null) =>
        partnership.Signatory(Ncut).PostAsync($"{Api}/bases", request ?? Request());

    // Where all have accepted, or nobody can any more, asking once more changes nothing.
    private static async Task<HttpResponseMessage> ApproveAsync(PartnershipApp partnership, JsonElement found, DateOnly? approvedOn = null)
    {
        foreach (var party in found.GetProperty("members").EnumerateArray()
            .Where(member => member.GetProperty("joinedOn").ValueKind is JsonValueKind.Null))
        {
            using var accepted = await partnership.OrgAdmin(party.Text("organisation"))
                .PostAsync($"{Api}/bases/{found.Id()}/acceptance", new { });
        }
        return await partnership.Authority.PostAsync($"{Api}/bases/{found.Id()}/approval", new { approvedOn });
    }

    private static Task<HttpResponseMessage> SuspendAsync(PartnershipApp partnership, JsonElement found, DateOnly? suspendedOn = null) =>
        partnership.Authority.PostAsync($"{Api}/bases/{found.Id()}/suspension", new { reason = "Inspection.", suspendedOn });

    private static IEnumerable<(DateOnly From, DateOnly Until)> PeriodsOf(JsonElement found) =>
        found.GetProperty("activePeriods").EnumerateArray().Select(period => (period.Day("from"), period.Day("until")));
}
