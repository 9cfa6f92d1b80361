using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.BaseTests;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>The periods in which a base is active (D25).</summary>
public sealed class BasePeriodTests
{
    [Theory, Engines]
    public async Task S12_base_is_approved_suspended_and_approved_again_and_has_its_periods(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);

        var proposed = await ProposeAsync(partnership);
        Assert.Equal(
            ("proposed", Ncut, null),
            (proposed.State, proposed.ProposedBy, proposed.ApprovedBy));
        var active = await ApproveAsync(partnership, proposed);
        Assert.Equal(("active", "bjedu"), (active.State, active.ApprovedBy));
        Assert.Equal([(Day, ValidUntil)], PeriodsOf(active));
        partnership.App.Today.MoveTo(Day.AddDays(10));
        Assert.Equal([(Day, Day.AddDays(9))], PeriodsOf(await SuspendAsync(partnership, proposed)));
        partnership.App.Today.MoveTo(Day.AddDays(20));
        var again = await ApproveAsync(partnership, proposed);

        Assert.Equal([(Day, Day.AddDays(9)), (Day.AddDays(20), ValidUntil)], PeriodsOf(again));
        var approved = (await partnership.App.PublishedAsync<BaseApprovedV1>()).Select(fact => fact.Base).ToList();
        Assert.Equal([("active", 3, 1), ("active", 5, 2)], approved.Select(told => (told.State, told.Version, told.ActivePeriods.Count)));
        Assert.Equal([Bpc, Ncut], approved[0].Parties);
        Assert.Equal(("5G base", "5G engineering", 40), (approved[0].Name, approved[0].Field, approved[0].Capacity));
        var suspended = Assert.Single(await partnership.App.PublishedAsync<BaseSuspendedV1>()).Base;
        Assert.Equal(("suspended", 4, Day.AddDays(9)), (suspended.State, suspended.Version, Assert.Single(suspended.ActivePeriods).Until));
    }

    [Theory, Engines]
    public async Task D25_late_approval_counts_from_its_stated_day_within_the_validity(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (late, early, tomorrow) = (await NewAsync(), await NewAsync(), await NewAsync());

        Assert.Equal(
            [(new DateOnly(2026, 1, 15), ValidUntil)],
            PeriodsOf(await ApproveAsync(partnership, late, new DateOnly(2026, 1, 15))));
        Assert.Equal([(ValidFrom, ValidUntil)], PeriodsOf(await ApproveAsync(partnership, early, new DateOnly(2025, 6, 1))));
        var future = await ApproveAsync(partnership, tomorrow, Day.AddDays(1)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Day), (future.Rule, future.Change("approvedOn").Day()));
        Assert.Equal(
            [(Day, ValidUntil)], PeriodsOf(await ApproveAsync(partnership, tomorrow, future.Change("approvedOn").Day())));

        // One whose validity is over is approved for the past, and has expired at once.
        var over = await NewAsync();
        partnership.App.Today.MoveTo(new DateOnly(2027, 2, 1));
        var past = await ApproveAsync(partnership, over).ShouldBeProblemAsync("base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(ValidUntil, past.Change("approvedOn").Day());
        Assert.Equal("expired", (await ApproveAsync(partnership, over, new DateOnly(2026, 7, 1))).State);
        Assert.Equal("expired", (await partnership.App.PublishedAsync<BaseApprovedV1>())[^1].Base.State);

        Task<Base> NewAsync() => ProposeAsync(partnership);
    }

    [Theory, Engines]
    public async Task D25_suspension_cuts_the_present_period_and_drops_an_empty_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (one, future) = (await ActiveAsync(ValidFrom), await ActiveAsync(Day.AddDays(30)));

        var early = await SuspendAsync(partnership, one, Day.AddDays(-1)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Day), (early.Rule, early.Change("suspendedOn").Day()));
        Assert.Empty(PeriodsOf(await SuspendAsync(partnership, one, early.Change("suspendedOn").Day())));
        // It is not made good again from before its suspension.
        partnership.App.Today.MoveTo(Day.AddDays(5));
        var before = await ApproveAsync(partnership, one, Day.AddDays(-1)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal([(Day, ValidUntil)], PeriodsOf(await ApproveAsync(partnership, one, before.Change("approvedOn").Day())));

        var late = await SuspendAsync(partnership, future, Day.AddDays(6)).ShouldBeProblemAsync(
            "base-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Empty(PeriodsOf(await SuspendAsync(partnership, future, late.Change("suspendedOn").Day())));
        Assert.Equal([(Day.AddDays(30), ValidUntil)], PeriodsOf(await ApproveAsync(partnership, future)));

        async Task<Base> ActiveAsync(DateOnly validFrom) =>
            await ApproveAsync(partnership, await ProposeAsync(partnership, Request(validFrom: validFrom)));
    }

    [Theory, Engines]
    public async Task D25_base_reads_as_expired_after_its_last_day_and_the_sweep_stores_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (active, suspended, proposed) = (await NewAsync(), await NewAsync(), await NewAsync());
        foreach (var approved in new[] { active, suspended }) await ApproveAsync(partnership, approved);
        await SuspendAsync(partnership, suspended);

        partnership.App.Today.MoveTo(ValidUntil);
        Assert.Equal("active", (await ReadAsync(active)).State);
        partnership.App.Today.MoveTo(ValidUntil.AddDays(1));
        foreach (var before in new[] { await ReadAsync(active), await ReadAsync(suspended) }) Assert.Equal("expired", before.State);
        await SuspendAsync(partnership, active).ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        await ApproveAsync(partnership, suspended).ShouldBeProblemAsync("base-state", HttpStatusCode.Conflict);
        Assert.Equal(2, (await partnership.Authority.ListBasesAsync(state: "expired")).Items.Count);
        await partnership.App.LiveUntilAsync(ValidUntil.AddDays(1));

        Assert.Equal(
            ["expired", "expired", "proposed"],
            await partnership.App.Db.QueryAsync<string>("SELECT state FROM partnership.base ORDER BY seq"));
        Assert.Equal("proposed", (await ReadAsync(proposed)).State);
        var told = (await partnership.StatesAsync("industry-partnership/base")).Cast<BaseApprovedV1>().Select(fact => fact.Base.State);
        Assert.Equal(["expired", "expired"], told);

        Task<Base> NewAsync() => ProposeAsync(partnership);
        Task<Base> ReadAsync(Base found) => partnership.Authority.GetBaseAsync(found.Id);
    }

    [Theory, Engines]
    public async Task D25_parallel_approvals_begin_one_period(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApproveAsync(partnership, proposed).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        Assert.Single(PeriodsOf(await partnership.Authority.GetBaseAsync(proposed.Id)));
        Assert.Single(await partnership.App.PublishedAsync<BaseApprovedV1>());
    }

    private static IEnumerable<(DateOnly From, DateOnly Until)> PeriodsOf(Base found) =>
        found.ActivePeriods.Select(period => (period.From, period.Until));
}
