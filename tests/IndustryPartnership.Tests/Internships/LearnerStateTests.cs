using System.Net;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a learner's state, and a transfer, let begin and go on (D5, D45).</summary>
public sealed class LearnerStateTests
{
    [Theory, Engines]
    public async Task D5_learner_out_of_training_begins_nothing_and_a_running_placement_goes_on(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var now = await partnership.OpenSlotAsync(SlotRequest(capacity: 4));
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 4, startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2027, 1, 31))));
        var third = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        foreach (var state in new[]
        {
            LearnerState.OnLeave,
            LearnerState.Graduated,
            LearnerState.CompletedAssociate,
            LearnerState.Withdrawn,
        })
        {
            var learner = Learner();
            await partnership.DeliverAsync(learner);
            var running = await partnership.ActiveAsync(now, learner.Id, Day.AddDays(-3));
            var offer = await partnership.OfferedAsync(later, learner.Id);

            await partnership.App.DeliverAsync(Left(learner with { State = state, Version = 2 }));

            var problem = await partnership.ApplyAsync(third, learner.Id)
                .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D5", state), (problem.Rule, problem.Fact("state").GetString()));
            // What stands ends with the training; on leave it stands, and waits for the return.
            if (state == LearnerState.OnLeave) await partnership.AcceptAsync(offer)
                .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
            else Assert.Equal("withdrawn", (await partnership.AcceptAsync(offer)
                .ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict)).Fact("state").GetString());
            Assert.Equal("active", (await partnership.ReadPlacementAsync(running)).State);
            await partnership.LoggedAsync(running, Day.AddDays(-3));
            await partnership.CompleteAsync(running, Day);
            if (state != LearnerState.OnLeave) continue;
            await partnership.App.DeliverAsync(new LearnerReturnedV1
            {
                OccurredAt = DateTimeOffset.UtcNow,
                Learner = learner with { State = problem.Fact("inTraining")[0].GetString()!, Version = 3 },
            });
            await partnership.AcceptAsync(offer);
        }
    }

    [Theory, Engines]
    public async Task D5_transferred_learner_accepts_no_offer_made_at_the_college(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var offer = await partnership.OfferedAsync(slot, learner.Id);
        await partnership.App.DeliverAsync(Transferred(learner));
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var self = partnership.AsLearner(learner.Id, Ncut);

        var refused = await self.AcceptOfferAsync(offer.Id)
            .ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict);

        Assert.Equal("withdrawn", refused.Fact("state").GetString());
        var anew = await partnership.OfferedAsync(slot, learner.Id, Ncut);
        Assert.Equal(Ncut, (await partnership.AcceptAsync(anew)).Institution);
    }

    [Theory, Engines]
    public async Task D5_after_a_transfer_only_the_universitys_coordinator_applies(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var request = new ApplyForSlotRequest { LearnerId = learner.Id };
        await partnership.Coordinator(Ncut).ApplyForSlotAsync(slot.Id, request)
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        await partnership.App.DeliverAsync(Transferred(learner));

        await partnership.Coordinator(Bpc).ApplyForSlotAsync(slot.Id, request)
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        var applied = await partnership.Coordinator(Ncut).ApplyForSlotAsync(slot.Id, request);
        Assert.Equal(Ncut, applied.Institution);
    }

    [Theory, Engines]
    public async Task D5_after_a_transfer_only_the_universitys_board_counts_the_learner(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);

        await partnership.App.DeliverAsync(Transferred(learner));

        var (university, college) = (await partnership.BoardAsync(institution: Ncut), await partnership.BoardAsync());
        Assert.Equal((1, 0), (university.Required.Denominator, college.Required.Denominator));
    }

    [Theory, Engines]
    public async Task D5_college_and_learner_still_see_a_placement_from_before_the_transfer(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ActiveAsync(slot, learner.Id);

        await partnership.App.DeliverAsync(Transferred(learner));

        Assert.Equal("active", (await partnership.ReadPlacementAsync(placement)).State);
        var own = await partnership.AsLearner(learner.Id, Ncut).GetPlacementAsync(placement.Id);
        Assert.Equal(placement.Id, own.Id);
        await partnership.Coordinator(Ncut).GetPlacementAsync(placement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D45_start_is_refused_if_the_learner_was_on_leave_on_its_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var learners = new[] { Learner(), Learner() };
        var (left, returned) = (Day.AddDays(5), Day.AddDays(10));
        foreach (var learner in learners) await partnership.DeliverAsync(learner);
        var placements = new List<Placement>();
        foreach (var learner in learners) placements.Add(await partnership.ReadyAsync(slot, learner.Id));
        await partnership.App.LiveUntilAsync(returned.AddDays(3));
        foreach (var learner in learners) await partnership.App.DeliverAsync(OnLeave(learner));

        // On leave today: a start of before is recorded, one of the first day of the leave is not.
        await partnership.StartPlacementAsync(placements[0], left)
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        await partnership.StartPlacementAsync(placements[0], left.AddDays(-1));

        // Back today, whichever news came first: a day of the leave stays one.
        await partnership.App.DeliverAsync(Back(learners[1]));
        await partnership.App.DeliverAsync(OnLeave(learners[1]));
        var refused = await partnership.StartPlacementAsync(placements[1], returned.AddDays(-1))
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("on-leave", returned.AddDays(-1)), (refused.Fact("state").GetString(), refused.Fact("on").Day()));
        await partnership.StartPlacementAsync(placements[1], returned);

        LearnerWentOnLeaveV1 OnLeave(
            LearnerV1 learner) => (LearnerWentOnLeaveV1)Certificates.News(learner, 2, LearnerState.OnLeave) is var news
            ? news with { Learner = news.Learner with { Since = left } } : null!;

        LearnerReturnedV1 Back(LearnerV1 learner) => (LearnerReturnedV1)Certificates.News(learner, 3, LearnerState.Enrolled) is var news
            ? news with { Learner = news.Learner with { Since = returned } } : null!;
    }

    private static object Left(LearnerV1 learner) => learner.State switch
    {
        LearnerState.OnLeave => new LearnerWentOnLeaveV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        LearnerState.Graduated => new LearnerGraduatedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        LearnerState.CompletedAssociate => new LearnerCompletedAssociateV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        _ => new LearnerWithdrawnV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
    };
}
