using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

public sealed class AcceptanceTests
{
    [Theory, Engines]
    public async Task D37_of_two_hundred_parallel_acceptances_one_takes_the_last_place_and_one_event_leaves(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var offers = new ConcurrentBag<JsonElement>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (_, _) => offers.Add(await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync())));

        var replies = await Task.WhenAll(offers.Select(partnership.AcceptAsync));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode)) await refused.ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>());
        var full = await partnership.ReadSlotAsync(slot);
        Assert.Equal(("full", 1, slot.Version() + 1), (full.Text("state"), full.GetProperty("placed").GetInt32(), full.Version()));
    }

    [Theory, Engines]
    public async Task D38_of_parallel_acceptances_of_one_learner_one_wins(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        var offers = new List<JsonElement>();
        for (var i = 0; i < 8; i++) offers.Add(await partnership.OfferedAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync(), learner));

        var replies = await Task.WhenAll(offers.Select(partnership.AcceptAsync));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode)) await refused.ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>());
    }

    [Theory, Engines]
    public async Task D38_a_second_placement_at_the_same_time_is_refused_and_a_later_one_is_not(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.OpenSlotAsync();
        var second = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        await partnership.AcceptedAsync(first, learner);

        var problem = await partnership.AcceptAsync(await partnership.OfferedAsync(second, learner)).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule());
        var startsOn = problem.DayOfChange("freeFrom");
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5)))).BodyAsync();
        await partnership.AcceptedAsync(later, learner);
    }

    [Theory, Engines]
    public async Task D38_after_the_last_day_that_there_is_nothing_is_named(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var endless = await partnership.OpenSlotAsync(SlotRequest(endsOn: DateOnly.MaxValue));
        var learner = await partnership.EnrolledLearnerAsync();
        await partnership.AcceptedAsync(endless, learner);

        var problem = await partnership.AcceptAsync(await partnership.OfferedAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync(), learner)).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.False(problem.TryGetProperty("change", out _));
    }

    [Theory, Engines]
    public async Task D36_the_major_is_judged_again_when_the_offer_is_accepted(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var offer = await partnership.OfferedAsync(slot, learner.Id);

        await partnership.App.DeliverAsync(new LearnerStageCompletedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { Stage = 2, Major = "530701", Version = 2 } });
        await partnership.AcceptAsync(offer).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        await partnership.App.DeliverAsync(new LearnerStageCompletedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { Stage = 3, Major = "460601", Version = 3 } });
        await partnership.AcceptAsync(offer).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D5_a_learner_out_of_training_neither_applies_nor_accepts_and_a_placement_that_runs_is_untouched(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var now = await partnership.OpenSlotAsync(SlotRequest(capacity: 4));
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 4, startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2027, 1, 31)))).BodyAsync();
        var third = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        foreach (var state in new[] { LearnerState.OnLeave, LearnerState.Graduated, LearnerState.CompletedAssociate, LearnerState.Withdrawn })
        {
            var learner = Learner();
            await partnership.DeliverAsync(learner);
            var running = await partnership.ActiveAsync(now, learner.Id, Day.AddDays(-3));
            var offer = await partnership.OfferedAsync(later, learner.Id);

            await partnership.App.DeliverAsync(Left(learner with { State = state, Version = 2 }));

            var problem = await partnership.ApplyAsync(third, learner.Id).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D5", state), (problem.Rule(), problem.Facts("state").GetString()));
            // What stands ends with the training; on leave it stands, and waits for the return.
            if (state == LearnerState.OnLeave) await partnership.AcceptAsync(offer).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
            else Assert.Equal("withdrawn", (await partnership.AcceptAsync(offer).ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict)).Facts("state").GetString());
            Assert.Equal("active", (await partnership.ReadPlacementAsync(running)).Text("state"));
            await partnership.LoggedAsync(running, Day.AddDays(-3));
            await partnership.CompleteAsync(running, Day).BodyAsync();
            if (state != LearnerState.OnLeave) continue;
            await partnership.App.DeliverAsync(new LearnerReturnedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { State = problem.Facts("inTraining")[0].GetString()!, Version = 3 } });
            await partnership.AcceptAsync(offer).BodyAsync(HttpStatusCode.Created);
        }
    }

    [Theory, Engines]
    public async Task D5_a_learner_who_went_to_another_institution_accepts_no_offer_made_at_the_former_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var offer = await partnership.OfferedAsync(slot, learner.Id);
        await partnership.App.DeliverAsync(new LearnerTransferredV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { Institution = Ncut, State = LearnerState.Transferred, Version = 2 } });
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var self = partnership.AsLearner(learner.Id, Ncut);

        await self.PostAsync($"{Api}/applications/{offer.Id()}/acceptance").ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);

        await self.PostAsync($"{Api}/applications/{offer.Id()}/withdrawal").BodyAsync();
        var anew = await partnership.OfferedAsync(slot, learner.Id, Ncut);
        Assert.Equal(Ncut, (await partnership.AcceptAsync(anew).BodyAsync(HttpStatusCode.Created)).Text("institution"));
    }

    private static object Left(LearnerV1 learner) => learner.State switch
    {
        LearnerState.OnLeave => new LearnerWentOnLeaveV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        LearnerState.Graduated => new LearnerGraduatedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        LearnerState.CompletedAssociate => new LearnerCompletedAssociateV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        _ => new LearnerWithdrawnV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
    };
}
