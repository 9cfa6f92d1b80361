using System.Globalization;
using FacultyCertification.Rules;

namespace FacultyCertification.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData(64, 69, "92.75")]
    [InlineData(63, 69, "91.30")]
    [InlineData(371, 400, "92.75")]
    [InlineData(1, 16, "6.25")]
    [InlineData(1, 32, "3.13")]
    [InlineData(3, 32, "9.38")]
    [InlineData(1, 3, "33.33")]
    [InlineData(2, 3, "66.67")]
    [InlineData(0, 7, "0.00")]
    [InlineData(7, 7, "100.00")]
    [InlineData(int.MaxValue - 1, int.MaxValue, "100.00")]
    public void D41_the_ratio_has_two_decimals_rounded_half_up(int numerator, int denominator, string value) =>
        Assert.Equal(value, Ratio.Percent(numerator, denominator)!.Value.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void D41_there_is_no_ratio_of_nobody() => Assert.Null(Ratio.Percent(0, 0));

    [Theory]
    [InlineData("specialist", true)]
    [InlineData("internship-instructor", true)]
    [InlineData("general", false)]
    public void D14_specialists_and_internship_instructors_are_in_scope(string category, bool inScope) => Assert.Equal(inScope, Scope.Judge(category).Passes);

    [Fact]
    public void D19_a_certificate_is_valid_for_five_years_with_the_first_day()
    {
        Assert.Equal(new Validity(new(2024, 3, 1), new(2029, 2, 28)), Validity.Of(new(2024, 3, 1)));
        Assert.Equal(new Validity(new(2023, 1, 1), new(2027, 12, 31)), Validity.Of(new(2023, 1, 1)));
    }

    [Fact]
    public void D19_a_certificate_revoked_on_its_first_day_is_in_force_on_none()
    {
        var never = new Validity(new(2024, 3, 1), new(2024, 2, 29));
        Assert.False(never.Overlaps(Validity.Of(new(2024, 3, 1))));
        Assert.False(Validity.Of(new(2022, 3, 1)).Overlaps(never));
    }

    [Fact]
    public void D19_the_change_skips_every_certificate_that_is_in_the_way()
    {
        var held = new[] { Validity.Of(new(2010, 1, 1)), Validity.Of(new(2016, 1, 1)) };
        var verdict = new DecisionDay(new(2026, 6, 30), new Employment(new(2000, 1, 1), null), held).JudgeHeld(new(2012, 1, 1));
        Assert.Equivalent(new { decidedOn = new DateOnly(2021, 1, 1) }, verdict.Change);
    }

    [Fact]
    public void No_change_is_proposed_that_another_rule_would_refuse()
    {
        var today = new DateOnly(2026, 6, 30);
        var departed = new DecisionDay(today, new Employment(new(2015, 9, 1), new(2024, 6, 30)), [Validity.Of(new(2022, 1, 1))]);
        Assert.Null(departed.JudgePast(today.AddDays(1)).Change);
        Assert.Null(departed.JudgeEmployed(new(2025, 1, 1)).Change);
        Assert.Null(departed.JudgeHeld(new(2023, 1, 1)).Change);
    }
}
