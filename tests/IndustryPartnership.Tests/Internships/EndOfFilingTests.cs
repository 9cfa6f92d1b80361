using System.Net;
using Contracts;
using static IndustryPartnership.Tests.FilingTests;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a filing that ends leaves without permission (D45).</summary>
public sealed class EndOfFilingTests
{
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
            [.. (await partnership.BoardAsync()).Risks.Select(risk => $"{risk.PlacementId} {risk.Reasons[0].Reason}")];
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
            .Where(entry => entry.What.StartsWith("filing e", StringComparison.Ordinal))
            .Select(entry => $"{entry.On:O} {entry.Organisation} {entry.What} {entry.Reference}");
    }

    [Theory, Engines]
    public async Task D43_filing_that_the_slot_names_no_longer_stays_on_the_timeline(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var first = await FiledAsync(partnership);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(AtNight.With(new { filings = new[] { first.Id } })));
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.Authority.EndFilingAsync(first.Id, new() { Reason = "Inspection." });
        var second = await FiledAsync(partnership, Request() with { Number = "BJ-2", From = Day });
        await NameAsync(partnership, slot, second);
        partnership.App.Today.MoveTo(Day.AddDays(2));
        var third = await FiledAsync(partnership, Request() with { Number = "BJ-3", From = Day });
        await NameAsync(partnership, slot, third);
        partnership.App.Today.MoveTo(Day.AddDays(4));
        // The placement does not rest on this one any more, so its end is not the placement's.
        await partnership.Authority.EndFilingAsync(second.Id, new() { Reason = "Inspection." });

        var entries = (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(active.Id)).Entries
            .Where(entry => entry.What.StartsWith("filing", StringComparison.Ordinal))
            .Select(entry => $"{entry.On:O} {entry.Organisation} {entry.What} {entry.Reference}").ToList();

        Assert.Equal(
            new[]
            {
                $"{Day:O} dji filing named {first.Id}",
                $"{Day:O} bjedu filing ended {first.Id}",
                $"{Day:O} dji filing no longer named {first.Id}",
                $"{Day:O} dji filing named {second.Id}",
                $"{Day.AddDays(2):O} dji filing named {third.Id}",
                $"{Day.AddDays(2):O} dji filing no longer named {second.Id}",
            }.Order(StringComparer.Ordinal),
            entries.Order(StringComparer.Ordinal));
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
}
