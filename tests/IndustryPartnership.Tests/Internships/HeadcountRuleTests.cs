using CsCheck;
using IndustryPartnership.Internships.Law;
using static IndustryPartnership.Tests.RuleTests;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>How many interns an enterprise may have at once (D29).</summary>
public sealed class HeadcountRuleTests
{
    private static readonly InternHeadcount.Limits TenAndTwenty = new(10, 20);
    private static readonly string[] Posts = ["", "post", "other"];

    [Theory]
    [InlineData(99, 100, 9, true)]
    [InlineData(99, 100, 10, false)]
    [InlineData(1000, 4, 1, false)]
    [InlineData(1000, 5, 1, true)]
    public void D29_ten_percent_of_staff_and_twenty_of_the_post_rounded_down(int staff, int samePost, int asked, bool passes) =>
        Assert.Equal(
            passes,
            InternHeadcount.Judge(
                "post", asked, Start, Start, [new("", staff, Start), new("post", samePost, Start)], [], TenAndTwenty).Passes);

    [Fact]
    public void D29_suggested_capacity_is_the_largest_that_passes_on_every_date() => Gen.Select(
        Facts, Others, Gen.Int[1, 60]).Sample((facts, others, asked) =>
    {
        var verdict = Judge(asked);
        var largest = Enumerable.Range(1, 400).Where(capacity => PassesOnEveryDate(capacity, facts, others)).DefaultIfEmpty(0).Max();
        Assert.Equal(asked <= largest, verdict.Passes);
        if (verdict.Passes) return;
        if (largest == 0)
        {
            var counts = (IReadOnlyList<InternHeadcount.WantedCount>)verdict.Change!.GetType()
                .GetProperty("staffCounts")!.GetValue(verdict.Change)!;
            InternHeadcount.StaffFact[] stated = [.. facts,
                .. counts.Select(count => new InternHeadcount.StaffFact(count.PostKind ?? "", count.Staff, count.EffectiveOn))];
            Assert.True(PassesOnEveryDate(asked, stated, others));
            Assert.True(InternHeadcount.Judge("post", asked, Start, Start.AddDays(20), stated, others, TenAndTwenty).Passes);
            return;
        }
        Assert.Equal(largest, (int)verdict.Change!.GetType().GetProperty("capacity")!.GetValue(verdict.Change)!);
        Assert.True(Judge(largest).Passes);

        Kernel.Verdict Judge(int capacity) =>
            InternHeadcount.Judge("post", capacity, Start, Start.AddDays(20), facts, others, TenAndTwenty);
    });

    [Fact]
    public void D29_refusal_asks_for_a_count_once_if_it_covers_all_later_days()
    {
        InternHeadcount.Occupancy[] others = [new("post", 1, Start, Start.AddDays(3))];

        var verdict = InternHeadcount.Judge("post", 1, Start, Start.AddDays(20), [], others, TenAndTwenty);

        var counts = (IReadOnlyList<InternHeadcount.WantedCount>)verdict.Change!.GetType()
            .GetProperty("staffCounts")!.GetValue(verdict.Change)!;
        Assert.Equal([new(null, 20, Start), new("post", 10, Start)], counts);
    }

    private static Gen<InternHeadcount.StaffFact[]> Facts { get; } =
        Gen.Select(Gen.Int[0, 2].Select(post => Posts[post]), Gen.Int[0, 300], Date).Select(
            (post, staff, date) => new InternHeadcount.StaffFact(post, staff, date)).Array[0, 8];

    private static Gen<InternHeadcount.Occupancy[]> Others { get; } =
        Gen.Select(Gen.Int[1, 2].Select(post => Posts[post]), Gen.Int[1, 10], Period).Select(
            (post, interns, period) => new InternHeadcount.Occupancy(post, interns, period.From, period.Until)).Array[0, 6];

    // The rule as it is written, day by day, without looking for the days on which something changes.
    private static bool PassesOnEveryDate(
        int capacity, InternHeadcount.StaffFact[] facts, InternHeadcount.Occupancy[] others) => Days((Start, Start.AddDays(20))).All(day =>
    {
        var there = others.Where(other => other.From <= day && day <= other.Until).ToList();
        return there.Sum(other => other.Interns) + capacity <= Staff("") / 10
            && there.Where(other => other.PostKind == "post").Sum(other => other.Interns) + capacity <= Staff("post") / 5;

        int Staff(
            string post) => facts.Select((fact, index) => (fact, index)).Where(at => at.fact.PostKind == post && at.fact.EffectiveOn <= day)
            .OrderBy(at => at.fact.EffectiveOn).ThenBy(at => at.index).Select(at => at.fact.Staff).LastOrDefault();
    });
}
