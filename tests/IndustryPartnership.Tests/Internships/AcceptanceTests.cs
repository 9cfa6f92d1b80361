using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class AcceptanceTests
{
    [Theory, Engines]
    public async Task D37_of_200_parallel_acceptances_one_takes_the_last_place_with_one_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var offers = new ConcurrentBag<JsonElement>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            async (_, _) => offers.Add(await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync())));

        var replies = await Task.WhenAll(offers.Select(partnership.AcceptAsync));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode))
        {
            await refused.ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        }
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
        for (var i =
            0; i < 8; i++) offers.Add(await partnership.OfferedAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync())
                .BodyAsync(), learner));

        var replies = await Task.WhenAll(offers.Select(partnership.AcceptAsync));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode))
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
        var second = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        await partnership.AcceptedAsync(first, learner);

        var problem = await partnership.AcceptAsync(await partnership.OfferedAsync(second, learner))
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule());
        var startsOn = problem.DayOfChange("freeFrom");
        var later = await partnership.OpenAsync(
            await partnership.ApprovedSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5)))).BodyAsync();
        await partnership.AcceptedAsync(later, learner);
    }

    [Theory, Engines]
    public async Task D38_days_before_an_acceptance_are_not_taken_by_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.OpenSlotAsync();
        var running = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        var active = await partnership.ActiveAsync(first, learner, new DateOnly(2026, 2, 2));
        await partnership.LoggedAsync(active, new DateOnly(2026, 2, 27));
        await partnership.CompleteAsync(active, Day).BodyAsync();
        var offered = await partnership.OfferedAsync(running, learner);

        await partnership.AcceptAsync(offered).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        partnership.App.Today.MoveTo(Day.AddDays(1));
        await partnership.AcceptAsync(offered).BodyAsync(HttpStatusCode.Created);
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
        var self = partnership.App.AsPerson(Ncut, Contracts.Roles.Learner, atCollege.Person!);
        var applied = await self.PostAsync($"{Api}/slots/{slot.Id()}/applications", new { learnerId = atUniversity.Id })
            .BodyAsync(HttpStatusCode.Created);
        await partnership.OfferAsync(applied).BodyAsync();

        var problem = await self.PostAsync($"{Api}/applications/{applied.Id()}/acceptance")
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule());
        Assert.Equal(["from", "until", "placed"], problem.GetProperty("facts").EnumerateObject().Select(fact => fact.Name));
        Assert.Equal(["from", "until"], problem.Facts("placed")[0].EnumerateObject().Select(fact => fact.Name));
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
        await partnership.StopAsync(await partnership.ActiveAsync(slot, here.Id)).BodyAsync();
        var self = partnership.App.AsPerson(Ncut, Contracts.Roles.Learner, here.Person!);
        var applied = await self.PostAsync($"{Api}/slots/{slot.Id()}/applications", new { learnerId = elsewhere.Id })
            .BodyAsync(HttpStatusCode.Created);
        await partnership.OfferAsync(applied).BodyAsync();
        var placement = await self.PostAsync($"{Api}/applications/{applied.Id()}/acceptance").BodyAsync(HttpStatusCode.Created);
        await partnership.GuardianConsentAsync(placement, institution: Ncut).BodyAsync();
        await self.PostAsync($"{Api}/placements/{placement.Id()}/consent", new { }).BodyAsync();
        foreach (var party in new[] { partnership.Signatory(Ncut), partnership.Signatory(Dji), self })
        {
            await party.PostAsync($"{Api}/placements/{placement.Id()}/signatures", new { textHash = placement.Text("textHash") })
                .BodyAsync();
        }

        var problem = await StartAsync().ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule());
        partnership.App.Today.MoveTo(problem.DayOfChange("notBefore"));
        await StartAsync().BodyAsync();

        Task<HttpResponseMessage> StartAsync() =>
            partnership.Coordinator(Ncut).PostAsync($"{Api}/placements/{placement.Id()}/start", new { });
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
                .PostAsync($"{Api}/slots/{slot.Id()}/applications", new { learnerId = learner.Id })
                .BodyAsync(HttpStatusCode.Created);
            await partnership.OfferAsync(applied).BodyAsync();
            // Whoever has no token of their own until now is told of with one later.
            await partnership.App.DeliverAsync(new LearnerStageCompletedV1
            {
                OccurredAt = DateTimeOffset.UtcNow,
                Learner = learner with { Person = PersonOf(learner.Id), Version = 2 },
            });
            await partnership.AcceptAsync(applied).BodyAsync(HttpStatusCode.Created);
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
            .AcceptAsync(await partnership.OfferedAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync())
                .BodyAsync(), learner))
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.False(problem.TryGetProperty("change", out _));
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
        await partnership.AcceptAsync(offer).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D5_learner_out_of_training_begins_nothing_and_a_running_placement_goes_on(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var now = await partnership.OpenSlotAsync(SlotRequest(capacity: 4));
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 4, startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2027, 1, 31)))).BodyAsync();
        var third = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
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
            Assert.Equal(("D5", state), (problem.Rule(), problem.Facts("state").GetString()));
            // What stands ends with the training; on leave it stands, and waits for the return.
            if (state == LearnerState.OnLeave) await partnership.AcceptAsync(offer)
                .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
            else Assert.Equal("withdrawn", (await partnership.AcceptAsync(offer)
                .ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict)).Facts("state").GetString());
            Assert.Equal("active", (await partnership.ReadPlacementAsync(running)).Text("state"));
            await partnership.LoggedAsync(running, Day.AddDays(-3));
            await partnership.CompleteAsync(running, Day).BodyAsync();
            if (state != LearnerState.OnLeave) continue;
            await partnership.App.DeliverAsync(new LearnerReturnedV1
            {
                OccurredAt = DateTimeOffset.UtcNow,
                Learner = learner with { State = problem.Facts("inTraining")[0].GetString()!, Version = 3 },
            });
            await partnership.AcceptAsync(offer).BodyAsync(HttpStatusCode.Created);
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

        var refused = await self.PostAsync($"{Api}/applications/{offer.Id()}/acceptance")
            .ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict);

        Assert.Equal("withdrawn", refused.Facts("state").GetString());
        var anew = await partnership.OfferedAsync(slot, learner.Id, Ncut);
        Assert.Equal(Ncut, (await partnership.AcceptAsync(anew).BodyAsync(HttpStatusCode.Created)).Text("institution"));
    }

    [Theory, Engines]
    public async Task D5_after_a_transfer_only_the_universitys_coordinator_applies(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var request = new { learnerId = learner.Id };
        await partnership.Coordinator(Ncut).PostAsync($"{Api}/slots/{slot.Id()}/applications", request)
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        await partnership.App.DeliverAsync(Transferred(learner));

        await partnership.Coordinator(Bpc).PostAsync($"{Api}/slots/{slot.Id()}/applications", request)
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        var applied = await partnership.Coordinator(Ncut).PostAsync($"{Api}/slots/{slot.Id()}/applications", request)
            .BodyAsync(HttpStatusCode.Created);
        Assert.Equal(Ncut, applied.Text("institution"));
    }

    [Theory, Engines]
    public async Task D5_after_a_transfer_only_the_universitys_board_counts_the_learner(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);

        await partnership.App.DeliverAsync(Transferred(learner));

        var (university, college) = (await partnership.BoardAsync(institution: Ncut), await partnership.BoardAsync());
        Assert.Equal((1, 0), (university.GetProperty("required").GetProperty("denominator")
            .GetInt32(), college.GetProperty("required").GetProperty("denominator").GetInt32()));
    }

    [Theory, Engines]
    public async Task D5_college_and_learner_still_see_a_placement_from_before_the_transfer(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), Learner());
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ActiveAsync(slot, learner.Id);

        await partnership.App.DeliverAsync(Transferred(learner));

        Assert.Equal("active", (await partnership.ReadPlacementAsync(placement)).Text("state"));
        var own = await partnership.AsLearner(learner.Id, Ncut).GetAsync($"{Api}/placements/{placement.Id()}").BodyAsync();
        Assert.Equal(placement.Id(), own.Id());
        await partnership.Coordinator(Ncut).GetAsync($"{Api}/placements/{placement.Id()}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    private static object Left(LearnerV1 learner) => learner.State switch
    {
        LearnerState.OnLeave => new LearnerWentOnLeaveV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        LearnerState.Graduated => new LearnerGraduatedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        LearnerState.CompletedAssociate => new LearnerCompletedAssociateV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
        _ => new LearnerWithdrawnV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner },
    };
}
