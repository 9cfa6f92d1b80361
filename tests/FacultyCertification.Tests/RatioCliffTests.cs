using CsCheck;
using FacultyCertification.Rules;
using Kernel;

namespace FacultyCertification.Tests;

/// <summary>The forecast of a ratio, held against trying everything (D41).</summary>
public sealed class RatioCliffTests
{
    private const int Length = 12;

    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly Period Days = new(Today, Today.AddDays(Length - 1));

    // Most employments last; some begin, some end, and some have neither certificate nor future.
    private static readonly Gen<CountedTeacher> Teacher = Gen.Select(
        Gen.Int[-3, Length], Gen.Int[0, Length * 2], Gen.Int[-4, Length], Gen.Int[-2, Length * 2], Gen.Int[0, 5], Gen.Guid,
        (from, lasts, certifiedFrom, certifiedFor, without, id) => new CountedTeacher(
            id,
            Period.Merge([new Period(Day(from > Length / 2 ? -3 : from), Day(from + lasts)).And(Days)]),
            without == 0 ? [] : Period.Merge([new Period(Day(certifiedFrom / 2), Day((certifiedFrom / 2) + certifiedFor))])));

    private static readonly Gen<RatioCliff> Cliff = Gen.Select(
        Teacher.Array[0, 8], Gen.Int[1, 10_000], (teachers, target) => new RatioCliff(teachers, target, Days));

    [Fact]
    public void D41_the_first_day_below_the_target_is_the_one_found_day_by_day() => Cliff.Sample(
        cliff => Assert.Equal(FirstBelow(cliff, []), cliff.FirstDayBelow([])), iter: 5_000);

    [Fact]
    public void D41_the_fewest_renewals_are_as_few_as_any_that_suffice() => Cliff.Sample(
        cliff =>
        {
            var all = cliff.Teachers.Select(teacher => teacher.Id).ToList();
            var fewest = Enumerable.Range(0, 1 << all.Count)
                .Select(choice => all.Where((_, index) => (choice >> index & 1) == 1).ToList())
                .Where(renewing => FirstBelow(cliff, renewing) is null)
                .Select(renewing => (int?)renewing.Count)
                .Min();
            Assert.Equal(fewest, cliff.FewestRenewals()?.Count);
        },
        iter: 3_000);

    [Fact]
    public void D41_the_named_renewals_prevent_the_fall() => Cliff.Sample(
        cliff =>
        {
            if (cliff.FewestRenewals() is not { } renewing) Assert.NotNull(FirstBelow(cliff, [.. cliff.Teachers.Select(one => one.Id)]));
            else Assert.Null(FirstBelow(cliff, [.. renewing.Select(teacher => teacher.Id)]));
        },
        iter: 5_000);

    [Fact]
    public void D41_of_two_renewals_the_one_that_lasts_longer_is_named()
    {
        var (leaving, staying) = (Employed(Length / 2, 2), Employed(Length, 2));

        // Half of them: 1 of 2, then 1 of 1.
        var cliff = new RatioCliff([leaving, staying], 5_000, Days);

        Assert.Equal(Day(3), cliff.FirstDayBelow([]));
        Assert.Equal([staying.Id], cliff.FewestRenewals()!.Select(teacher => teacher.Id));
    }

    [Fact]
    public void D41_nobody_renews_what_has_ended_already()
    {
        var cliff = new RatioCliff([Employed(Length, -1)], 10_000, Days);

        Assert.Equal((Today, null), (cliff.FirstDayBelow([]), cliff.FewestRenewals()));
    }

    [Fact]
    public void D41_without_anybody_in_scope_no_ratio_is_below_a_target() =>
        Assert.Null(new RatioCliff([], 10_000, Days).FirstDayBelow([]));

    private static CountedTeacher Employed(int until, int certifiedUntil) => new(
        Guid.NewGuid(), [new(Today, Day(until))], [new(Today.AddYears(-1), Day(certifiedUntil))]);

    private static DateOnly Day(int offset) => Today.AddDays(offset);

    // Each day is counted by itself, and who renews stays certified after the last day.
    private static DateOnly? FirstBelow(RatioCliff cliff, IReadOnlyList<Guid> renewing)
    {
        for (var day = Days.From; day <= Days.Until; day = day.AddDays(1))
        {
            var inScope = cliff.Teachers.Where(teacher => teacher.InScope.Any(period => period.Covers(day))).ToList();
            var certified = inScope.Count(teacher => teacher.Certified.Any(period => period.Covers(day))
                || (renewing.Contains(teacher.Id) && teacher.Certified.Count > 0
                    && teacher.Certified.Max(period => period.Until) is var last && last >= Today && last < day));
            if (inScope.Count > 0 && certified * 10_000 < cliff.Target * inScope.Count) return day;
        }
        return null;
    }
}
