using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ProjectTests
{
    [Theory, Engines]
    public async Task S19_enterprise_runs_several_projects_from_proposal_to_completion(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Bpc, Dji);
        var first = await ProposeAsync(
            partnership, Request([Bpc, Dji], agreement.Id(), Due("prototype", 30), Due("course", 10))).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("proposed", first.Text("state"));
        Assert.Equal(["course", "prototype"], first.GetProperty("milestones").EnumerateArray().Select(milestone => milestone.Text("code")));

        await DoAsync(partnership, first, Dji, "acceptance").BodyAsync();
        var started = await DoAsync(partnership, first, Dji, "start").BodyAsync();
        Assert.Equal(("active", Day), (started.Text("state"), started.Day("startedOn")));
        partnership.App.Today.MoveTo(Day.AddDays(20));
        var late = await CompleteAsync(partnership, first, "course", Day.AddDays(12)).BodyAsync();
        Assert.Equal([(true, Day.AddDays(12))], late.GetProperty("milestones").EnumerateArray().Take(1)
            .Select(milestone => (milestone.GetProperty("isLate").GetBoolean(), milestone.Day("metOn"))));
        await CompleteAsync(partnership, first, "prototype").BodyAsync();
        var closed = await CloseAsync(partnership, first, "completed").BodyAsync();
        var second = await StartedAsync(partnership, Bpc, Dji);
        await StartedAsync(partnership, Ncut, Dji);

        Assert.Equal(("completed", Day.AddDays(20)), (closed.Text("state"), closed.Day("closedOn")));
        Assert.Equal(
            (3, 2, 1, 1),
            (await CountAsync("party=dji"), await CountAsync("party=dji&state=active"), await CountAsync("party=ncut"), await CountAsync(
                $"agreementId={agreement.Id()}")));
        var told = (await partnership.App.PublishedAsync<ProjectStartedV1>()).Select(fact => fact.Project).ToList();
        Assert.Equal((3, agreement.Id(), Day), (told.Count, told[0].AgreementId!.Value, told[0].StartedOn));
        Assert.Equal(["course", "prototype"], told[0].Milestones.Select(milestone => milestone.Code));
        Assert.Equal([Day.AddDays(12)], (await partnership.App.PublishedAsync<ProjectAmendedV1>())[0].Project.Milestones
            .Select(milestone => milestone.MetOn)
            .OfType<DateOnly>());
        Assert.Equal("completed", Assert.Single(await partnership.App.PublishedAsync<ProjectClosedV1>()).Project.State);
        Assert.Equal(
            [typeof(ProjectClosedV1), typeof(ProjectStartedV1), typeof(ProjectStartedV1)],
            (await partnership.StatesAsync("industry-partnership/project")).Select(fact => fact.GetType()));
        Assert.Equal("active", second.Text("state"));

        async Task<int> CountAsync(string query) =>
            (await partnership.App.As("anybody", Roles.Learner).GetAsync($"{Api}/projects?{query}").BodyAsync()).GetProperty("items")
                .GetArrayLength();
    }

    [Theory, Engines]
    public async Task S19_project_starts_by_its_last_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await ProposeAsync(partnership, Request([Bpc, Dji])).BodyAsync(HttpStatusCode.Created);
        await DoAsync(partnership, project, Dji, "acceptance").BodyAsync();
        partnership.App.Today.MoveTo(Day.AddDays(201));

        var late = await DoAsync(partnership, project, Dji, "start").ShouldBeProblemAsync(
            "ends-before-it-starts", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("S19", late.Rule());
        await DoAsync(partnership, project, Dji, "start", late.GetProperty("change")).BodyAsync();
    }

    [Theory, Engines]
    public async Task S19_proposal_needs_both_kinds_of_party_and_an_agreement_in_force_of_its_proposer(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        var others = await partnership.ActiveAgreementAsync(Ncut, ShougangIt);

        foreach (var (parties, missing) in new[] { (new[] { Bpc, Ncut }, "enterprise"), ([Dji, Huace], "institution") })
        {
            var refused = await ProposeAsync(partnership, Request(parties)).ShouldBeProblemAsync(
                "project-incomplete", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("S19", missing), (refused.Rule(), Assert.Single(refused.Change("join").Codes())));
            await ProposeAsync(partnership, Request([.. parties, missing == "enterprise" ? Dji : Bpc])).BodyAsync(HttpStatusCode.Created);
        }
        var unknown = await ProposeAsync(partnership, Request([Bpc, Dji, "nobody"])).ShouldBeProblemAsync(
            "parties-unknown", HttpStatusCode.UnprocessableEntity);
        await ProposeAsync(partnership, Request([.. unknown.Change("parties").Codes()])).BodyAsync(HttpStatusCode.Created);
        var stranger = await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/projects", Request([Bpc, Dji]))
            .ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/projects", Request([.. stranger.Change("parties").Codes()]))
            .BodyAsync(HttpStatusCode.Created);
        await partnership.OrgAdmin(Huace).PostAsync($"{Api}/projects", Request([Huace, Bpc]))
            .ShouldBeProblemAsync("enterprise-not-verified", HttpStatusCode.UnprocessableEntity);
        // Another's agreement, one that does not exist and one that is not signed are refused alike.
        var proposed = await partnership.ProposedAgreementAsync(Bpc, Dji);
        foreach (var agreement in new[] { others.Id(), Guid.NewGuid(), proposed.Id() })
        {
            var refused = await ProposeAsync(partnership, Request([Bpc, Dji], agreement)).ShouldBeProblemAsync(
                "cannot-rest-on-agreement", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(JsonValueKind.Null, refused.Change("agreementId").ValueKind);
        }
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignAsync(proposed, party).BodyAsync();
        await ProposeAsync(partnership, Request([Bpc, Dji], proposed.Id())).BodyAsync(HttpStatusCode.Created);
        var backwards = await ProposeAsync(
            partnership,
            new
            {
                title = "t",
                description = "d",
                parties = new[] { Bpc, Dji },
                startsOn = Day,
                endsOn = Day.AddDays(-1),
                milestones = Array.Empty<object>(),
            })
            .ShouldBeProblemAsync("ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S19", Day), (backwards.Rule(), backwards.DayOfChange("endsOn")));
    }

    [Theory, Engines]
    public async Task D45_project_does_not_start_on_an_agreement_that_has_ended(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Bpc, Dji);
        var proposed = await ProposeAsync(partnership, Request([Bpc, Dji], agreement.Id())).BodyAsync(HttpStatusCode.Created);
        await DoAsync(partnership, proposed, Dji, "acceptance").BodyAsync();
        await partnership.Signatory(Dji).PostAsync($"{Api}/agreements/{agreement.Id()}/termination", new { reason = "Ended." }).BodyAsync();

        var refused = await DoAsync(partnership, proposed, Bpc, "start")
            .ShouldBeProblemAsync("cannot-rest-on-agreement", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(JsonValueKind.Null, refused.Change("agreementId").ValueKind);
        var without = Request([Bpc, Dji]);
        await partnership.Signatory(Bpc).PutAsync($"{Api}/projects/{proposed.Id()}", without, proposed.Version() + 1).BodyAsync();
        await DoAsync(partnership, proposed, Dji, "acceptance").BodyAsync();
        await DoAsync(partnership, proposed, Bpc, "start").BodyAsync();
    }

    [Theory, Engines]
    public async Task S19_project_starts_after_all_accepted_the_last_proposal(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        var path = $"{Api}/projects/{proposed.Id()}";
        await DoAsync(partnership, proposed, Dji, "start").ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        await DoAsync(partnership, proposed, Dji, "acceptance").BodyAsync();

        await partnership.OrgAdmin(Bpc).PutAsync(path, Request(), version: 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).PutAsync(path, Request([Bpc, Dji], null, Due("another", 5)), version: 2).BodyAsync();
        var waiting = await DoAsync(partnership, proposed, Bpc, "start").ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S19", Dji), (waiting.Rule(), Assert.Single(waiting.Change("by").Codes())));
        await partnership.Signatory(Dji).PostAsync(waiting.Change("accept").GetString()!, new { }).BodyAsync();
        var early = await DoAsync(partnership, proposed, Bpc, "start", new { startedOn = Day.AddDays(-1) }).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "active",
            (await DoAsync(
                partnership, proposed, Bpc, "start", new { startedOn = early.DayOfChange("startedOn") }).BodyAsync()).Text("state"));
    }

    [Theory, Engines]
    public async Task S19_milestone_is_reached_once_and_not_in_the_future_and_completion_needs_all(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await StartedAsync(partnership, Bpc, Dji);
        await partnership.Manager(Dji).PostAsync($"{Api}/projects/{project.Id()}/milestones", Due("course", 10)).BodyAsync();
        await partnership.Manager(Dji).PostAsync($"{Api}/projects/{project.Id()}/milestones", Due("course", 12))
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);

        var tomorrow = await CompleteAsync(partnership, project, "course", Day.AddDays(1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var before = await CompleteAsync(partnership, project, "course", Day.AddDays(-1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day, Day), (tomorrow.DayOfChange("metOn"), before.DayOfChange("metOn")));
        await CompleteAsync(partnership, project, "unknown").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var open = await CloseAsync(partnership, project, "completed").ShouldBeProblemAsync(
            "milestones-open", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["course", "prototype"], open.Facts("open").Codes());
        foreach (var completion in open.Change("complete").Codes())
        {
            await partnership.Coordinator(Bpc).PostAsync(completion, new { evidenceHash = new string('a', 64) }).BodyAsync();
        }
        Assert.Equal(
            "S19",
            (await CompleteAsync(partnership, project, "course").ShouldBeProblemAsync("milestone-met", HttpStatusCode.Conflict)).Rule());
        var closed = await CloseAsync(partnership, project, "completed").BodyAsync();

        Assert.All(closed.GetProperty("milestones")
            .EnumerateArray(), milestone => Assert.Equal((false, new string('a', 64)), (milestone.GetProperty("isLate")
                .GetBoolean(), milestone.Text("evidenceHash"))));
    }

    [Theory, Engines]
    public async Task S19_open_milestone_is_late_from_the_day_after_its_due_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await StartedAsync(partnership, Bpc, Dji);

        foreach (var (days, isLate) in new[] { (30, false), (31, true) })
        {
            partnership.App.Today.MoveTo(Day.AddDays(days));
            var read = await partnership.Coordinator(Ncut).GetAsync($"{Api}/projects/{project.Id()}").BodyAsync();
            Assert.Equal(isLate, Assert.Single(read.GetProperty("milestones").EnumerateArray()).GetProperty("isLate").GetBoolean());
        }
    }

    [Theory, Engines]
    public async Task S19_an_institution_and_an_enterprise_stay_on_every_date(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await StartedAsync(partnership, Bpc, Dji);

        var alone = await LeaveAsync(partnership, project, Bpc, Day.AddDays(9)).ShouldBeProblemAsync(
            "project-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S19", "institution", Day.AddDays(9)), (alone.Rule(), Assert.Single(alone.Change("join")
            .Codes()), alone.DayOfChange("by")));
        await LeaveAsync(partnership, project, Dji).ShouldBeProblemAsync("project-incomplete", HttpStatusCode.UnprocessableEntity);
        await DoAsync(partnership, project, Dji, "invitations", new { organisation = Ncut }).BodyAsync();
        await DoAsync(partnership, project, Ncut, "acceptance").BodyAsync();
        await LeaveAsync(partnership, project, Bpc, Day.AddDays(9)).BodyAsync();
        Assert.Equal(
            Day.AddDays(9),
            (await LeaveAsync(partnership, project, Ncut, Day.AddDays(5)).ShouldBeProblemAsync(
                "project-incomplete", HttpStatusCode.UnprocessableEntity)).DayOfChange("by"));
        await DoAsync(partnership, project, Dji, "invitations", new { organisation = ShougangIt }).BodyAsync();
        await DoAsync(partnership, project, ShougangIt, "invitations/shougang-it/withdrawal").BodyAsync();

        var told = (await partnership.App.PublishedAsync<ProjectAmendedV1>()).Select(fact => fact.Project).ToList();
        Assert.Equal([3, 3], told.Select(state => state.Members.Count));
        Assert.Equal(Day.AddDays(9), told[1].Members.Single(member => member.Organisation == Bpc).LeftOn);
    }

    [Theory, Engines]
    public async Task S19_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        await IllegalAsync(
            CloseAsync(partnership, proposed, "completed"), LeaveAsync(partnership, proposed, Bpc),
            DoAsync(partnership, proposed, Bpc, "invitations", new { organisation = Ncut }),
            CompleteAsync(partnership, proposed, "prototype"),
            partnership.OrgAdmin(Bpc).PostAsync($"{Api}/projects/{proposed.Id()}/milestones", Due("more", 1)),
            DoAsync(partnership, proposed, Bpc, $"invitations/{Dji}/withdrawal"));
        Assert.Equal("cancelled", (await CloseAsync(partnership, proposed, "cancelled").BodyAsync()).Text("state"));
        Assert.Empty(await partnership.App.PublishedAsync<ProjectClosedV1>());
        await IllegalAsync(DoAsync(partnership, proposed, Dji, "acceptance"), DoAsync(partnership, proposed, Bpc, "start"));

        var started = await StartedAsync(partnership, Bpc, Dji);
        await IllegalAsync(DoAsync(partnership, started, Bpc, "start"), partnership.OrgAdmin(Bpc)
            .PutAsync($"{Api}/projects/{started.Id()}", Request(), started.Version()));
        await CloseAsync(partnership, started, "cancelled").BodyAsync();
        await IllegalAsync(
            CloseAsync(partnership, started, "cancelled"), CloseAsync(partnership, started, "completed"),
            DoAsync(partnership, started, Bpc, "start"), LeaveAsync(partnership, started, Bpc),
            CompleteAsync(partnership, started, "prototype"),
            DoAsync(partnership, started, Bpc, "invitations", new { organisation = Ncut }),
            DoAsync(partnership, started, Ncut, "acceptance"));

        static async Task IllegalAsync(params Task<HttpResponseMessage>[] replies)
        {
            foreach (var reply in replies)
            {
                Assert.Equal("S19", (await reply.ShouldBeProblemAsync("project-state", HttpStatusCode.Conflict)).Rule());
            }
        }
    }

    [Theory, Engines]
    public async Task Only_parties_see_a_proposed_project_and_everybody_sees_a_started_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership).BodyAsync(HttpStatusCode.Created);
        var path = $"{Api}/projects/{proposed.Id()}";
        var stranger = partnership.OrgAdmin(Ncut);
        await stranger.GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.OrgAdmin(Bpc)
            .PutAsync($"{path}/tags", new { measures = new[] { Measure.GeneralEducation }, strategies = Array.Empty<string>() }, version: 1)
            .BodyAsync();
        await DoAsync(partnership, proposed, Dji, "acceptance").BodyAsync();
        partnership.App.Today.MoveTo(Day.AddDays(3));
        await DoAsync(partnership, proposed, Bpc, "start", new { startedOn = Day.AddDays(1) }).BodyAsync();

        Assert.Equal((1, 0), (await CountAsync("measure=general-education"), await CountAsync("strategy=none")));
        Assert.Equal(["started"], await ActionsAsync(stranger));
        Assert.Equal(["proposed", "tagged", "accepted", "started"], await ActionsAsync(partnership.Manager(Dji)));
        Assert.Equal("active", (await stranger.GetAsync($"{path}?asOf=2026-03-02").BodyAsync()).Text("state"));
        await stranger.GetAsync($"{path}?asOf=2026-03-01").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal("proposed", (await partnership.Manager(Dji).GetAsync($"{path}?asOf=2026-03-02&knownOn=2026-03-03")
            .BodyAsync()).Text("state"));

        async Task<int> CountAsync(string query) =>
            (await stranger.GetAsync($"{Api}/projects?{query}").BodyAsync()).GetProperty("items").GetArrayLength();

        async Task<List<string>> ActionsAsync(HttpClient client) =>
            [.. (await client.GetAsync($"{path}/history").BodyAsync()).GetProperty("items").EnumerateArray()
                .Select(change => change.Text("action"))];
    }

    internal static async Task<JsonElement> StartedAsync(PartnershipApp partnership, params string[] parties)
    {
        var proposed = await ProposeAsync(partnership, Request(parties)).BodyAsync(HttpStatusCode.Created);
        foreach (var party in parties[1..]) await DoAsync(partnership, proposed, party, "acceptance").BodyAsync();
        return await DoAsync(partnership, proposed, parties[0], "start").BodyAsync();
    }

    private static object Due(string code, int days) => new { code, title = $"The {code} is there", dueOn = Day.AddDays(days) };

    private static object Request(string[]? parties = null, Guid? agreementId = null, params object[] milestones) => new
    {
        title = "UAV inspection of bridges",
        description = "Students and engineers inspect bridges.",
        parties = parties ?? [Bpc, Dji],
        startsOn = Day,
        endsOn = Day.AddDays(200),
        agreementId,
        milestones = milestones.Length > 0 ? milestones : [Due("prototype", 30)],
    };

    // By the first of its parties.
    private static Task<HttpResponseMessage> ProposeAsync(PartnershipApp partnership, object? request = null)
    {
        var asked = JsonSerializer.SerializeToElement(request ?? Request());
        return partnership.Signatory(asked.GetProperty("parties")[0].GetString()!).PostAsync($"{Api}/projects", asked);
    }

    private static Task<HttpResponseMessage> DoAsync(
        PartnershipApp partnership, JsonElement project, string org, string what,
        object? body = null) => partnership.OrgAdmin(org).PostAsync($"{Api}/projects/{project.Id()}/{what}", body ?? new { });

    private static Task<HttpResponseMessage> LeaveAsync(
        PartnershipApp partnership, JsonElement project, string org, DateOnly? leftOn = null) =>
            DoAsync(partnership, project, org, "departure", new { reason = "Other plans.", leftOn });

    private static Task<HttpResponseMessage> CompleteAsync(
        PartnershipApp partnership, JsonElement project, string code, DateOnly? metOn = null) =>
            partnership.Coordinator(Bpc).PostAsync($"{Api}/projects/{project.Id()}/milestones/{code}/completion", new { metOn });

    private static Task<HttpResponseMessage> CloseAsync(PartnershipApp partnership, JsonElement project, string outcome) =>
        DoAsync(partnership, project, Bpc, "closure", new { outcome, reason = "Its time has come." });
}
