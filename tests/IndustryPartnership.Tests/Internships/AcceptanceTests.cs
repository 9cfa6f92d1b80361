using System.Collections.Concurrent;
using System.Net;
using Contracts;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class AcceptanceTests
{
    [Theory, Engines]
    public async Task D37_of_200_parallel_acceptances_one_takes_the_last_place_with_one_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var offers = new ConcurrentBag<Application>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            async (_, _) => offers.Add(await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync())));

        var replies = await Task.WhenAll(offers.Select(offer => partnership.AcceptAsync(offer).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        }
        Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>());
        var full = await partnership.ReadSlotAsync(slot);
        Assert.Equal(("full", 1, slot.Version + 1), (full.State, full.Placed, full.Version));
    }

    [Theory, Engines]
    public async Task D38_of_parallel_acceptances_of_one_learner_one_wins(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        var offers = new List<Application>();
        for (var i =
            0; i < 8; i++) offers.Add(await partnership.OfferedAsync(await partnership.OpenAsync(
                await partnership.ApprovedSlotAsync()), learner));

        var replies = await Task.WhenAll(offers.Select(offer => partnership.AcceptAsync(offer).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        }
        Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>());
    }

    [Theory, Engines]
    public async Task D38_second_placement_is_refused_at_the_same_time_but_not_later(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.OpenSlotAsync();
        var second = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        await partnership.AcceptedAsync(first, learner);

        var problem = await partnership.AcceptAsync(await partnership.OfferedAsync(second, learner))
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule);
        var startsOn = problem.Change("freeFrom").Day();
        var later = await partnership.OpenAsync(
            await partnership.ApprovedSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5))));
        await partnership.AcceptedAsync(later, learner);
    }

    [Theory, Engines]
    public async Task D38_days_before_an_acceptance_are_not_taken_by_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.OpenSlotAsync();
        var running = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        var active = await partnership.ActiveAsync(first, learner, new DateOnly(2026, 2, 2));
        await partnership.LoggedAsync(active, new DateOnly(2026, 2, 27));
        await partnership.CompleteAsync(active, Day);
        var offered = await partnership.OfferedAsync(running, learner);

        await partnership.AcceptAsync(offered).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        partnership.App.Today.MoveTo(Day.AddDays(1));
        await partnership.AcceptAsync(offered);
    }

    [Theory, Engines]
    public async Task D38_person_with_two_records_has_one_placement_and_the_other_stays_secret(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var atCollege = Learner();
        var atUniversity = Learner(Ncut) with { Person = atCollege.Person };
        foreach (var learner in new[] { atCollege, atUniversity }) await partnership.DeliverAsync(learner);
        await partnership.AcceptedAsync(slot, atCollege.Id);
        var self = partnership.By(Ncut, Roles.Learner, atCollege.Person!);
        var applied = await self.ApplyForSlotAsync(slot.Id, new() { LearnerId = atUniversity.Id });
        await partnership.OfferAsync(applied);

        var problem = await self.AcceptOfferAsync(applied.Id)
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule);
        Assert.Equal(["from", "until", "placed"], problem.Facts!.Value.EnumerateObject().Select(fact => fact.Name));
        Assert.Equal(["from", "until"], problem.Fact("placed")[0].EnumerateObject().Select(fact => fact.Name));
    }

    [Theory, Engines]
    public async Task D38_start_is_refused_on_days_of_the_persons_other_record(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var here = Learner();
        var elsewhere = Learner(Ncut) with { Person = here.Person };
        foreach (var learner in new[] { here, elsewhere }) await partnership.DeliverAsync(learner);
        await partnership.StopAsync(await partnership.ActiveAsync(slot, here.Id));
        var self = partnership.By(Ncut, Roles.Learner, here.Person!);
        var applied = await self.ApplyForSlotAsync(slot.Id, new() { LearnerId = elsewhere.Id });
        await partnership.OfferAsync(applied);
        var placement = await self.AcceptOfferAsync(applied.Id);
        await partnership.GuardianConsentAsync(placement, institution: Ncut);
        await self.ConsentToPlacementAsync(placement.Id, new());
        foreach (var party in new[] { partnership.Signatory(Ncut), partnership.Signatory(Dji), self })
        {
            await party.SignPlacementAsync(placement.Id, new() { TextHash = placement.TextHash! });
        }

        var problem = await StartAsync().ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule);
        partnership.App.Today.MoveTo(problem.Change("notBefore").Day());
        await StartAsync();

        Task<Placement> StartAsync() =>
            partnership.Coordinator(Ncut).StartPlacementAsync(placement.Id, new());
    }

    [Theory, Engines]
    public async Task D38_learners_without_a_person_are_different_people(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var (nameless, other) = (Learner() with { Person = null }, Learner() with { Person = null });
        foreach (var learner in new[] { nameless, other })
        {
            await partnership.DeliverAsync(learner);
            var applied = await partnership
                .Coordinator(Bpc)
                .ApplyForSlotAsync(slot.Id, new() { LearnerId = learner.Id });
            await partnership.OfferAsync(applied);
            // Whoever has no token of their own until now is told of with one later.
            await partnership.App.DeliverAsync(new LearnerStageCompletedV1
            {
                OccurredAt = DateTimeOffset.UtcNow,
                Learner = learner with { Person = PersonOf(learner.Id), Version = 2 },
            });
            await partnership.AcceptAsync(applied);
        }
    }

    [Theory, Engines]
    public async Task D38_refusal_suggests_no_day_after_the_calendars_last(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var endless = await partnership.OpenSlotAsync(SlotRequest(endsOn: new DateOnly(2099, 12, 31)));
        var learner = await partnership.EnrolledLearnerAsync();
        await partnership.AcceptedAsync(endless, learner);

        var problem = await partnership
            .AcceptAsync(await partnership.OfferedAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync()), learner))
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Null(problem.Change);
    }

    [Theory, Engines]
    public async Task D36_the_major_is_judged_again_when_the_offer_is_accepted(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var offer = await partnership.OfferedAsync(slot, learner.Id);

        await partnership.App.DeliverAsync(new LearnerStageCompletedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = learner with { Stage = 2, Major = "530701", Version = 2 },
        });
        await partnership.AcceptAsync(offer).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        await partnership.App.DeliverAsync(new LearnerStageCompletedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = learner with { Stage = 3, Major = "460601", Version = 3 },
        });
        await partnership.AcceptAsync(offer);
    }
}
