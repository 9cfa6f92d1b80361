using System.Globalization;
using FacultyCertification.Rules;
using Kernel;

namespace FacultyCertification.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData("specialist", true)]
    [InlineData("internship-instructor", true)]
    [InlineData("general", false)]
    public void D14_specialists_and_internship_instructors_are_in_scope(string category, bool inScope) =>
        Assert.Equal(inScope, Scope.Judge(category).Passes);

    [Theory]
    [InlineData("2024-03-01", 5, "2029-02-28")]
    [InlineData("2023-01-01", 5, "2027-12-31")]
    [InlineData("2024-02-29", 1, "2025-02-27")]
    public void D19_a_certificate_is_valid_for_the_methods_years_with_the_first_day(string first, int years, string last) =>
        Assert.Equal(Days(first, last), Period.OfYears(Day(first), years));

    [Theory]
    [InlineData("2026-06-30", 5, "2021-07-01")]
    [InlineData("2024-02-29", 5, "2019-03-01")]
    [InlineData("2026-01-01", 1, "2025-01-02")]
    public void D17_window_includes_the_day_of_the_application(string last, int years, string first) =>
        Assert.Equal(Days(first, last), Period.YearsUntil(Day(last), years));

    [Fact]
    public void D19_a_certificate_revoked_on_its_first_day_is_in_force_on_none()
    {
        var never = Days("2024-03-01", "2029-02-28").Before(Day("2024-03-01"));
        Assert.Equal(0, never.Days);
        Assert.False(never.Overlaps(Days("2020-01-01", "2030-01-01")));
        Assert.False(Days("2020-01-01", "2030-01-01").Overlaps(never));
        Assert.Equal(Days("2024-03-01", "2024-03-01"), Days("2024-03-01", "2029-02-28").Before(Day("2024-03-02")));
        Assert.Equal(Days("2024-03-01", "2029-02-28"), Days("2024-03-01", "2029-02-28").Before(Day("2030-01-01")));
        Assert.Equal(Days("2024-03-01", "2029-02-28"), Days("2024-03-01", "2029-02-28").Before(null));
    }

    [Fact]
    public void D19_proposed_day_skips_every_overlapping_certificate()
    {
        var held = new[] { Period.OfYears(Day("2010-01-01"), 5), Period.OfYears(Day("2016-01-01"), 5) };
        var candidate = new Candidate(Guid.NewGuid(), new Employment(Day("2000-01-01"), null), 5, held);
        var verdict = new CertificateDay(Days("2012-01-01", "2026-06-30"), [candidate]).JudgeHeld(Day("2012-01-01"));
        Assert.Equivalent(new { issuedOn = Day("2021-01-01") }, verdict.Change);
        var shorter = new CertificateDay(
            Days("2012-01-01", "2026-06-30"), [candidate with { ValidityYears = 1 }]).JudgeHeld(Day("2012-01-01"));
        Assert.Equivalent(new { issuedOn = Day("2015-01-01") }, shorter.Change);
    }

    [Fact]
    public void D16_change_after_a_notice_passes_the_other_rules_too()
    {
        var held = Period.OfYears(Day("2010-01-01"), 5);
        var candidate = new Candidate(Guid.NewGuid(), new Employment(Day("2000-01-01"), null), 5, [held]);
        var judged = new CertificateDay(Days("2012-01-01", "2026-06-30"), [candidate]);
        Assert.Equivalent(new { issuedOn = Day("2015-01-01") }, judged.JudgeNotice(Day("2011-12-31")).Change);
        Assert.Equivalent(new { issuedOn = Day("2026-06-30") }, judged.JudgeNotice(Day("2026-07-01")).Change);
        Assert.Equivalent(
            new { issuedOn = Day("2026-07-02") },
            new CertificateDay(Days("2026-07-02", "2026-06-30"), [candidate]).JudgeNotice(Day("2026-06-30")).Change);
    }

    [Fact]
    public void D19_change_of_a_suspension_has_both_days_where_both_are_wrong()
    {
        var days = new SuspensionDay(Days("2025-06-11", "2030-06-10"), [], Day("2026-11-30"));
        Assert.Equal(
            new Dictionary<string, DateOnly> { ["suspendedOn"] = Day("2025-06-11"), ["reinstatedOn"] = Day("2026-11-30") },
            (Dictionary<string, DateOnly>)days.JudgeFirst(Day("2025-05-24"), Day("2026-12-05")).Change!);
        Assert.Equal(
            new Dictionary<string, DateOnly> { ["suspendedOn"] = Day("2025-06-11") },
            (Dictionary<string, DateOnly>)days.JudgeFirst(Day("2025-05-24"), Day("2026-11-05")).Change!);
    }

    [Fact]
    public void No_change_is_proposed_that_another_rule_would_refuse()
    {
        var departed = new Employment(Day("2015-09-01"), Day("2024-06-30"));
        var candidate = new Candidate(Guid.NewGuid(), departed, 5, [Period.OfYears(Day("2022-01-01"), 5)]);
        var day = new CertificateDay(Days("2023-01-01", "2026-06-30"), [candidate]);
        Assert.Null(day.JudgeEmployed(Day("2025-01-01")).Change);
        Assert.Null(day.JudgeHeld(Day("2023-01-01")).Change);
        Assert.Null(new StepDay("decidedOn", Day("2024-07-01"), Day("2026-06-30"), departed).JudgeOrder(Day("2026-07-01")).Change);
        Assert.Null(new StepDay("decidedOn", Day("2024-07-01"), Day("2026-06-30"), departed).JudgeEmployed(Day("2025-07-01")).Change);
    }

    [Theory]
    [InlineData("2026-07-01", "2024-06-30")]
    [InlineData("2023-12-31", "2024-01-10")]
    public void D16_the_nearest_day_that_passes_is_proposed(string asked, string proposed)
    {
        var step = new StepDay("decidedOn", Day("2024-01-10"), Day("2026-06-30"), new Employment(Day("2015-09-01"), Day("2024-06-30")));
        Assert.Equal(Day(proposed), ((Dictionary<string, DateOnly>)step.JudgeOrder(Day(asked)).Change!)["decidedOn"]);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

    private static Period Days(string from, string until) => new(Day(from), Day(until));
}
