using System.Text.Json;
using CsCheck;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Moves;
using Kernel;
using static IndustryPartnership.Tests.ChangeSteps;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ChangeRuleTests
{
    private static readonly SlotTerms Slot = new() { Majors = ["460609"] };

    [Fact]
    public void D37_D39_suggested_day_passes_and_no_nearer_one_does() => Gen.Select(
        Gen.Int[-10, 40], Gen.Int[0, 20], Gen.Int[-5, 25], Gen.Int[0, 30]).Sample((on, since, logged, until) =>
    {
        DateOnly? lastLogged = logged < 0 ? null : Began.AddDays(logged);
        Verdict Judge(DateOnly day) => ChangeOfPost.Judge(day, Began.AddDays(since), lastLogged, Began.AddDays(until));
        var verdict = Judge(Began.AddDays(on));
        Assert.Equal(on > since && on > logged && on <= until, verdict.Passes);
        if (verdict.Passes) return;
        var passing = Enumerable.Range(-10, 60).Where(day => Judge(Began.AddDays(day)).Passes).ToList();
        if (verdict.Change is null) Assert.Empty(passing);
        else Assert.Equal(Began.AddDays(passing.MinBy(day => Math.Abs(day - on))), Named(verdict));
    });

    [Fact]
    public void D37_refusal_names_the_first_day_from_which_the_slot_covers_the_rest() => Gen.Select(
        Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 30], Gen.Int[0, 30]).Sample((on, more, from, until) =>
    {
        var endsOn = Began.AddDays(on + more);
        Verdict Judge(DateOnly day) => ChangeOfPost.JudgeCover(day, endsOn, new Period(Began.AddDays(from), Began.AddDays(until)));
        var verdict = Judge(Began.AddDays(on));
        Assert.Equal(from <= on && on + more <= until, verdict.Passes);
        if (verdict.Passes) return;
        var passing = Enumerable.Range(on, more + 1).Where(day => Judge(Began.AddDays(day)).Passes).ToList();
        if (verdict.Change is null) Assert.Empty(passing);
        else Assert.Equal(Began.AddDays(passing[0]), Named(verdict));
    });

    [Fact]
    public void D39_each_day_counts_by_its_own_post_and_a_week_keeps_both_limits() =>
        Gen.Select(
            Gen.Int[0, 1200].Array[14],
            Gen.Int[0, 1000],
            Gen.Int[0, 1000],
            Gen.Int[0, 4000],
            Gen.Int[0, 4000],
            Gen.Int[0, 14]).Sample((hours, oldDay, newDay, oldWeek, newWeek, cut) =>
        {
            SlotTerms Terms(DateOnly day) => day < Began.AddDays(cut)
                ? Slot with { HoursPerDay = oldDay / 100m, HoursPerWeek = oldWeek / 100m }
                : Slot with { HoursPerDay = newDay / 100m, HoursPerWeek = newWeek / 100m, RestDays = true };
            var days = hours.Select((one, day) => new EffectiveHours.Logged(Began.AddDays(day), one)).ToList();

            var result = EffectiveHours.Of(
                days, new Period(Began, Began.AddDays(60)), [], Terms, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

            Assert.Equal(result.Written, result.Effective + result.NotCounted.Sum(one => one.Hours));
            var lost = result.NotCounted.ToLookup(one => one.Day, one => one.Hours);
            Assert.All(days, day => Assert.InRange(day.Hours - lost[day.Day].Sum(), 0, (int)(Terms(day.Day).HoursPerDay! * 100)));
            foreach (var week in days.Chunk(7))
            {
                Assert.InRange(week.Where(day => day.Day < Began.AddDays(cut)).Sum(day => day.Hours - lost[day.Day].Sum()), 0, oldWeek);
                Assert.InRange(
                    week.Sum(day => day.Hours - lost[day.Day].Sum()),
                    0,
                    week[^1].Day < Began.AddDays(cut) ? oldWeek : week[0].Day < Began.AddDays(cut) ? Math.Max(oldWeek, newWeek) : newWeek);
            }
        });

    [Fact]
    public void D31_D32_change_has_one_text_and_any_difference_changes_it()
    {
        var (placement, from, to) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var one = PlacementChangeText.Of(placement, from, "dji", to, "huace", null, Began);

        Assert.Equal(one, PlacementChangeText.Of(placement, from, "dji", to, "huace", null, Began));
        Assert.Equal(
            $"{{\"effectiveOn\":\"2026-02-02\",\"fromEnterprise\":\"dji\",\"fromSlotId\":\"{from}\",\"mentor\":null,\"placementId\":\"{placement}\",\"toEnterprise\":\"huace\",\"toSlotId\":\"{to}\"}}",
            one.Text);
        PlacementChangeText[] others =
        [
            PlacementChangeText.Of(to, from, "dji", to, "huace", null, Began),
            PlacementChangeText.Of(placement, to, "dji", to, "huace", null, Began),
            PlacementChangeText.Of(placement, from, "bpc", to, "huace", null, Began),
            PlacementChangeText.Of(placement, from, "dji", from, "huace", null, Began),
            PlacementChangeText.Of(placement, from, "dji", to, "dji", null, Began),
            PlacementChangeText.Of(placement, from, "dji", to, "huace", Guid.Empty, Began),
            PlacementChangeText.Of(placement, from, "dji", to, "huace", null, Began.AddDays(1)),
        ];
        Assert.Equal(8, others.Append(one).Select(text => text.Hash).Distinct().Count());
    }

    private static DateOnly Named(Verdict verdict) =>
        DateOnly.Parse(JsonSerializer.SerializeToElement(verdict.Change).GetProperty("effectiveOn")
            .GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
