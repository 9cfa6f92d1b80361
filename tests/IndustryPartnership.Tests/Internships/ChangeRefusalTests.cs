using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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

        foreach (var request in new object[] { new { reason = "None." }, new { reason = "None.", mentor = "" } })
        {
            await partnership.ProposeAsync(placement, request).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        var same = await partnership.ProposeAsync(placement, new { reason = "None.", slotId = from.Id(), mentor = LogbookSteps.Mentor })
            .ShouldBeProblemAsync("nothing-to-change", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D37", from.Id()), (same.Rule(), same.Facts("slotId").GetGuid()));

        // Neither before a day of the logbook, nor on the first day, nor after the last one.
        foreach (var (day, rule, nearest) in new[]
        {
            (Began.AddDays(1), "D39", Began.AddDays(2)),
            (Began, "D37", Began.AddDays(2)),
            (Until.AddDays(1), "D37", Until),
        })
        {
            var refused = await ProposeAsync(to, day).ShouldBeProblemAsync("cannot-change-then", HttpStatusCode.UnprocessableEntity);
            Assert.Equal((rule, nearest), (refused.Rule(), refused.DayOfChange("effectiveOn")));
            await PassesAsync(to, refused.DayOfChange("effectiveOn"));
        }

        var later = await partnership.OpenSlotOfAsync(Dji, SlotRequest(startsOn: Day.AddDays(9)));
        var uncovered = await ProposeAsync(later, Day).ShouldBeProblemAsync("slot-does-not-cover", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D37", Day.AddDays(9)), (uncovered.Rule(), uncovered.DayOfChange("effectiveOn")));
        await PassesAsync(later, uncovered.DayOfChange("effectiveOn"));
        var shorter = await ProposeAsync(
            await partnership.OpenSlotOfAsync(Huace, SlotRequest(endsOn: Until.AddDays(-1))),
            Day).ShouldBeProblemAsync("slot-does-not-cover", HttpStatusCode.UnprocessableEntity);
        Assert.False(shorter.TryGetProperty("change", out _));

        var mismatch = await ProposeAsync(
            await partnership.OpenSlotOfAsync(Huace, SlotRequest(majors: "530701")),
            Day).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D36", mismatch.Rule());
        var full = await partnership.OpenSlotOfAsync(Dji);
        await partnership.AcceptedAsync(full, await partnership.EnrolledLearnerAsync());
        await ProposeAsync(full, Day).ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        var draft = await partnership.DraftSlotAsync();
        await ProposeAsync(draft, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.ProposeAsync(placement, new { reason = "None.", slotId = draft.Id() }, by: Dji)
            .ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        var there = await partnership.OpenSlotOfAsync(Huace);
        await partnership.ActiveAgreementAsync(Ncut, ShougangIt, Huace);
        foreach (var agreement in (await partnership.Signatory(Huace).GetAsync($"{Api}/agreements").BodyAsync())
            .GetProperty("items")
            .EnumerateArray()
            .Where(agreement => agreement.GetProperty("parties").EnumerateArray().Any(party => party.GetString() == Bpc)))
        {
            await partnership.Signatory(Huace).PostAsync($"{Api}/agreements/{agreement.Id()}/termination", new { reason = "Ended." })
                .BodyAsync();
        }
        var none = await ProposeAsync(there, Day).ShouldBeProblemAsync("no-agreement-in-force", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Huace, Bpc), (none.Facts("enterprise").GetString(), none.Facts("institution").GetString()));

        Task<HttpResponseMessage> ProposeAsync(JsonElement slot, DateOnly effectiveOn) =>
            partnership.ProposeAsync(placement, new { reason = "None.", slotId = slot.Id(), effectiveOn });

        async Task PassesAsync(JsonElement slot, DateOnly effectiveOn)
        {
            var change = await ProposeAsync(slot, effectiveOn).BodyAsync(HttpStatusCode.Created);
            await partnership.Coordinator(Bpc).PostAsync($"{PathOf(change)}/withdrawal").BodyAsync();
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

        await partnership.ProposeAsync(ready, new { reason = "None.", slotId = to.Id() })
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        var change = await partnership.ProposedAsync(placement, to);
        var open = await partnership.ProposeAsync(placement, new { reason = "Mine.", mentor = NextMentor }, by: Dji)
            .ShouldBeProblemAsync("change-open", HttpStatusCode.Conflict);
        Assert.Equal(("D37", change.Id()), (open.Rule(), open.Facts("change").GetGuid()));
        var refused = await partnership.Manager(Dji).PostAsync(open.Change("refuse").GetString()!, new { reason = "Not now." }).BodyAsync();
        Assert.Equal(("refused", "Not now."), (refused.Text("state"), refused.Text("endReason")));
        foreach (var late in new[]
        {
            partnership.AcceptAsync(change, "learner"),
            partnership.Coordinator(Bpc).PostAsync($"{PathOf(change)}/withdrawal"),
        }) await late.ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);
        var mine = await partnership.ProposeAsync(placement, new { reason = "Mine.", mentor = NextMentor }, by: Dji)
            .BodyAsync(HttpStatusCode.Created);
        await partnership.Coordinator(Bpc).PostAsync($"{PathOf(mine)}/withdrawal")
            .ShouldBeProblemAsync("not-your-proposal", HttpStatusCode.Forbidden);
        await partnership.AsLearner(learner.Id).PostAsync($"{PathOf(mine)}/refusal", new { reason = "I stay." }).BodyAsync();

        // Meanwhile a day was worked, the slot was closed, or the training ended.
        var worked = await partnership.ProposedAsync(placement, to, Day.AddDays(-2));
        foreach (var party in new[] { Dji, "guardian" }) await partnership.AcceptAsync(worked, party).BodyAsync();
        await partnership.LoggedAsync(placement, Day.AddDays(-2));
        var logged = await partnership.AcceptAsync(worked, "learner")
            .ShouldBeProblemAsync("cannot-change-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D39", Day.AddDays(-1)), (logged.Rule(), logged.DayOfChange("effectiveOn")));
        Assert.Equal(("proposed", 3), await partnership.ReadChangeAsync(worked) is var still
            ? (still.Text("state"), still.GetProperty("acceptances").GetArrayLength()) : default);
        await partnership.Coordinator(Bpc).PostAsync($"{PathOf(worked)}/withdrawal").BodyAsync();
        var last = await partnership.ProposedAsync(placement, to, logged.DayOfChange("effectiveOn"));
        foreach (var party in new[] { Dji, "guardian" }) await partnership.AcceptAsync(last, party).BodyAsync();
        await partnership.App.DeliverAsync(News(learner, 2, LearnerState.OnLeave));
        await partnership.AcceptAsync(last, "learner").ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        await partnership.App.DeliverAsync(News(learner, 3, LearnerState.Enrolled));
        Assert.Equal("in-force", (await partnership.AcceptAsync(last, "learner").BodyAsync()).Text("state"));

        // Whoever visits may be fifteen; at the work they are sixteen.
        var visit = await partnership.OpenSlotOfAsync(Dji, SlotRequest().With(new { kind = "cognitive-visit" }));
        var young = await partnership.UnderWayAsync(visit, await partnership.EnrolledLearnerAsync(birthDate: Day.AddDays(3).AddYears(-16)));
        var tooYoung = await partnership.ProposeAsync(young, new { reason = "None.", slotId = to.Id(), effectiveOn = Day })
            .ShouldBeProblemAsync("too-young", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D27", Day.AddDays(3)), (tooYoung.Rule(), tooYoung.DayOfChange("effectiveOn")));
        await partnership.ProposedAsync(young, to, tooYoung.DayOfChange("effectiveOn"));
    }
}
