using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a date brings to placements that never began (D37), and that one thing that fails stops no other.</summary>
public sealed class SweepTests
{
    [Theory, Engines]
    public async Task D37_placement_whose_last_day_passes_before_it_begins_is_called_off(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 4));
        var accepted = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var consented = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(consented);
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var last = slot.EndsOn;

        await partnership.App.LiveUntilAsync(last);
        Assert.Equal(["awaiting-consent", "awaiting-signatures", "ready", "active"], await StatesAsync());
        await partnership.App.LiveUntilAsync(last.AddDays(1));

        Assert.Equal(["stopped", "stopped", "stopped", "active"], await StatesAsync());
        Assert.Equal(3, (await partnership.App.PublishedAsync<PlacementStoppedV1>()).Count);
        Assert.Equal(1, (await partnership.ReadSlotAsync(slot)).Placed);
        var applications = (await partnership.Manager(Dji).ListApplicationsAsync()).Items.Select(one => one.State);
        Assert.Equal(["withdrawn", "withdrawn", "withdrawn", "placed"], applications);
        var timeline = (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(ready.Id)).Entries;
        Assert.Equal(last.AddDays(1), timeline.Single(entry => entry.What == "called off").On);

        async Task<IReadOnlyList<string>> StatesAsync()
        {
            var states = new List<string>();
            foreach (var placement in new[] { accepted, consented, ready, active }) states.Add(
                (await partnership.ReadPlacementAsync(placement)).State);
            return states;
        }
    }

    [Theory, Engines]
    public async Task D37_either_side_calls_off_a_placement_that_has_not_begun_with_a_reason(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var accepted = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());

        await StopAsync(accepted, Day, "").ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        Assert.Equal(
            Day, (await StopAsync(accepted, Day.AddDays(1)).ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity))
            .Change("stoppedOn").Day());
        foreach (var placement in new[] { accepted, ready }) Assert.Equal(
            "stopped", (await StopAsync(placement, Day)).State);
        await StopAsync(ready, Day).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        // What has begun is stopped by the institution alone.
        await StopAsync(active, Day).ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
        Assert.Equal(1, (await partnership.ReadSlotAsync(slot)).Placed);

        Task<Placement> StopAsync(Placement placement, DateOnly stoppedOn, string reason = "The post is gone.") =>
            partnership.Manager(Dji).StopPlacementAsync(placement.Id, new() { StoppedOn = stoppedOn, Reason = reason });
    }

    [Theory, Engines]
    public async Task An_agreement_that_fails_to_expire_stops_no_other(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (first, second) = (await partnership.ActiveAgreementAsync(Bpc, Dji), await partnership.ActiveAgreementAsync(Ncut, Dji));
        await SpoilAsync(partnership, "agreement", first.Id, first.Version);

        await Assert.ThrowsAsync<AggregateException>(() => partnership.App.LiveUntilAsync(new DateOnly(2031, 1, 1)));
        Assert.Equal(("active", "expired"), (await StateAsync(first), await StateAsync(second)));
        await MendAsync(partnership, first);
        await partnership.App.LiveUntilAsync(new DateOnly(2031, 1, 1));
        Assert.Equal("expired", await StateAsync(first));

        async Task<string?> StateAsync(Agreement agreement) =>
            (await partnership.App.Db.QueryAsync<string>(
                "SELECT state FROM partnership.agreement WHERE id = @id", new { id = agreement.Id })).Single();
    }

    [Theory, Engines]
    public async Task A_failing_offer_or_placement_stops_no_other_in_the_sweep(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 4));
        var (offer1, offer2) = (
            await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync()), await partnership.OfferedAsync(
            slot, await partnership.EnrolledLearnerAsync()));
        var (placement1, placement2) = (
            await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync()), await partnership.AcceptedAsync(
            slot, await partnership.EnrolledLearnerAsync()));
        await SpoilAsync(partnership, "application", offer1.Id, offer1.Version);
        await SpoilAsync(partnership, "placement", placement1.Id, placement1.Version);

        await Assert.ThrowsAsync<AggregateException>(() => partnership.App.LiveUntilAsync(slot.EndsOn.AddDays(1)));

        Assert.Equal(
            ["offered", "lapsed"], await partnership.App.Db.QueryAsync<string>(
            "SELECT state FROM partnership.application WHERE id IN @ids ORDER BY seq",
            new { ids = new[] { offer1.Id, offer2.Id } }));
        Assert.Equal("awaiting-consent", (await partnership.ReadPlacementAsync(placement1)).State);
        Assert.Equal("stopped", (await partnership.ReadPlacementAsync(placement2)).State);
    }

    // The audit holds a version once: one that is there already is a row that no sweep can get past.
    private static Task SpoilAsync(PartnershipApp partnership, string aggregate, Guid id, int version) => partnership.ChangeAsync(
        """
        INSERT INTO partnership.audit (aggregate, aggregate_id, version, action, actor, organisation, trace_id, recorded_at)
        VALUES (@aggregate, @id, @version, 'spoiled', '', '', '', @now)
        """,
        new { aggregate, id = $"{id}", version = version + 1, now = DateTimeOffset.UnixEpoch });

    // The audit keeps its row: the next version is one that it does not hold yet.
    private static Task MendAsync(PartnershipApp partnership, Agreement agreement) =>
        partnership.ChangeAsync("UPDATE partnership.agreement SET version = version + 1 WHERE id = @id", new { id = agreement.Id });
}
