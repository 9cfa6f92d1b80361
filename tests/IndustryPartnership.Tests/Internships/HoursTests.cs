using System.Net;
using System.Text.Json.Nodes;
using Contracts;
using Contracts.IndustryPartnership;
using CsCheck;
using IndustryPartnership.Internships.Law;
using Kernel;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using SlotTerms = IndustryPartnership.Internships.Law.SlotTerms;

namespace IndustryPartnership.Tests;

public sealed class HoursTests
{
    private static readonly DateOnly FirstDay = new(2026, 2, 1);
    private static readonly DateOnly Monday = new(2026, 2, 2);
    private static readonly SlotTerms Slot = new() { Majors = ["460609"] };

    [Theory, Engines]
    public async Task D39_D40_completion_needs_the_slots_minimum_of_signed_effective_hours(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest().With(new { minimumHours = 16 })));
        Assert.Equal(16, slot.Terms.MinimumHours);
        var placement = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync(), FirstDay);
        var agreement = (await partnership.Signatory(Bpc).GetPlacementAgreementAsync(placement.Id)).Text;
        Assert.Equal(16, JsonNode.Parse(agreement)!["minimumHours"]!.GetValue<int>());

        // Nothing is written: the hours say which weeks were due. That of the Spring Festival is not among them.
        var nothing = await HoursAsync();
        Assert.Equal([Monday, Monday.AddDays(7)], nothing.WeeksMissing);
        var none = await partnership.CompleteAsync(placement, Day)
            .ShouldBeProblemAsync("hours-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            ("D40", 0m, 16, 16m),
            (none.Rule, none.Fact("effective").GetDecimal(), none.Fact("minimum").GetInt32(), none.Change("moreHours").GetDecimal()));

        // A Saturday counts nothing; what is not signed stands in the way.
        await partnership.NameMentorAsync(placement);
        var entry = await partnership.LogAsync(placement, Monday, Monday.AddDays(5));
        var open = await partnership.CompleteAsync(placement, Day).ShouldBeProblemAsync("logbook-open", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D39", "written"), (open.Rule, open.Fact("weeks")[0].Text("state")));
        await partnership.App.AsPerson(Dji, Roles.Mentor, LogbookSteps.Mentor)
            .PostAsync(open.Change("sign")[0].GetString()!, new { version = entry.Version }).BodyAsync();
        var few = await partnership.CompleteAsync(placement, Day).ShouldBeProblemAsync("hours-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((8m, 8m), (few.Fact("effective").GetDecimal(), few.Change("moreHours").GetDecimal()));
        var hours = await HoursAsync();
        var uncounted = Assert.Single(hours.NotCounted);
        Assert.Equal((16m, 8m, 16), (hours.SignedHours, hours.EffectiveHours, hours.MinimumHours));
        Assert.Equal((Monday.AddDays(5), 8m, "rest-day"), (uncounted.Day, uncounted.Hours, uncounted.Reason));

        // Eight more pass; not before the last day that the logbook tells of.
        await partnership.LoggedAsync(placement, Monday.AddDays(7));
        var early = await partnership.CompleteAsync(placement, Monday.AddDays(6))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D39", early.Rule);
        var completed = await partnership.CompleteAsync(placement, early.Change("completedOn").Day());
        Assert.Equal(("completed", 16, Monday.AddDays(7)), (completed.State, completed.Hours, completed.EndsOn));
        Assert.Equal(16, Assert.Single(await partnership.App.PublishedAsync<PlacementCompletedV1>()).Placement.Hours);
        await partnership.LogAsync(placement, Monday.AddDays(14)).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);

        Task<ReadHoursHours> HoursAsync() => partnership.Coordinator(Bpc).GetPlacementHoursAsync(placement.Id);
    }

    [Theory, Engines]
    public async Task D39_a_signature_and_a_completion_at_once_leave_no_hour_out(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), FirstDay);
        await partnership.LoggedAsync(placement, Monday);
        var entry = await partnership.LogAsync(placement, Monday.AddDays(7));

        var (first, signature, second, late) = (
            partnership.CompleteAsync(placement, Day).OutcomeAsync(),
            partnership.SignLogAsync(entry).OutcomeAsync(),
            partnership.CompleteAsync(placement, Day).OutcomeAsync(),
            partnership.LogAsync(placement, Monday.AddDays(22)).OutcomeAsync());
        await Task.WhenAll(first, signature, second, late);

        Assert.True((await signature).Passed);
        var now = await partnership.ReadPlacementAsync(placement);
        var written = (await partnership.Coordinator(Bpc).ListLogbookAsync(placement.Id)).Items;
        if (now.State == "completed") Assert.Equal((2, 16), (written.Count, now.Hours));
        else Assert.Null(now.Hours);
    }

    [Fact]
    public void D39_each_hour_of_a_week_counts_or_has_its_reason()
    {
        var placement = new Period(Monday, Monday.AddDays(60));
        EffectiveHours.Logged[] days = [new(
            Monday.AddDays(-1),
            800), new(
                Monday,
                950), new(
                    Monday.AddDays(1),
                    800), new(
                        Monday.AddDays(2), 800), new(Monday.AddDays(3), 800), new(Monday.AddDays(4), 825), new(Monday.AddDays(5), 400)];

        var result = Of(days, Slot with { HoursPerWeek = 36.5m });

        Assert.Equal((5375, 3650), (result.Written, result.Effective));
        Assert.Equal(
            [
                (Monday.AddDays(-1), 800, "not-of-the-placement"), (Monday, 150, "over-hours-per-day"),
                (Monday.AddDays(4), 25, "over-hours-per-day"), (Monday.AddDays(4), 350, "over-hours-per-week"),
                (Monday.AddDays(5), 400, "rest-day"),
            ],
            result.NotCounted.Select(one => (one.Day, one.Hours, one.Reason)));
        // Where nothing is stated, eight hours and forty; where rest days are, they count.
        Assert.Equal((4000, 4000), (Of(days, Slot).Effective, Of(days, Slot with { RestDays = true }).Effective));
        Assert.Equal(1200, Of([new(Monday, 800), new(Monday.AddDays(5), 400)], Slot with { RestDays = true }).Effective);
        Assert.Equal(["paused"], EffectiveHours.Of([new(Monday, 800)], placement, [new Period(Monday, Monday)], Slot, IsWeekend).NotCounted
            .Select(one => one.Reason));

        EffectiveHours.Result Of(EffectiveHours.Logged[] logged, SlotTerms slot) =>
            EffectiveHours.Of(logged, placement, [], slot, IsWeekend);
    }

    [Fact]
    public void D39_every_signed_hour_counts_once_or_has_a_reason_not_to() =>
        Gen.Select(
            Gen.Int[0, 2400].Array[0, 40],
            Gen.Int[0, 1200],
            Gen.Int[0, 6000],
            Gen.Bool,
            Gen.Int[0, 40],
            Gen.Int[0, 20]).Sample((hours, perDay, perWeek, restDays, pausedOn, pausedDays) =>
        {
            var days = hours.Select((one, day) => new EffectiveHours.Logged(FirstDay.AddDays(day), one)).ToList();
            var paused = new Period(FirstDay.AddDays(pausedOn), FirstDay.AddDays(pausedOn + pausedDays - 1));
            var slot = Slot with { HoursPerDay = perDay / 100m, HoursPerWeek = perWeek / 100m, RestDays = restDays };

            var result = EffectiveHours.Of(days, new Period(Monday, Monday.AddDays(30)), [paused], slot, IsWeekend);
            var shuffled = EffectiveHours.Of([.. days.AsEnumerable()
                .Reverse()], new Period(Monday, Monday.AddDays(30)), [paused], slot, IsWeekend);

            Assert.Equal((result.Written, result.Effective), (shuffled.Written, shuffled.Effective));
            Assert.Equal(result.Written, result.Effective + result.NotCounted.Sum(one => one.Hours));
            Assert.All(result.NotCounted, one => Assert.True(one.Hours > 0));
            var lost = result.NotCounted.ToLookup(one => one.Day, one => one.Hours);
            foreach (var week in days.GroupBy(day => LogbookWeek.MondayOf(day.Day)))
            {
                Assert.InRange(week.Sum(day => day.Hours - lost[day.Day].Sum()), 0, perWeek);
                Assert.All(
                    week,
                    day => Assert.InRange(
                        day.Hours - lost[day.Day].Sum(),
                        0,
                        paused.Covers(day.Day) || day.Day < Monday || (!restDays && IsWeekend(day.Day)) ? 0 : perDay));
            }
        });

    [Fact]
    public void D40_missing_hours_in_a_refusal_are_enough_to_pass() => Gen.Select(
        Gen.Int[0, 20_000], Gen.Int[0, 200]).Sample((effective, stated) =>
    {
        int? minimum = stated == 0 ? null : stated;
        var verdict = EffectiveHours.JudgeMinimum(effective, minimum);
        if (verdict.Passes) return;
        var more = (int)((decimal)verdict.Change!.GetType().GetProperty("moreHours")!.GetValue(verdict.Change)! * 100);
        Assert.True(EffectiveHours.JudgeMinimum(effective + more, minimum).Passes);
        Assert.False(EffectiveHours.JudgeMinimum(effective + more - 1, minimum).Passes);
    });

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
