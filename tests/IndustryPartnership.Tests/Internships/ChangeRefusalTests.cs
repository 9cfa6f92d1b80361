using System.Net;
using Contracts;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ChangeRefusalTests
{
    private static readonly DateOnly Until = new(2026, 7, 31);

    [Theory, Engines]
    public async Task D36_D37_D39_change_needs_a_remaining_day_and_a_slot_that_fits(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var from = await partnership.OpenSlotAsync(SlotRequest(capacity: 9));
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        await partnership.LoggedAsync(placement, Began, Began.AddDays(1));
        var to = await partnership.OpenSlotOfAsync(Dji, SlotRequest(capacity: 9));

        foreach (var mentor in new[] { null, "" })
        {
            await partnership.ProposeAsync(placement, new() { Reason = "None.", Mentor = mentor })
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        var same = await partnership.ProposeAsync(placement, new() { Reason = "None.", SlotId = from.Id, Mentor = LogbookSteps.Mentor })
            .ShouldBeProblemAsync("nothing-to-change", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D37", from.Id), (same.Rule, same.Fact("slotId").GetGuid()));

        // Neither before a day of the logbook, nor on the first day, nor after the last one.
        foreach (var (day, rule, nearest) in new[]
        {
            (Began.AddDays(1), "D39", Began.AddDays(2)),
            (Began, "D37", Began.AddDays(2)),
            (Until.AddDays(1), "D37", Until),
        })
        {
            var refused = await ProposeAsync(to, day).ShouldBeProblemAsync("cannot-change-then", HttpStatusCode.UnprocessableEntity);
            Assert.Equal((rule, nearest), (refused.Rule, refused.Change("effectiveOn").Day()));
            await PassesAsync(to, refused.Change("effectiveOn").Day());
        }

        var later = await partnership.OpenSlotOfAsync(Dji, SlotRequest(startsOn: Day.AddDays(9)));
        var uncovered = await ProposeAsync(later, Day).ShouldBeProblemAsync("slot-does-not-cover", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D37", Day.AddDays(9)), (uncovered.Rule, uncovered.Change("effectiveOn").Day()));
        await PassesAsync(later, uncovered.Change("effectiveOn").Day());
        var shorter = await ProposeAsync(
            await partnership.OpenSlotOfAsync(Huace, SlotRequest(endsOn: Until.AddDays(-1))),
            Day).ShouldBeProblemAsync("slot-does-not-cover", HttpStatusCode.UnprocessableEntity);
        Assert.Null(shorter.Change);

        var mismatch = await ProposeAsync(
            await partnership.OpenSlotOfAsync(Huace, SlotRequest(majors: "530701")),
            Day).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D36", mismatch.Rule);
        var full = await partnership.OpenSlotOfAsync(Dji);
        await partnership.AcceptedAsync(full, await partnership.EnrolledLearnerAsync());
        await ProposeAsync(full, Day).ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        var draft = await partnership.DraftSlotAsync();
        await ProposeAsync(draft, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.ProposeAsync(placement, new() { Reason = "None.", SlotId = draft.Id }, by: Dji)
            .ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        var there = await partnership.OpenSlotOfAsync(Huace);
        await partnership.ActiveAgreementAsync(Ncut, ShougangIt, Huace);
        foreach (var agreement in (await partnership.Signatory(Huace).ListAgreementsAsync()).Items
            .Where(agreement => agreement.Parties.Contains(Bpc)))
        {
            await partnership.Signatory(Huace).TerminateAgreementAsync(agreement.Id, new() { Reason = "Ended." });
        }
        var none = await ProposeAsync(there, Day).ShouldBeProblemAsync("no-agreement-in-force", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Huace, Bpc), (none.Fact("enterprise").GetString(), none.Fact("institution").GetString()));

        Task<PlacementChange> ProposeAsync(Slot slot, DateOnly effectiveOn) =>
            partnership.ProposeAsync(placement, new() { Reason = "None.", SlotId = slot.Id, EffectiveOn = effectiveOn });

        async Task PassesAsync(Slot slot, DateOnly effectiveOn)
        {
            var change = await ProposeAsync(slot, effectiveOn);
            await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(change.PlacementId, change.Id);
        }
    }

    [Theory, Engines]
    public async Task D27_D37_placement_has_one_open_change_and_the_last_consent_is_judged_anew(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var from = await partnership.OpenSlotAsync(SlotRequest(capacity: 9));
        var to = await partnership.OpenSlotOfAsync(Dji, SlotRequest(capacity: 9));
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var (placement, ready) = (await partnership.UnderWayAsync(
            from, learner.Id), await partnership.ReadyAsync(from, await partnership.EnrolledLearnerAsync()));

        await partnership.ProposeAsync(ready, new() { Reason = "None.", SlotId = to.Id })
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        var change = await partnership.ProposedAsync(placement, to);
        var open = await partnership.ProposeAsync(placement, new() { Reason = "Mine.", Mentor = NextMentor }, by: Dji)
            .ShouldBeProblemAsync("change-open", HttpStatusCode.Conflict);
        Assert.Equal(("D37", change.Id), (open.Rule, open.Fact("change").GetGuid()));
        var refused = await partnership.App.As(Dji, Roles.InternshipManager).PostAsync(
            open.Change("refuse").GetString()!, new { reason = "Not now." })
            .AsAsync<PlacementChange>();
        Assert.Equal(("refused", "Not now."), (refused.State, refused.EndReason));
        foreach (var late in new[]
        {
            partnership.AcceptAsync(change, "learner"),
            partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(change.PlacementId, change.Id),
        }) await late.ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);
        var mine = await partnership.ProposeAsync(placement, new() { Reason = "Mine.", Mentor = NextMentor }, by: Dji);
        await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(mine.PlacementId, mine.Id)
            .ShouldBeProblemAsync("not-your-proposal", HttpStatusCode.Forbidden);
        await partnership.AsLearner(learner.Id).RefusePlacementChangeAsync(mine.PlacementId, mine.Id, new() { Reason = "I stay." });

        // Meanwhile a day was worked, the slot was closed, or the training ended.
        var worked = await partnership.ProposedAsync(placement, to, Day.AddDays(-2));
        foreach (var party in new[] { Dji, "guardian" }) await partnership.AcceptAsync(worked, party);
        await partnership.LoggedAsync(placement, Day.AddDays(-2));
        var logged = await partnership.AcceptAsync(worked, "learner")
            .ShouldBeProblemAsync("cannot-change-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D39", Day.AddDays(-1)), (logged.Rule, logged.Change("effectiveOn").Day()));
        Assert.Equal(("proposed", 3), await partnership.ReadChangeAsync(worked) is var still
            ? (still.State, still.Acceptances.Count) : default);
        await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(worked.PlacementId, worked.Id);
        var last = await partnership.ProposedAsync(placement, to, logged.Change("effectiveOn").Day());
        foreach (var party in new[] { Dji, "guardian" }) await partnership.AcceptAsync(last, party);
        await partnership.App.DeliverAsync(News(learner, 2, LearnerState.OnLeave));
        await partnership.AcceptAsync(last, "learner").ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        await partnership.App.DeliverAsync(News(learner, 3, LearnerState.Enrolled));
        Assert.Equal("in-force", (await partnership.AcceptAsync(last, "learner")).State);

        // Whoever visits may be fifteen; at the work they are sixteen.
        var visit = await partnership.OpenSlotOfAsync(Dji, SlotRequest().With(new { kind = "cognitive-visit" }));
        var young = await partnership.UnderWayAsync(visit, await partnership.EnrolledLearnerAsync(birthDate: Day.AddDays(3).AddYears(-16)));
        var tooYoung = await partnership.ProposeAsync(young, new() { Reason = "None.", SlotId = to.Id, EffectiveOn = Day })
            .ShouldBeProblemAsync("too-young", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D27", Day.AddDays(3)), (tooYoung.Rule, tooYoung.Change("effectiveOn").Day()));
        await partnership.ProposedAsync(young, to, tooYoung.Change("effectiveOn").Day());
    }
}
