using System.Numerics;
using CsCheck;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The pure rules, over more cases than HTTP can have.</summary>
public sealed class RuleTests
{
    private static readonly Gen<(int Weight, int Mark)[]> Parts = Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Array[1, 20];

    [Fact]
    public void D8_total_equals_exact_arithmetic_rounded_half_up_once() => Gen.Select(Parts, Gen.Int[0, 1_000]).Sample((parts, bonus) =>
    {
        var total = ExamTotal.Of(parts, bonus);

        // 2 * 10^6 times the total, and a half hundredth more, in whole numbers: no part is rounded by itself.
        var exact = parts.Aggregate(BigInteger.Zero, (sum, part) => sum + ((BigInteger)part.Weight * part.Mark))
            + ((BigInteger)bonus * 10_000);
        Assert.Equal(((2 * exact) + 10_000) / 20_000, total);
        var weighted = parts.Sum(part => part.Weight / 10_000m * (part.Mark / 100m)) + (bonus / 100m);
        Assert.Equal(decimal.Round(weighted, 2, MidpointRounding.AwayFromZero), total / 100m);
    });

    [Theory]
    [InlineData(85_00, 90_00, 78_00, 0, 81_80)]
    [InlineData(60_02, 60_02, 59_99, 0, 60_00)]
    [InlineData(59_99, 59_99, 59_99, 1, 60_00)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(100_00, 100_00, 100_00, 10_00, 110_00)]
    public void D8_the_weights_of_BJUT(int first, int second, int work, int bonus, int total) =>
        Assert.Equal(total, ExamTotal.Of([(2_000, first), (2_000, second), (6_000, work)], bonus));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(49, 0)]
    [InlineData(50, 1)]
    [InlineData(149, 1)]
    [InlineData(150, 2)]
    public void D10_a_half_is_rounded_up(int mark, int total) => Assert.Equal(total, ExamTotal.Of([(100, mark)], 0));

    [Fact]
    public void D10_the_weights_that_a_refusal_states_pass() => Gen.Int[1, 10_000].Array[1, 20].Sample(weights =>
    {
        var verdict = ComponentWeights.Judge([.. weights.Select((weight, number) => ($"c{number}", weight))]);

        Assert.Equal(weights.Sum() == 10_000, verdict.Passes);
        if (verdict.Passes) return;
        var stated = System.Text.Json.JsonSerializer
            .SerializeToElement(verdict.Change)
            .GetProperty("components")
            .EnumerateArray()
            .Select(component => component.GetProperty("weight").GetDecimal())
            .ToList();
        Assert.Equal((weights.Length, 1m), (stated.Count, stated.Sum()));
        Assert.All(stated, weight => Assert.InRange(weight, 0.0001m, 1m));
    });

    [Fact]
    public void D4_places_go_to_the_highest_scores_and_are_never_exceeded() =>
        Gen.Select(Gen.Int[0, 5].Array[3].Array[1, 12], Gen.Int[1, 12]).Sample((scores, places) =>
        {
            var standings = scores.Select(score => new Standing(Guid.NewGuid(), score)).ToList();

            var judged = standings.Select(standing => (Standing: standing, Of: TransferRank.Judge(standing.LearnerId, standings, places)))
                .ToList();

            var (inside, outside) = (judged.Where(one => one.Of.Verdict.Passes)
                .ToList(), judged.Where(one => !one.Of.Verdict.Passes).ToList());
            Assert.InRange(inside.Count, 0, places);
            Assert.All(inside, winner => Assert.All(outside, loser => Assert.True(winner.Standing.CompareTo(loser.Standing) > 0)));
            // A place stays empty only where a tie that nothing settles stands before it.
            if (inside.Count < Math.Min(places, standings.Count)) Assert.Contains(outside, one => one.Of.IsTie);
            Assert.All(
                outside.Where(one => one.Of.IsTie),
                tie => Assert.Contains(outside, other => other.Standing != tie.Standing && other.Standing.CompareTo(tie.Standing) == 0));
        });

    [Theory]
    [InlineData("2021-09-01", 2, "2022-09-02")]
    [InlineData("2021-09-01", 1, "2021-09-02")]
    [InlineData("2024-02-29", 2, "2025-03-01")]
    public void D5_the_last_year_of_a_stage_has_begun_before_it_ends(string beganOn, int years, string earliest) =>
        Assert.Equal(DateOnly.ParseExact(earliest, "O"), StageEnd.Earliest(DateOnly.ParseExact(beganOn, "O"), years));

    [Fact]
    public void D1_where_a_stage_leads_is_the_pathways_data()
    {
        StageRow[] stages =
        [
            new() { TaughtBy = "from" }, new() { TaughtBy = "from" }, new() { TaughtBy = "to" }, new() { TaughtBy = "to" },
        ];

        Assert.Equal([(2, false), (3, true), (4, false), null], Enumerable.Range(1, 4).Select(stage => StageEnd.Next(stages, stage)));
    }

    [Fact]
    public void D10_refused_marks_name_missing_unknown_and_repeated_components()
    {
        Assert.True(EnteredMarks.JudgeComponents(["a", "b"], ["b", "a"]).Passes);
        foreach (var marked in new string[][] { ["a"], ["a", "b", "c"], ["a", "b", "b"], ["A", "b"] })
        {
            Assert.False(EnteredMarks.JudgeComponents(["a", "b"], marked).Passes);
        }
    }
}
