using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What an authority has recorded as filed with it (D28), and slots that rest on it.</summary>
public sealed class FilingTests
{
    private static readonly DateOnly Starts = new(2026, 2, 1);
    private static readonly DateOnly Ends = new(2026, 7, 31);
    private static readonly JsonObject AtNight = SlotRequest(capacity: 5).With(new { nightShift = true });

    [Theory, Engines]
    public async Task D28_slot_rests_on_an_authoritys_filing_and_not_on_its_own_text(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.Manager(Dji).PostAsync($"{Api}/slots", AtNight.With(new { filing = "BJ-1" }))
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        var slot = await partnership.DraftSlotAsync(AtNight);
        Assert.Equal(
            "D28", (await partnership.SubmitAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity)).Rule());
        var unknown = await partnership.Manager(Dji).PostAsync($"{Api}/slots", AtNight.With(new { filings = new[] { Guid.NewGuid() } }))
            .ShouldBeProblemAsync("filings-unknown", HttpStatusCode.UnprocessableEntity);
        await partnership.Manager(Dji).PostAsync($"{Api}/slots", AtNight.With(unknown.GetProperty("change")))
            .BodyAsync(HttpStatusCode.Created);

        var filing = await FiledAsync(partnership);
        var open = await partnership.OpenAsync(
            await partnership.ReapprovedAsync(slot, AtNight.With(new { filings = new[] { filing.Id() } }))).BodyAsync();

        Assert.Equal(filing.Id(), Assert.Single(open.Term("filings").EnumerateArray()).GetGuid());
        await partnership.ActiveAsync(open, await partnership.EnrolledLearnerAsync());
    }

    [Theory, Engines]
    public async Task D28_filing_is_for_the_approving_school_and_its_learners(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var filing = await FiledAsync(partnership);
        var request = AtNight.With(new { filings = new[] { filing.Id() } });
        var slot = await partnership.DraftSlotAsync(request);
        await partnership.SubmitAsync(slot).BodyAsync();
        Assert.Equal(
            "D28", (await partnership.ApproveAsync(slot, Ncut).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity))
            .Rule());
        var open = await partnership.OpenAsync(await partnership.ApproveAsync(slot).BodyAsync()).BodyAsync();
        var learner = await partnership.EnrolledLearnerAsync(Ncut);

        var problem = await partnership.ApplyAsync(open, learner, Ncut)
            .ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ("D28", Ncut, "night-shift"),
            (problem.Rule(), problem.Change("filing").Text("institution"), problem.Change("filing").GetProperty("allows")[0].GetString()));
        var wanted = problem.Change("filing");
        var second = await FiledAsync(
            partnership,
            new { number = "BJ-2", institution = wanted.Text("institution"), from = wanted.Day("from"), until = wanted.Day("until") });
        await NameAsync(partnership, open, filing, second).BodyAsync();
        await partnership.ApplyAsync(open, learner, Ncut).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D45_ended_filing_lets_nothing_begin_and_puts_placements_at_risk(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var filing = await FiledAsync(partnership);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(AtNight.With(new { filings = new[] { filing.Id() } })))
            .BodyAsync();
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var applied = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync()).BodyAsync(HttpStatusCode.Created);
        var learner = await partnership.EnrolledLearnerAsync();
        Assert.Equal((1, 0), (await FoundAsync(), (await RisksAsync()).Count));

        await EndAsync(filing).BodyAsync();

        Assert.Equal((0, "active"), (await FoundAsync(), (await partnership.ReadPlacementAsync(active)).Text("state")));
        Assert.Equal([$"{active.Id()} filing-missing", $"{ready.Id()} filing-missing"], await RisksAsync());
        foreach (var refused in new[] { partnership.ApplyAsync(slot, learner), partnership.OfferAsync(applied),
            partnership.AcceptAsync(offered), partnership.StartPlacementAsync(ready) })
        {
            Assert.Equal("D28", (await refused.ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity)).Rule());
        }

        // It follows the one that has ended, and need not reach back.
        var next = await FiledAsync(partnership, new { number = "BJ-2", from = Day });
        await NameAsync(partnership, slot, next).BodyAsync();

        Assert.Equal((1, 0), (await FoundAsync(), (await RisksAsync()).Count));
        await partnership.StartPlacementAsync(ready).BodyAsync();
        await partnership.OfferAsync(applied).BodyAsync();
        await partnership.AcceptAsync(offered).BodyAsync(HttpStatusCode.Created);

        Task<HttpResponseMessage> EndAsync(JsonElement ended) =>
            partnership.Authority.PostAsync($"{Api}/filings/{ended.Id()}/termination", new { reason = "Inspection." });

        async Task<int> FoundAsync() =>
            (await partnership.AsLearner(Guid.NewGuid()).GetAsync($"{Api}/slots?state=open").BodyAsync()).GetProperty("items")
            .GetArrayLength();

        async Task<List<string>> RisksAsync() =>
            [.. (await partnership.BoardAsync()).GetProperty("risks").EnumerateArray()
                .Select(risk => $"{risk.GetProperty("placementId")} {risk.GetProperty("reasons")[0].Text("reason")}")];
    }

    [Theory, Engines]
    public async Task D45_search_shows_a_slot_only_to_institutions_with_a_filing_in_force(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var (own, other) = (await FiledAsync(partnership), await FiledAsync(partnership, new { number = "BJ-2", institution = Ncut }));
        var filings = new { filings = new[] { own.Id(), other.Id() } };
        var atNight = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(AtNight.With(filings))).BodyAsync();
        var byDay = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 5).With(filings))).BodyAsync();
        foreach (var org in new[] { Bpc, Ncut, ShougangIt, Huace })
        {
            // Nothing is filed for a third institution.
            Assert.Equal(org == ShougangIt ? [byDay.Id()] : [atNight.Id(), byDay.Id()], await FoundAsync(org));
        }

        await partnership.Authority.PostAsync($"{Api}/filings/{own.Id()}/termination", new { reason = "Inspection." }).BodyAsync();

        Assert.Equal([byDay.Id()], await FoundAsync(Bpc));
        Assert.Equal([atNight.Id(), byDay.Id()], await FoundAsync(Ncut));
        Assert.Equal([atNight.Id(), byDay.Id()], await FoundAsync(Huace));
        await partnership.ApplyAsync(atNight, await partnership.EnrolledLearnerAsync())
            .ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity);
        await partnership.ApplyAsync(byDay, await partnership.EnrolledLearnerAsync()).BodyAsync(HttpStatusCode.Created);
        await partnership.ApplyAsync(atNight, await partnership.EnrolledLearnerAsync(Ncut), Ncut).BodyAsync(HttpStatusCode.Created);
        // A page is full where what follows has enough, and each slot is on one page.
        var page = await FoundAsync(Bpc, "&limit=1");
        Assert.Equal([byDay.Id()], page);
        // Its enterprise, and the institution that approved it, keep it in their lists.
        Assert.Equal([atNight.Id(), byDay.Id()], await FoundAsync(Dji));
        var listed = await partnership.Coordinator(Bpc).GetAsync($"{Api}/slots").BodyAsync();
        Assert.Equal(2, listed.GetProperty("items").GetArrayLength());

        await partnership.Authority.PostAsync($"{Api}/filings/{other.Id()}/termination", new { reason = "Inspection." }).BodyAsync();

        foreach (var org in new[] { Ncut, Huace }) Assert.Equal([byDay.Id()], await FoundAsync(org));

        async Task<IEnumerable<Guid>> FoundAsync(string org, string query = "") =>
            (await partnership.Manager(org).GetAsync($"{Api}/slots?state=open{query}").BodyAsync()).GetProperty("items").EnumerateArray()
            .Select(slot => slot.Id());
    }

    [Theory, Engines]
    public async Task D45_the_end_of_a_filing_that_the_slot_needs_is_on_the_timeline(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (ended, short1) = (await FiledAsync(partnership), await FiledAsync(partnership, new { number = "BJ-2" }));
        var idle = await FiledAsync(partnership, new { number = "BJ-3", allows = new[] { "rest-days" } });
        var foreign = await FiledAsync(partnership, new { number = "BJ-4", institution = Ncut });
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            AtNight.With(new { filings = new[] { ended.Id(), short1.Id(), idle.Id(), foreign.Id() } }))).BodyAsync();
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var corrected = Request().With(new { number = "BJ-2", until = Day.AddDays(9) });
        await partnership.Authority.PutAsync($"{Api}/filings/{short1.Id()}", new { reason = "Wrong.", filing = corrected }, 1).BodyAsync();
        Assert.Empty(await EndsAsync());

        foreach (var filing in new[] { ended, idle, foreign })
        {
            await partnership.Authority.PostAsync($"{Api}/filings/{filing.Id()}/termination", new { reason = "Inspection." }).BodyAsync();
        }
        await partnership.App.LiveUntilAsync(Day.AddDays(10));

        Assert.Equal(
            [$"{Day:O} bjedu filing ended {ended.Id()}", $"{Day.AddDays(10):O} bjedu filing expired {short1.Id()}"], await EndsAsync());

        async Task<IEnumerable<string>> EndsAsync() =>
            (await partnership.Coordinator(Bpc).GetAsync($"{Api}/placements/{active.Id()}/timeline").BodyAsync()).GetProperty("entries")
            .EnumerateArray().Where(entry => entry.Text("what").StartsWith("filing", StringComparison.Ordinal))
            .Select(entry => $"{entry.Text("on")} {entry.Text("organisation")} {entry.Text("what")} {entry.GetProperty("reference")
                .GetGuid()}");
    }

    [Theory, Engines]
    public async Task D43_authority_corrects_its_filing_with_a_reason_and_both_values_stay(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var filing = await FiledAsync(partnership);
        var path = $"{Api}/filings/{filing.Id()}";
        var right = Request().With(new { until = Ends.AddDays(30) });

        await partnership.App.As("another", Contracts.Roles.Authority).PutAsync(path, new { reason = "Wrong.", filing = right }, 1)
            .ShouldBeProblemAsync("not-your-filing", HttpStatusCode.Forbidden);
        await partnership.Authority.PutAsync(path, new { reason = "Wrong.", filing = right }, 9)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.Authority.PostAsync($"{path}/termination", new { reason = "By mistake." }).BodyAsync();
        await partnership.Authority.PostAsync($"{path}/termination", new { reason = "Again." })
            .ShouldBeProblemAsync("filing-over", HttpStatusCode.Conflict);
        var corrected = await partnership.Authority.PutAsync(path, new { reason = "It was not ended.", filing = right }, 2).BodyAsync();

        Assert.Equal(
            (3, Ends.AddDays(30), JsonValueKind.Null),
            (corrected.Version(), corrected.Day("until"), corrected.GetProperty("endedOn").ValueKind));
        var history = (await partnership.Manager(Dji).GetAsync($"{path}/history").BodyAsync()).GetProperty("items").EnumerateArray()
            .ToList();
        Assert.Equal(
            ["recorded 2026-07-31", "ended 2026-07-31", "corrected 2026-08-30"],
            history.Select(change => $"{change.Text("action")} {change.GetProperty("thing").Text("until")}"));
        foreach (var stranger in new[] { partnership.Coordinator(Ncut), partnership.Manager(Huace) })
        {
            await stranger.GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    [Theory, Engines]
    public async Task D45_a_filing_is_ended_by_the_authority_that_recorded_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var path = $"{Api}/filings/{(await FiledAsync(partnership)).Id()}/termination";

        await partnership.App.As("another", Contracts.Roles.Authority).PostAsync(path, new { reason = "Inspection." })
            .ShouldBeProblemAsync("not-your-filing", HttpStatusCode.Forbidden);

        Assert.Equal(Day, (await partnership.Authority.PostAsync(path, new { reason = "Inspection." }).BodyAsync()).Day("endedOn"));
    }

    [Theory, Engines]
    public async Task D28_a_slot_names_no_filing_of_another_enterprise(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.RegisterEnterpriseAsync(Huace);
        var (own, others) = (await FiledAsync(partnership), await FiledAsync(partnership, new { number = "BJ-2", enterprise = Huace }));

        var problem = await partnership.Manager(Dji)
            .PostAsync($"{Api}/slots", AtNight.With(new { filings = new[] { own.Id(), others.Id() } }))
            .ShouldBeProblemAsync("filings-unknown", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(own.Id(), Assert.Single(problem.GetProperty("change").Term("filings").EnumerateArray()).GetGuid());
    }

    [Theory, Engines]
    public async Task D28_authority_records_a_filing_once_per_number_for_school_and_enterprise(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await FiledAsync(partnership);
        await RecordAsync(Request()).ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
        await RecordAsync(Request(new { number = "BJ-3", institution = Dji }))
            .ShouldBeProblemAsync("filing-parties-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(Request(new { number = "BJ-3", enterprise = Bpc }))
            .ShouldBeProblemAsync("filing-parties-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(Request(new { number = "BJ-3" }), Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await RecordAsync(Request(new { number = "BJ-3", allows = new[] { "heavy-labour-iii" } }))
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await RecordAsync(Request(new { number = "BJ-3", until = Starts.AddDays(-1) }))
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Task<HttpResponseMessage> RecordAsync(object request, string authority = "bjedu") =>
            partnership.App.As(authority, Contracts.Roles.Authority).PostAsync($"{Api}/filings", request);
    }

    private static JsonObject Request(object? change = null) => LawfulSlot.Node(new
    {
        number = "BJ-1",
        institution = Bpc,
        enterprise = Dji,
        postKind = "uav-pilot",
        from = Starts,
        until = Ends,
        allows = new[] { "night-shift" },
    }).AsObject().With(change ?? new { });

    private static Task<JsonElement> FiledAsync(PartnershipApp partnership, object? change = null) =>
        partnership.Authority.PostAsync($"{Api}/filings", Request(change)).BodyAsync(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> NameAsync(PartnershipApp partnership, JsonElement slot, params JsonElement[] filings) =>
        partnership.Manager(Dji).PostAsync($"{Api}/slots/{slot.Id()}/filings", new { filings = filings.Select(filing => filing.Id()) });
}
