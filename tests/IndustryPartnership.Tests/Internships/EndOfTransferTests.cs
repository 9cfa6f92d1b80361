using System.Net;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using CsCheck;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>D5, D45: what a transfer brings at the institution that the learner has left.</summary>
public sealed class EndOfTransferTests
{
    [Theory, Engines]
    public async Task D45_transfer_ends_what_has_not_begun_and_puts_running_placements_at_risk(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 2, startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2026, 12, 31))));
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var (learner, other) = (Learner(), Learner());
        foreach (var one in new[] { learner, other }) await partnership.DeliverAsync(one);
        var active = await partnership.ActiveAsync(slot, learner.Id, new DateOnly(2026, 2, 2));
        await partnership.LoggedAsync(active, new DateOnly(2026, 2, 27));
        var applied = await partnership.ApplyAsync(later, learner.Id);
        var ready = await partnership.ReadyAsync(later, other.Id);
        Assert.Equal(1, (await partnership.ReadSlotAsync(later)).Placed);

        foreach (var one in new[] { learner, other }) await partnership.App.DeliverAsync(Transferred(one));

        Assert.Equal(
            ("active", "stopped", "withdrawn"),
            ((await partnership.ReadPlacementAsync(active)).State, (await partnership.ReadPlacementAsync(ready)).State,
                (await partnership.ReadApplicationAsync(applied)).State));
        Assert.Equal(0, (await partnership.ReadSlotAsync(later)).Placed);
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementStoppedV1>()).Placement;
        Assert.Equal((ready.Id, ready.Version + 1), (told.Id, told.Version));
        var risk = Assert.Single((await partnership.BoardAsync()).Risks);
        Assert.Equal(active.Id, risk.PlacementId);
        var reason = Assert.Single(risk.Reasons);
        Assert.Equal(("learner-transferred", Ncut), (reason.Reason, reason.Fact("institution").GetString()));
        // The university applies for the learner where the college's application stood.
        await partnership.Coordinator(Ncut).ApplyForSlotAsync(later.Id, new() { LearnerId = learner.Id });
        await partnership.CompleteAsync(active, Day);
        await partnership.ApplyAsync(slot, learner.Id).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        await partnership.ApplyAsync(slot, learner.Id, ShougangIt).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
    }

    // Placed and with a standing application from version 1 on; the rest comes in any order, each twice.
    [Theory, Engines]
    public async Task D45_events_of_a_transfer_in_any_order_end_the_same(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 40));
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 9, startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2026, 12, 31))));
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var ended = 0;

        await Gen.Shuffle(new[] { 0, 1, 2, 3, 0, 1, 2, 3 }).SampleAsync(
            async order =>
            {
                var learner = Learner();
                await partnership.DeliverAsync(learner);
                var placement = await partnership.AcceptedAsync(slot, learner.Id);
                var application = await partnership.ApplyAsync(other, learner.Id);
                object[] history =
                [
                    new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
                    News(learner, 2, LearnerState.OnLeave),
                    News(learner, 3, LearnerState.Enrolled),
                    Transferred(learner with { Version = 3 }),
                ];

                foreach (var place in order) await partnership.App.DeliverAsync(history[place]);
                var own = await partnership.ApplyAsync(other, learner.Id, Ncut);
                await partnership.App.DeliverAsync(history[3]);

                ended++;
                Assert.Equal(
                    ("stopped", "withdrawn"),
                    ((await partnership.ReadPlacementAsync(placement)).State,
                        (await partnership.ReadApplicationAsync(application)).State));
                var standing = await partnership.Coordinator(Ncut).GetApplicationAsync(own.Id);
                Assert.Equal("submitted", standing.State);
                Assert.Equal(ended, (await partnership.App.PublishedAsync<PlacementStoppedV1>()).Count);
            },
            iter: 8, threads: 1);
        Assert.Equal(0, (await partnership.ReadSlotAsync(slot)).Placed);
    }

    [Theory, Engines]
    public async Task D45_catch_up_ends_what_an_earlier_transfer_left_open(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var applied = await partnership.ApplyAsync(await partnership.OpenSlotAsync(), learner.Id);
        await partnership.ChangeAsync(
            "UPDATE partnership.learner SET institution = @Ncut, state = 'transferred', version = 2 WHERE id = @Id",
            new { learner.Id, Ncut });

        await partnership.App.DeliverAsync(Transferred(learner));

        Assert.Equal("withdrawn", (await partnership.ReadApplicationAsync(applied)).State);
    }
}
