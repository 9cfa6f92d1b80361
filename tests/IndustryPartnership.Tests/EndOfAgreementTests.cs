using static IndustryPartnership.Tests.EndTests;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>From which day on an agreement that ends carries nothing (D22, D45).</summary>
public sealed class EndOfAgreementTests
{
    [Theory, Engines]
    public async Task D45_late_recorded_start_needs_an_agreement_in_force_on_its_day(Engine engine)
    {
        await using var world = await World.StartAsync(engine);
        var ready = await world.Partnership.ReadyAsync(world.Slot, await world.Partnership.EnrolledLearnerAsync());
        await world.Partnership.App.LiveUntilAsync(EndsOn);
        await world.Partnership.Signatory(Bpc).TerminateAgreementAsync(world.Agreement.Id, new() { Reason = "Ended." });

        await world.Partnership.StartPlacementAsync(ready, EndsOn).ShouldBeProblemAsync("no-agreement-in-force", Unprocessable);
        await world.Partnership.StartPlacementAsync(ready, EndsOn.AddDays(-1));
    }

    [Theory, Engines]
    public async Task D45_slot_after_the_agreements_last_day_is_refused_with_that_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await AgreementUntilAsync(partnership, EndsOn);
        await partnership.StateStaffAsync(Dji, null, 1000);
        await partnership.StateStaffAsync(Dji, "uav-pilot", 500);
        var slot = await partnership.DraftSlotAsync(SlotRequest(startsOn: EndsOn.AddDays(1), endsOn: LastDay));
        await partnership.Manager(Dji).SubmitSlotAsync(slot.Id);

        var refused = await partnership.ApproveAsync(slot).ShouldBeProblemAsync("no-agreement-in-force", Unprocessable);

        Assert.Equal(("D37", EndsOn), (refused.Rule, refused.Change("startsOn").Day()));
        var changed = SlotRequest(startsOn: refused.Change("startsOn").Day(), endsOn: LastDay);
        await partnership.Manager(Dji).EditSlotAsync(slot.Id, slot.Version + 1, changed);
        await partnership.Manager(Dji).SubmitSlotAsync(slot.Id);
        await partnership.OpenAsync(await partnership.ApproveAsync(slot));
    }

    [Theory, Engines]
    public async Task D45_nobody_applies_for_a_slot_that_begins_after_the_agreements_last_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (long1, slot) = (await AgreementUntilAsync(partnership, LastDay), SlotRequest(startsOn: EndsOn.AddDays(1), endsOn: LastDay));
        await partnership.StateStaffAsync(Dji, null, 1000);
        await partnership.StateStaffAsync(Dji, "uav-pilot", 500);
        var open = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(slot));
        await AgreementUntilAsync(partnership, EndsOn);
        await partnership.Signatory(Bpc).TerminateAgreementAsync(long1.Id, new() { Reason = "A shorter one." });
        var learner = await partnership.EnrolledLearnerAsync();

        var refused = await partnership.ApplyAsync(open, learner).ShouldBeProblemAsync("no-agreement-in-force", Unprocessable);

        Assert.Equal(EndsOn.AddDays(1), refused.Change("agreement").Day("validOn"));
        Assert.Empty(await FoundAsync(partnership));
        await AgreementUntilAsync(partnership, refused.Change("agreement").Day("validOn"));
        await partnership.ApplyAsync(open, learner);
    }

    [Theory, Engines]
    public async Task D22_agreement_is_expired_as_of_a_day_after_its_last(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var agreement = await AgreementUntilAsync(partnership, EndsOn);
        await partnership.App.LiveUntilAsync(LastDay);

        Assert.Equal("active", await StateAsync(asOf: EndsOn));
        Assert.Equal("expired", await StateAsync(asOf: EndsOn.AddDays(1)));
        Assert.Equal("expired", await StateAsync(asOf: EndsOn.AddDays(1), knownOn: Day));
        Assert.Equal("active", await StateAsync(knownOn: Day));
        Assert.Equal("expired", await StateAsync());

        async Task<string> StateAsync(DateOnly? asOf = null, DateOnly? knownOn = null) =>
            (await partnership.Coordinator(Bpc).GetAgreementAsync(agreement.Id, asOf, knownOn)).State;
    }

    [Theory, Engines]
    public async Task D22_agreement_is_expired_after_its_last_day_even_before_the_sweep(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var agreement = await AgreementUntilAsync(partnership, EndsOn);
        Assert.Equal(
            "expired", (await partnership.Coordinator(Bpc).GetAgreementAsync(agreement.Id, asOf: EndsOn.AddDays(1))).State);
        Assert.Equal("active", (await partnership.Coordinator(Bpc).GetAgreementAsync(agreement.Id)).State);
    }
}
