using System.Net;
using Contracts.IndustryPartnership;
using CsCheck;
using IndustryPartnership.Internships.Placements;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;
using Placement = VocationalPlatform.Client.IndustryPartnership.Placement;

namespace IndustryPartnership.Tests;

public sealed class PauseTests
{
    private static readonly DateOnly FirstDay = new(2026, 2, 1);
    private static readonly Gen<DateOnly> Date = Gen.Int[0, 30].Select(FirstDay.AddDays);

    [Theory, Engines]
    public async Task D39_signed_days_cannot_be_paused_or_stopped_away(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
        await partnership.LoggedAsync(placement, Day.AddDays(-6), Day.AddDays(-4));

        var paused = await partnership.Manager(Dji).PausePlacementAsync(placement.Id, new() { Reason = "x", PausedOn = Day.AddDays(-4) })
            .ShouldBeProblemAsync("cannot-pause-then", HttpStatusCode.UnprocessableEntity);
        var stopped = await partnership.StopAsync(placement, Day.AddDays(-5))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D39", Day.AddDays(-3)), (paused.Rule, paused.Change("pausedOn").Day()));
        Assert.Equal(("D39", Day.AddDays(-4)), (stopped.Rule, stopped.Change("stoppedOn").Day()));
        await partnership.Manager(Dji).PausePlacementAsync(
            placement.Id, new() { Reason = "x", PausedOn = paused.Change("pausedOn").Day() });
        await partnership.StopAsync(placement, stopped.Change("stoppedOn").Day());
    }

    [Theory, Engines]
    public async Task D38_placement_is_not_called_off_before_its_acceptance(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());

        var problem = await partnership.StopAsync(placement, Day.AddDays(-1))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D38", Day), (problem.Rule, problem.Change("stoppedOn").Day()));
        await partnership.StopAsync(placement, problem.Change("stoppedOn").Day());
    }

    [Theory, Engines]
    public async Task D37_placement_is_paused_and_resumed_with_events(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), FirstDay);

        var paused = await PauseAsync(partnership, placement, FirstDay.AddDays(5));
        Assert.Equal("paused", paused.State);
        Assert.Equal(
            FirstDay.AddDays(5),
            Assert.IsType<PlacementPausedV1>(
                Assert.Single(await partnership.StatesAsync("industry-partnership/placement"))).Placement.PausedOn);
        var resumed = await partnership
            .Manager(Dji)
            .ResumePlacementAsync(placement.Id, new() { ResumedOn = FirstDay.AddDays(9) });
        await partnership.Manager(Dji).PausePlacementAsync(placement.Id, new() { Reason = "Illness.", PausedOn = FirstDay.AddDays(9) });
        var last = await ResumeAsync(partnership, placement);

        Assert.Equal(("active", "active"), (resumed.State, last.State));
        Assert.Equal([(FirstDay.AddDays(5), (DateOnly?)FirstDay.AddDays(9)), (FirstDay.AddDays(9), Day)], last.Pauses
            .Select(pause => (pause.PausedOn, pause.ResumedOn)));
        var told = await partnership.App.PublishedAsync<PlacementPausedV1>();
        Assert.Equal(
            [("paused", FirstDay.AddDays(5), paused.Version), ("paused", FirstDay.AddDays(9), resumed.Version + 1)],
            told.Select(one => (one.Placement.State, one.Placement.PausedOn!.Value, one.Placement.Version)));
        Assert.Equal(
            [("active", (DateOnly?)null, resumed.Version), ("active", null, last.Version)],
            (await partnership.App.PublishedAsync<PlacementResumedV1>()).Select(
                one => (one.Placement.State, one.Placement.PausedOn, one.Placement.Version)));
    }

    [Theory, Engines]
    public async Task D37_pauses_and_resumptions_follow_one_another_and_not_in_the_future(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(SlotRequest(endsOn: Day.AddDays(1))), await partnership.EnrolledLearnerAsync(), FirstDay);

        await RefusedThenDoneAsync(PauseAsync, "pausedOn", FirstDay.AddDays(-1), FirstDay);
        await RefusedThenDoneAsync(ResumeAsync, "resumedOn", FirstDay, FirstDay.AddDays(1));
        await RefusedThenDoneAsync(PauseAsync, "pausedOn", Day.AddDays(1), Day);
        var early = await ResumeAsync(partnership, placement, Day).ShouldBeProblemAsync(
            "cannot-pause-then", HttpStatusCode.UnprocessableEntity);
        partnership.App.Today.MoveTo(early.Change("notBefore").Day());
        await RefusedThenDoneAsync(ResumeAsync, "resumedOn", Day, Day.AddDays(1));
        await PauseAsync(partnership, placement, Day.AddDays(1));
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var never = await ResumeAsync(partnership, placement, Day.AddDays(9)).ShouldBeProblemAsync(
            "cannot-pause-then", HttpStatusCode.UnprocessableEntity);
        Assert.Null(never.Change);
        var stopped = await partnership.StopAsync(placement, Day.AddDays(1));
        Assert.Equal(("stopped", Day.AddDays(1)), (stopped.State, stopped.EndsOn));

        async Task RefusedThenDoneAsync(
            Func<PartnershipApp, Placement, DateOnly?, Task<Placement>> act, string member, DateOnly on, DateOnly nearest)
        {
            var problem = await act(partnership, placement, on).ShouldBeProblemAsync(
                "cannot-pause-then", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D37", nearest), (problem.Rule, problem.Change(member).Day()));
            await act(partnership, placement, nearest);
        }
    }

    [Theory, Engines]
    public async Task D37_only_active_placements_pause_or_complete_and_only_paused_ones_resume(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 9));
        var (ready, active, paused) = (await partnership.ReadyAsync(
            slot,
            await NewAsync()), await partnership.ActiveAsync(
                slot, await NewAsync()), await partnership.ActiveAsync(slot, await NewAsync(), FirstDay));
        await PauseAsync(partnership, paused, FirstDay.AddDays(1));

        foreach (var refused in new[]
        {
            PauseAsync(partnership, ready),
            ResumeAsync(partnership, ready),
            ResumeAsync(partnership, active),
            PauseAsync(partnership, paused),
            partnership.CompleteAsync(paused, Day),
            partnership.StartPlacementAsync(paused),
        })
        {
            await refused.ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        }
        await ResumeAsync(partnership, paused, Day.AddDays(-2));
        var early = await partnership.CompleteAsync(paused, FirstDay.AddDays(1))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(-2), early.Change("completedOn").Day());
        await partnership.LoggedAsync(paused, early.Change("completedOn").Day());
        await partnership.CompleteAsync(paused, early.Change("completedOn").Day());

        Task<Guid> NewAsync() => partnership.EnrolledLearnerAsync();
    }

    [Theory, Engines]
    public async Task D38_paused_placement_keeps_its_place_and_time_until_stopped(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.ActiveAsync(slot, learner, FirstDay);
        await PauseAsync(partnership, placement, FirstDay.AddDays(2));
        var offer = await partnership.OfferedAsync(other, learner);

        await partnership.AcceptAsync(offer).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("full", (await partnership.ReadSlotAsync(slot)).State);
        var stopped = await partnership.StopAsync(placement, FirstDay.AddDays(1));

        Assert.Equal(("stopped", FirstDay.AddDays(1)), (stopped.State, stopped.EndsOn));
        Assert.Equal("open", (await partnership.ReadSlotAsync(slot)).State);
        await partnership.AcceptAsync(offer);
    }

    [Theory, Engines]
    public async Task D37_of_parallel_pauses_one_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PauseAsync(partnership, placement).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        Assert.Single(await partnership.App.PublishedAsync<PlacementPausedV1>());
        Assert.Single((await partnership.ReadPlacementAsync(placement)).Pauses);
    }

    [Fact]
    public void D37_suggested_day_is_the_nearest_that_passes() => Gen.Select(Date, Date, Date, Date).Sample((asked, from, endsOn, today) =>
    {
        Check(day => PauseOfPlacement.Judge(day, from, endsOn, lastSigned: null, today), "pausedOn");
        Check(day => PauseOfPlacement.JudgeResumption(day, from, endsOn, today), "resumedOn");

        void Check(Func<DateOnly, Kernel.Verdict> judge, string member)
        {
            var verdict = judge(asked);
            var passing = Enumerable.Range(-5, 45).Select(FirstDay.AddDays).Where(day => judge(day).Passes).ToList();
            Assert.Equal(passing.Contains(asked), verdict.Passes);
            if (verdict.Passes) return;
            var named = (DateOnly?)verdict.Change?.GetType().GetProperty(member)?.GetValue(verdict.Change);
            Assert.Equal(passing.Count == 0 ? null : passing.MinBy(day => Math.Abs(day.DayNumber - asked.DayNumber)), named);
        }
    });

    private static Task<Placement> PauseAsync(PartnershipApp partnership, Placement placement, DateOnly? pausedOn = null) =>
        partnership.Coordinator(Bpc).PausePlacementAsync(placement.Id, new() { Reason = "Illness.", PausedOn = pausedOn });

    private static Task<Placement> ResumeAsync(PartnershipApp partnership, Placement placement, DateOnly? resumedOn = null) =>
        partnership.Coordinator(Bpc).ResumePlacementAsync(placement.Id, new() { ResumedOn = resumedOn });
}
