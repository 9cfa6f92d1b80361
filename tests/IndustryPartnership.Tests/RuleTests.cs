using CsCheck;
using IndustryPartnership.Rules;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class RuleTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly string[] Posts = ["", "post", "other"];

    [Theory]
    [InlineData(99, 100, 9, true)]
    [InlineData(99, 100, 10, false)]
    [InlineData(1000, 4, 1, false)]
    [InlineData(1000, 5, 1, true)]
    public void D29_ten_percent_of_staff_and_twenty_of_the_post_rounded_down(int staff, int samePost, int asked, bool passes) =>
        Assert.Equal(passes, InternHeadcount.Judge("post", asked, Start, Start, [new("", staff, Start), new("post", samePost, Start)], []).Passes);

    [Fact]
    public void D29_the_capacity_that_a_refusal_names_is_the_largest_that_passes_on_every_date() => Gen.Select(Facts, Others, Gen.Int[1, 60]).Sample((facts, others, asked) =>
    {
        var verdict = Judge(asked);
        var largest = Enumerable.Range(1, 400).Where(capacity => PassesOnEveryDate(capacity, facts, others)).DefaultIfEmpty(0).Max();
        Assert.Equal(asked <= largest, verdict.Passes);
        if (verdict.Passes) return;
        Assert.Equal(largest, (int)verdict.Change!.GetType().GetProperty("capacity")!.GetValue(verdict.Change)!);
        Assert.True(largest == 0 || Judge(largest).Passes);

        Kernel.Verdict Judge(int capacity) => InternHeadcount.Judge("post", capacity, Start, Start.AddDays(20), facts, others);
    });

    [Fact]
    public void D38_two_periods_overlap_when_a_day_is_in_both() => Gen.Select(Period, Period).Sample((asked, other) =>
    {
        var shared = Days(asked).Intersect(Days(other)).Any();
        Assert.Equal(!shared, OnePlacementAtATime.Judge(asked.From, asked.Until, [other]).Passes);
    });

    [Theory]
    [InlineData("a\"b\\c", "a\\\"b\\\\c")]
    [InlineData("\b\t\n\f\r\u0001\u001f", "\\b\\t\\n\\f\\r\\u0001\\u001f")]
    [InlineData("合作 € \u2028 \ud83d\ude81 </script>", "合作 € \u2028 \ud83d\ude81 </script>")]
    public void D22_the_text_is_canonical_json(string terms, string escaped)
    {
        var text = AgreementText.Of("articulation", "t", terms, ["b", "a"], Start, Start).Text;

        Assert.Equal($$"""{"kind":"articulation","parties":["a","b"],"terms":"{{escaped}}","title":"t","validFrom":"2026-01-01","validUntil":"2026-01-01"}""", text);
        Assert.Equal(terms, System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("terms").GetString());
    }

    private static Gen<DateOnly> Date { get; } = Gen.Int[-5, 25].Select(Start.AddDays);

    private static Gen<(DateOnly From, DateOnly Until)> Period { get; } = Gen.Select(Date, Gen.Int[0, 10]).Select((from, days) => (from, from.AddDays(days)));

    private static Gen<InternHeadcount.StaffFact[]> Facts { get; } =
        Gen.Select(Gen.Int[0, 2].Select(post => Posts[post]), Gen.Int[0, 300], Date).Select((post, staff, date) => new InternHeadcount.StaffFact(post, staff, date)).Array[0, 8];

    private static Gen<InternHeadcount.Occupancy[]> Others { get; } =
        Gen.Select(Gen.Int[1, 2].Select(post => Posts[post]), Gen.Int[1, 10], Period).Select((post, interns, period) => new InternHeadcount.Occupancy(post, interns, period.From, period.Until)).Array[0, 6];

    private static IEnumerable<DateOnly> Days((DateOnly From, DateOnly Until) period) => Enumerable.Range(0, period.Until.DayNumber - period.From.DayNumber + 1).Select(period.From.AddDays);

    // The rule as it is written, day by day, without looking for the days on which something changes.
    private static bool PassesOnEveryDate(int capacity, InternHeadcount.StaffFact[] facts, InternHeadcount.Occupancy[] others) => Days((Start, Start.AddDays(20))).All(day =>
    {
        var there = others.Where(other => other.From <= day && day <= other.Until).ToList();
        return there.Sum(other => other.Interns) + capacity <= Staff("") / 10 && there.Where(other => other.PostKind == "post").Sum(other => other.Interns) + capacity <= Staff("post") / 5;

        int Staff(string post) => facts.Select((fact, index) => (fact, index)).Where(at => at.fact.PostKind == post && at.fact.EffectiveOn <= day)
            .OrderBy(at => at.fact.EffectiveOn).ThenBy(at => at.index).Select(at => at.fact.Staff).LastOrDefault();
    });
}
