using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a placement that stops or ends leaves free (D38).</summary>
public sealed class PlacementEndTests
{
    private static readonly DateOnly FirstDay = new(2026, 2, 1);

    [Theory, Engines]
    public async Task D38_stopped_placement_frees_its_place_and_time(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.ActiveAsync(slot, learner, FirstDay);
        Assert.Equal("full", (await partnership.ReadSlotAsync(slot)).State);

        var stopped = await partnership.StopAsync(placement, Day.AddDays(-1));

        Assert.Equal(("stopped", FirstDay, Day.AddDays(-1)), (stopped.State, stopped.StartsOn, stopped.EndsOn));
        Assert.Equal("stopped", Assert.Single(await partnership.App.PublishedAsync<PlacementStoppedV1>()).Placement.State);
        Assert.Equal("open", (await partnership.ReadSlotAsync(slot)).State);
        await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());

        // The learner starts anew elsewhere, and not on a day of the one that was stopped.
        var second = await partnership.ReadyAsync(other, learner, FirstDay);
        var problem = await partnership.StartPlacementAsync(second, FirstDay)
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D38", Day), (problem.Rule, problem.Change("startedOn").Day()));
        await partnership.StartPlacementAsync(second, problem.Change("startedOn").Day());
    }

    [Theory, Engines]
    public async Task D38_placement_stopped_before_its_start_frees_everything(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        foreach (var make in new Func<Task<Placement>>[]
        {
            () => partnership.AcceptedAsync(slot, learner),
            () => ConsentedAsync(partnership, slot, learner),
            () => partnership.ReadyAsync(slot, learner, FirstDay),
        })
        {
            var placement = await make();
            var problem = await partnership.StopAsync(placement, Day.AddDays(1))
                .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
            var stopped = await partnership.StopAsync(placement, problem.Change("stoppedOn").Day());

            Assert.Equal(
                ("stopped", FirstDay, new DateOnly(2026, 7, 31), null),
                (stopped.State, stopped.StartsOn, stopped.EndsOn, stopped.StartedOn));
            var slotNow = await partnership.ReadSlotAsync(slot);
            Assert.Equal(("open", 0), (slotNow.State, slotNow.Placed));
        }
        Assert.Equal(3, (await partnership.App.PublishedAsync<PlacementStoppedV1>()).Count);
        Assert.Equal(3, (await partnership.Coordinator(Bpc).ListApplicationsAsync(state: "withdrawn")).Items.Count);
        // Nothing is in the way of another one of the same days, from its first day on.
        await partnership.ActiveAsync(other, learner, FirstDay);
    }

    [Theory, Engines]
    public async Task D38_a_placement_ends_neither_before_its_start_nor_in_the_future(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), FirstDay.AddDays(3));
        await partnership.LoggedAsync(placement, FirstDay.AddDays(3));

        var other = await partnership.ActiveAsync(await partnership.OpenAsync(
            await partnership.ApprovedSlotAsync(SlotRequest(endsOn: Day))), await partnership.EnrolledLearnerAsync(), FirstDay);

        var early = await partnership.CompleteAsync(placement, FirstDay)
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        var late = await partnership.StopAsync(placement, Day.AddDays(1))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D38", FirstDay.AddDays(3)), (early.Rule, early.Change("completedOn").Day()));
        Assert.Equal(Day, late.Change("stoppedOn").Day());
        Assert.Equal(early.Change("completedOn").Day(), (await partnership.CompleteAsync(
            placement, early.Change("completedOn").Day())).EndsOn);
        partnership.App.Today.MoveTo(Day.AddDays(1));
        var afterThePlan = await partnership.StopAsync(other, Day.AddDays(1))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day, (await partnership.StopAsync(other, afterThePlan.Change("stoppedOn").Day())).EndsOn);
    }

    private static async Task<Placement> ConsentedAsync(PartnershipApp partnership, Slot slot, Guid learner) =>
        await partnership.ConsentAsync(await partnership.AcceptedAsync(slot, learner));
}
