using System.Net;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What an authority has recorded as filed with it (D28), and slots that rest on it.</summary>
public sealed class FilingTests
{
    private static readonly DateOnly Starts = new(2026, 2, 1);
    private static readonly DateOnly Ends = new(2026, 7, 31);
    private static readonly WriteSlotRequest AtNight = SlotRequest(capacity: 5).With(new { nightShift = true });

    [Theory, Engines]
    public async Task D28_slot_rests_on_an_authoritys_filing_and_not_on_its_own_text(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.App.As(Dji, Roles.InternshipManager).PostAsync(
            $"{Api}/slots", LawfulSlot.Node(AtNight).With(new { filing = "BJ-1" }))
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        var slot = await partnership.DraftSlotAsync(AtNight);
        Assert.Equal(
            "D28", (await partnership.SubmitAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity)).Rule);
        var unknown = await partnership.Manager(Dji).DraftSlotAsync(AtNight.With(new { filings = new[] { Guid.NewGuid() } }))
            .ShouldBeProblemAsync("filings-unknown", HttpStatusCode.UnprocessableEntity);
        await partnership.Manager(Dji).DraftSlotAsync(AtNight.With(unknown.Change!.Value));

        var filing = await FiledAsync(partnership);
        var open = await partnership.OpenAsync(
            await partnership.ReapprovedAsync(slot, AtNight.With(new { filings = new[] { filing.Id } })));

        Assert.Equal(filing.Id, Assert.Single(open.Terms.Filings!));
        await partnership.ActiveAsync(open, await partnership.EnrolledLearnerAsync());
    }

    [Theory, Engines]
    public async Task D28_filing_is_for_the_approving_school_and_its_learners(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var filing = await FiledAsync(partnership);
        var request = AtNight.With(new { filings = new[] { filing.Id } });
        var slot = await partnership.DraftSlotAsync(request);
        await partnership.SubmitAsync(slot);
        Assert.Equal(
            "D28", (await partnership.ApproveAsync(slot, Ncut).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity))
            .Rule);
        var open = await partnership.OpenAsync(await partnership.ApproveAsync(slot));
        var learner = await partnership.EnrolledLearnerAsync(Ncut);

        var problem = await partnership.ApplyAsync(open, learner, Ncut)
            .ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ("D28", Ncut, "night-shift"),
            (problem.Rule, problem.Change("filing").Text("institution"), problem.Change("filing").GetProperty("allows")[0].GetString()));
        var wanted = problem.Change("filing");
        var second = await FiledAsync(
            partnership,
            Request() with
            {
                Number = "BJ-2",
                Institution = wanted.Text("institution"),
                From = wanted.Day("from"),
                Until = wanted.Day("until"),
            });
        await NameAsync(partnership, open, filing, second);
        await partnership.ApplyAsync(open, learner, Ncut);
    }

    [Theory, Engines]
    public async Task D45_ended_filing_lets_nothing_begin_and_puts_placements_at_risk(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var filing = await FiledAsync(partnership);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(AtNight.With(new { filings = new[] { filing.Id } })));
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var applied = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        Assert.Equal((1, 0), (await FoundAsync(), (await RisksAsync()).Count));

        await EndAsync(filing);

        Assert.Equal((0, "active"), (await FoundAsync(), (await partnership.ReadPlacementAsync(active)).State));
        Assert.Equal([$"{active.Id} filing-missing", $"{ready.Id} filing-missing"], await RisksAsync());
        await RefusedAsync(partnership.ApplyAsync(slot, learner));
        await RefusedAsync(partnership.OfferAsync(applied));
        await RefusedAsync(partnership.AcceptAsync(offered));
        await RefusedAsync(partnership.StartPlacementAsync(ready));

        // It follows the one that has ended, and need not reach back.
        var next = await FiledAsync(partnership, Request() with { Number = "BJ-2", From = Day });
        await NameAsync(partnership, slot, next);

        Assert.Equal((1, 0), (await FoundAsync(), (await RisksAsync()).Count));
        await partnership.StartPlacementAsync(ready);
        await partnership.OfferAsync(applied);
        await partnership.AcceptAsync(offered);

        static async Task RefusedAsync<T>(Task<T> call) =>
            Assert.Equal("D28", (await call.ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity)).Rule);

        Task<Filing> EndAsync(Filing ended) =>
            partnership.Authority.EndFilingAsync(ended.Id, new() { Reason = "Inspection." });

        async Task<int> FoundAsync() =>
            (await partnership.AsLearner(Guid.NewGuid()).ListSlotsAsync(state: "open")).Items.Count;

        async Task<List<string>> RisksAsync() =>
            [.. (await partnership.BoardAsync()).Risks
                .Select(risk => $"{risk.PlacementId} {risk.Reasons[0].Reason}")];
    }

    [Theory, Engines]
    public async Task D45_search_shows_a_slot_only_to_institutions_with_a_filing_in_force(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var (own, other) = (await FiledAsync(partnership), await FiledAsync(
            partnership, Request() with { Number = "BJ-2", Institution = Ncut }));
        var filings = new { filings = new[] { own.Id, other.Id } };
        var atNight = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(AtNight.With(filings)));
        var byDay = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 5).With(filings)));
        foreach (var org in new[] { Bpc, Ncut, ShougangIt, Huace })
        {
            // Nothing is filed for a third institution.
            Assert.Equal(org == ShougangIt ? [byDay.Id] : [atNight.Id, byDay.Id], await FoundAsync(org));
        }

        await partnership.Authority.EndFilingAsync(own.Id, new() { Reason = "Inspection." });

        Assert.Equal([byDay.Id], await FoundAsync(Bpc));
        Assert.Equal([atNight.Id, byDay.Id], await FoundAsync(Ncut));
        Assert.Equal([atNight.Id, byDay.Id], await FoundAsync(Huace));
        await partnership.ApplyAsync(atNight, await partnership.EnrolledLearnerAsync())
            .ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity);
        await partnership.ApplyAsync(byDay, await partnership.EnrolledLearnerAsync());
        await partnership.ApplyAsync(atNight, await partnership.EnrolledLearnerAsync(Ncut), Ncut);
        // A page is full where what follows has enough, and each slot is on one page.
        var page = await FoundAsync(Bpc, limit: 1);
        Assert.Equal([byDay.Id], page);
        // Its enterprise, and the institution that approved it, keep it in their lists.
        Assert.Equal([atNight.Id, byDay.Id], await FoundAsync(Dji));
        var listed = await partnership.Coordinator(Bpc).ListSlotsAsync();
        Assert.Equal(2, listed.Items.Count);

        await partnership.Authority.EndFilingAsync(other.Id, new() { Reason = "Inspection." });

        foreach (var org in new[] { Ncut, Huace }) Assert.Equal([byDay.Id], await FoundAsync(org));

        async Task<IEnumerable<Guid>> FoundAsync(string org, int? limit = null) =>
            (await partnership.Manager(org).ListSlotsAsync(state: "open", limit: limit)).Items.Select(slot => slot.Id);
    }

    [Theory, Engines]
    public async Task D45_the_end_of_a_filing_that_the_slot_needs_is_on_the_timeline(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (ended, short1) = (await FiledAsync(partnership), await FiledAsync(partnership, Request() with { Number = "BJ-2" }));
        var idle = await FiledAsync(partnership, Request() with { Number = "BJ-3", Allows = ["rest-days"] });
        var foreign = await FiledAsync(partnership, Request() with { Number = "BJ-4", Institution = Ncut });
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            AtNight.With(new { filings = new[] { ended.Id, short1.Id, idle.Id, foreign.Id } })));
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var corrected = Request() with { Number = "BJ-2", Until = Day.AddDays(9) };
        await partnership.Authority.CorrectFilingAsync(short1.Id, 1, new() { Reason = "Wrong.", Filing = corrected });
        Assert.Empty(await EndsAsync());

        foreach (var filing in new[] { ended, idle, foreign })
        {
            await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "Inspection." });
        }
        await partnership.App.LiveUntilAsync(Day.AddDays(10));

        Assert.Equal(
            [$"{Day:O} bjedu filing ended {ended.Id}", $"{Day.AddDays(10):O} bjedu filing expired {short1.Id}"], await EndsAsync());

        async Task<IEnumerable<string>> EndsAsync() =>
            (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(active.Id)).Entries
            .Where(entry => entry.What.StartsWith("filing", StringComparison.Ordinal))
            .Select(entry => $"{entry.On:O} {entry.Organisation} {entry.What} {entry.Reference}");
    }

    [Theory, Engines]
    public async Task D43_authority_corrects_its_filing_with_a_reason_and_both_values_stay(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var filing = await FiledAsync(partnership);
        var right = Request() with { Until = Ends.AddDays(30) };

        await partnership.By("another", Roles.Authority).CorrectFilingAsync(filing.Id, 1, new() { Reason = "Wrong.", Filing = right })
            .ShouldBeProblemAsync("not-your-filing", HttpStatusCode.Forbidden);
        await partnership.Authority.CorrectFilingAsync(filing.Id, 9, new() { Reason = "Wrong.", Filing = right })
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "By mistake." });
        await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("filing-over", HttpStatusCode.Conflict);
        var corrected = await partnership.Authority.CorrectFilingAsync(
            filing.Id, 2, new() { Reason = "It was not ended.", Filing = right });

        Assert.Equal(
            (3, Ends.AddDays(30), null),
            (corrected.Version, corrected.Until, corrected.EndedOn));
        var history = (await partnership.Manager(Dji).GetFilingHistoryAsync(filing.Id)).Items;
        Assert.Equal(
            ["recorded 2026-07-31", "ended 2026-07-31", "corrected 2026-08-30"],
            history.Select(change => $"{change.Action} {change.Thing!.Until:O}"));
        foreach (var stranger in new[] { partnership.Coordinator(Ncut), partnership.Manager(Huace) })
        {
            await stranger.GetFilingAsync(filing.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    [Theory, Engines]
    public async Task D45_a_filing_is_ended_by_the_authority_that_recorded_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var filing = await FiledAsync(partnership);

        await partnership.By("another", Roles.Authority).EndFilingAsync(filing.Id, new() { Reason = "Inspection." })
            .ShouldBeProblemAsync("not-your-filing", HttpStatusCode.Forbidden);

        Assert.Equal(Day, (await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "Inspection." })).EndedOn);
    }

    [Theory, Engines]
    public async Task D28_a_slot_names_no_filing_of_another_enterprise(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.RegisterEnterpriseAsync(Huace);
        var (own, others) = (await FiledAsync(partnership), await FiledAsync(
            partnership, Request() with { Number = "BJ-2", Enterprise = Huace }));

        var problem = await partnership.Manager(Dji)
            .DraftSlotAsync(AtNight.With(new { filings = new[] { own.Id, others.Id } }))
            .ShouldBeProblemAsync("filings-unknown", HttpStatusCode.UnprocessableEntity);

        Assert.Equal($"{own.Id}", Assert.Single(problem.Change("terms").GetProperty("filings").Codes()));
    }

    [Theory, Engines]
    public async Task D28_authority_records_a_filing_once_per_number_for_school_and_enterprise(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await FiledAsync(partnership);
        await RecordAsync(Request()).ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
        await RecordAsync(Request() with { Number = "BJ-3", Institution = Dji })
            .ShouldBeProblemAsync("filing-parties-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(Request() with { Number = "BJ-3", Enterprise = Bpc })
            .ShouldBeProblemAsync("filing-parties-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(Request() with { Number = "BJ-3" }, Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await RecordAsync(Request() with { Number = "BJ-3", Allows = ["heavy-labour-iii"] })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await RecordAsync(Request() with { Number = "BJ-3", Until = Starts.AddDays(-1) })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Task<Filing> RecordAsync(RecordFilingRequest request, string authority = "bjedu") =>
            partnership.By(authority, Roles.Authority).RecordFilingAsync(request);
    }

    private static RecordFilingRequest Request() => new()
    {
        Number = "BJ-1",
        Institution = Bpc,
        Enterprise = Dji,
        PostKind = "uav-pilot",
        From = Starts,
        Until = Ends,
        Allows = ["night-shift"],
    };

    private static Task<Filing> FiledAsync(PartnershipApp partnership, RecordFilingRequest? request = null) =>
        partnership.Authority.RecordFilingAsync(request ?? Request());

    private static Task<Slot> NameAsync(PartnershipApp partnership, Slot slot, params Filing[] filings) =>
        partnership.Manager(Dji).NameFilingsAsync(slot.Id, new() { Filings = [.. filings.Select(filing => filing.Id)] });
}
