using CsCheck;
using FacultyCertification.Rules;
using Kernel;

namespace FacultyCertification.Tests;

/// <summary>D17 against a count of days one by one.</summary>
public sealed class PracticeTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    // Close together, so that many overlap, touch, lie within each other, and end before they begin.
    private static readonly Gen<Period> Periods = Gen.Select(
        Gen.Int[0, 60], Gen.Int[-2, 25], (from, days) => new Period(First.AddDays(from), First.AddDays(from + days)));
    private static readonly Gen<PracticeItem> Items = Gen.Select(
        Periods, Periods.Array[0, 4], (stated, countable) => new PracticeItem(stated, countable));

    [Fact]
    public void D17_practice_is_what_counting_day_by_day_gives() => Gen.Select(Items.Array[0, 5], Periods).Sample((items, window) =>
    {
        var practice = new Practice(items);
        Assert.Equal(NaiveDays(items, window).Count, practice.CountIn(window));
        Assert.Equal(items.Select(item => NaiveDays([item], window).Count), practice.CountEachIn(window));
    }, iter: 20_000);

    [Fact]
    public void D17_proposed_day_is_the_nearest_that_passes_otherwise_missing_days_are_named()
    {
        var today = First.AddDays(70);
        Gen.Select(
            Items.Array[0, 4], Gen.Int[1, 40], Gen.Int[-5, 80], Periods, Gen.Int[0, 75]).Sample((items, needed, asked, method, left) =>
        {
            var day = First.AddDays(asked);
            var judged = new ApplicationDay(today, new Employment(First, First.AddDays(left)), method, 1, needed, new Practice(items), []);
            bool Passes(DateOnly other) =>
                judged.JudgePast(other).Passes
                    && judged.JudgeEmployed(other).Passes
                    && judged.JudgeMethod(other).Passes
                    && judged.JudgePractice(other).Passes;
            var good = Enumerable.Range(-10, 120)
                .Select(First.AddDays)
                .Where(Passes)
                .OrderBy(other => Math.Abs(other.DayNumber - day.DayNumber))
                .ThenByDescending(other => other)
                .Cast<DateOnly?>()
                .FirstOrDefault();

            foreach (var verdict in new[]
            {
                judged.JudgePast(day),
                judged.JudgeEmployed(day),
                judged.JudgeMethod(day),
                judged.JudgePractice(day),
            }.Where(verdict => !verdict.Passes))
            {
                if (good is { } nearest) Assert.Equivalent(new { submittedOn = nearest }, verdict.Change, strict: true);
                else if (verdict.Rule == "D17") Assert.Equivalent(
                    new { moreDays = needed - NaiveDays(items, Period.YearsUntil(day, 1)).Count }, verdict.Change, strict: true);
                else Assert.Null(verdict.Change);
            }
        }, iter: 3_000);
    }

    [Fact]
    public void D18_missing_evidence_is_named_and_proposed_only_where_it_is_enough()
    {
        var (day, year) = (First.AddDays(30), new Period(First, First.AddDays(30)));
        var judged = new ApplicationDay(
            day, new Employment(First, null), year, 5, 31, new Practice([new(year, [year])]), ["qualification"]);
        Assert.Equivalent(new { evidence = new[] { new { kind = "qualification" } } }, judged.JudgeEvidence(day).Change);
        Assert.Null((judged with { DaysNeeded = 32 }).JudgeEvidence(day).Change);
        Assert.Null(judged.JudgePast(day.AddDays(1)).Change);
    }

    private static HashSet<DateOnly> NaiveDays(IEnumerable<PracticeItem> items, Period window) =>
    [
        .. from item in items
           from day in Enumerable.Range(-400, 900).Select(First.AddDays)
           where item.Stated.From <= day
               && day <= item.Stated.Until
               && window.From <= day
               && day <= window.Until
               && item.Countable.Any(period => period.From <= day && day <= period.Until)
           select day,
    ];
}
