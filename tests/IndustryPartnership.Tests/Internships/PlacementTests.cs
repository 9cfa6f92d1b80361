using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class PlacementTests
{
    private static readonly DateOnly FirstDay = new(2026, 2, 1);

    [Theory, Engines]
    public async Task D26_an_event_tells_the_kind_of_the_slot(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        foreach (var kind in new[] { PlacementKind.PostInternship, PlacementKind.CognitiveVisit })
        {
            var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest().With(new { kind })));
            var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());

            Assert.Equal(
                kind,
                Assert.Single(
                    await partnership.App.PublishedAsync<PlacementConfirmedV1>(),
                    told => told.Placement.Id == placement.Id).Placement.Kind);
        }
    }

    [Theory, Engines]
    public async Task D40_a_placement_is_started_and_completed_with_hours_and_grade(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();

        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), learner, FirstDay);
        await partnership.LoggedAsync(placement, [.. Enumerable.Range(1, 5).Select(FirstDay.AddDays)]);
        var completed = await partnership.CompleteAsync(placement, Day);

        Assert.Equal(("completed", "good", 40), (completed.State, completed.Grade, completed.Hours));
        var started = Assert.Single(await partnership.App.PublishedAsync<PlacementStartedV1>()).Placement;
        Assert.Equal(
            (placement.Id, "active", FirstDay, new DateOnly(2026, 7, 31)), (started.Id, started.State, started.StartsOn, started.EndsOn));
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementCompletedV1>()).Placement;
        Assert.Equal(("good", 40, Day, started.Version + 2), (told.Grade, told.Hours, told.EndsOn, told.Version));
    }

    [Theory, Engines]
    public async Task D31_start_is_in_its_period_after_signing_and_not_in_the_future(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var (one, other) = (await partnership.ReadyAsync(
            slot,
            await partnership.EnrolledLearnerAsync(),
            FirstDay.AddDays(9)), await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync(), FirstDay.AddDays(-9)));

        await RefusedThenStartedAsync(one, FirstDay.AddDays(8), FirstDay.AddDays(9));
        await RefusedThenStartedAsync(other, FirstDay.AddDays(-1), FirstDay);
        var future = await partnership.OpenAsync(
            await partnership.ApprovedSlotAsync(SlotRequest(startsOn: Day.AddDays(5), endsOn: Day.AddDays(9))));
        var third = await partnership.ReadyAsync(future, await partnership.EnrolledLearnerAsync());
        var early = await partnership.StartPlacementAsync(third)
            .ShouldBeProblemAsync("cannot-start-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(5), early.Change("notBefore").Day());
        partnership.App.Today.MoveTo(early.Change("notBefore").Day());
        await RefusedThenStartedAsync(third, Day.AddDays(6), Day.AddDays(5));

        async Task RefusedThenStartedAsync(Placement placement, DateOnly on, DateOnly nearest)
        {
            var problem = await partnership.StartPlacementAsync(placement, on)
                .ShouldBeProblemAsync("cannot-start-then", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D31", nearest), (problem.Rule, problem.Change("startedOn").Day()));
            Assert.Equal(nearest, (await partnership.StartPlacementAsync(placement, nearest)).StartsOn);
        }
    }

    [Theory, Engines]
    public async Task D37_placement_not_ready_by_its_last_day_cannot_start(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(endsOn: Day));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement);
        await partnership.App.LiveUntilAsync(Day.AddDays(1));

        await partnership.SignPlacementAsync(placement, Bpc, Day).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        var problem = await partnership.StartPlacementAsync(placement, Day)
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);

        Assert.Equal("stopped", problem.Fact("state").GetString());
    }

    [Theory, Engines]
    public async Task D37_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 9));
        var (accepted, ready, active) = (await partnership.AcceptedAsync(
            slot,
            await NewAsync()), await partnership.ReadyAsync(slot, await NewAsync()), await partnership.ActiveAsync(slot, await NewAsync()));
        var (completed, stopped) = (await partnership.ActiveAsync(
            slot, await NewAsync(), FirstDay), await partnership.ActiveAsync(slot, await NewAsync()));
        await partnership.LoggedAsync(completed, FirstDay.AddDays(1));
        await partnership.CompleteAsync(completed, Day);
        await partnership.StopAsync(stopped);

        await RefusedAsync(partnership.CompleteAsync(accepted, Day), partnership.CompleteAsync(ready, Day));
        foreach (var placement in new[] { ready, active, completed, stopped })
        {
            await RefusedAsync(partnership.ConsentAsync(placement), partnership.SignPlacementAsync(placement, Bpc));
        }
        foreach (var placement in new[] { active, completed, stopped }) await RefusedAsync(partnership.StartPlacementAsync(placement));
        foreach (var placement in new[] { completed, stopped })
        {
            await RefusedAsync(partnership.CompleteAsync(placement, Day), partnership.StopAsync(placement));
        }

        Task<Guid> NewAsync() => partnership.EnrolledLearnerAsync();

        static async Task RefusedAsync(params Task<Placement>[] replies)
        {
            foreach (var reply in replies) await reply.ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        }
    }

    [Theory, Engines]
    public async Task A_placement_is_read_by_its_parties_and_by_its_learner(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), learner);

        foreach (var reader in new[]
        {
            partnership.Coordinator(Bpc),
            partnership.Manager(Dji),
            partnership.Signatory(Bpc),
            partnership.Signatory(Dji),
            partnership.AsLearner(learner),
        })
        {
            Assert.Equal(placement.Id, (await reader.GetPlacementAsync(placement.Id)).Id);
            Assert.Equal(placement.TextHash, (await reader.GetPlacementAgreementAsync(placement.Id)).TextHash);
            Assert.Single((await reader.ListPlacementsAsync()).Items);
        }
        foreach (var stranger in new[]
        {
            partnership.Coordinator(Ncut),
            partnership.Signatory(Ncut),
            partnership.By(Bpc, Roles.Learner, "another"),
            partnership.AsLearner(learner, ShougangIt),
        })
        {
            await stranger.GetPlacementAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await stranger.GetPlacementAgreementAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Empty((await stranger.ListPlacementsAsync()).Items);
        }
        await partnership.By(Dji, Roles.Coordinator).StopPlacementAsync(placement.Id, new() { StoppedOn = Day, Reason = "No." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.By(Dji, Roles.Coordinator).CompletePlacementAsync(placement.Id, new() { CompletedOn = Day, Grade = "pass" })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.GuardianConsentAsync(placement, institution: Dji).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.ConsentAsync(placement);
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party);
        Assert.Equal("active", (await partnership.Manager(Dji).StartPlacementAsync(placement.Id, new())).State);
    }

    [Theory, Engines]
    public async Task A_placement_from_before_agreements_were_signed_goes_on(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var (id, learnerId) = (Guid.CreateVersion7(), await partnership.EnrolledLearnerAsync());
        await partnership.ChangeAsync(
            """
            INSERT INTO partnership.placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, started_on,
                version, created_at)
            VALUES (@id, @slotId, @learnerId, 'bpc', 'dji', @FirstDay, @Day, 'active', @FirstDay, 1, @now)
            """,
            new { id, slotId = slot.Id, learnerId, FirstDay, Day, now = DateTimeOffset.UtcNow });
        var placement = (await partnership.Coordinator(Bpc).ListPlacementsAsync()).Items[0];

        Assert.Equal((FirstDay, null), (placement.StartedOn, placement.TextHash));
        await partnership.Signatory(Bpc).GetPlacementAgreementAsync(id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Bpc).SignPlacementAsync(id, new() { TextHash = new string('0', 64) })
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.LoggedAsync(placement, FirstDay.AddDays(1));
        await partnership.CompleteAsync(placement, Day);
    }
}
