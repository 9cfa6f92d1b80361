using IndustryPartnership.Internships.Law;
using Microsoft.Extensions.Configuration;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class PublicHolidayTests
{
    [Fact]
    public void D28_holidays_and_working_weekends_are_data()
    {
        var holidays = PublicHolidays.Load(new ConfigurationBuilder().Build());

        Assert.Equal(Enumerable.Range(2019, 8), holidays.All.Select(calendar => calendar.Year));
        Assert.All(holidays.All, calendar => Assert.Equal("R?", calendar.Mark));
        Assert.True(holidays.IsRestDay(new(2026, 2, 16)) && holidays.IsRestDay(new(2026, 3, 1)));
        Assert.False(holidays.IsRestDay(new(2026, 2, 28)) || holidays.IsRestDay(new(2026, 2, 24)));
        // Of a year without a calendar the weekends are known.
        Assert.False(holidays.Knows(2031) || holidays.IsRestDay(new(2031, 10, 1)));
        Assert.True(holidays.IsRestDay(new(2031, 10, 4)));
    }

    [Fact]
    public void An_installation_adds_and_replaces_calendars_and_has_regional_ones()
    {
        var folder = Directory.CreateTempSubdirectory("calendars").FullName;
        File.WriteAllText(Path.Combine(folder, "2027.json"), Calendar(2027, "2027-05-03"));
        File.WriteAllText(Path.Combine(folder, "2026.json"), Calendar(2026, "2026-05-20"));
        File.WriteAllText(Path.Combine(folder, "beijing.json"), Calendar(2026, "2026-06-15", "beijing"));

        Assert.Equal((true, true, false, false), Look(null));
        Assert.Equal((true, false, false, true), Look("beijing"));
        Assert.Throws<InvalidOperationException>(() => PublicHolidays.Load(Configured(Path.Combine(folder, "none"), null)));

        (bool, bool, bool, bool) Look(string? region)
        {
            var holidays = PublicHolidays.Load(Configured(folder, region));
            return (holidays.IsRestDay(new(
                2027,
                5,
                3)), holidays.IsRestDay(new(2026, 5, 20)), holidays.IsRestDay(new(2026, 5, 4)), holidays.IsRestDay(new(2026, 6, 15)));
        }
    }

    [Theory]
    [InlineData("""{"id": "x"}""", "cannot be used")]
    [InlineData("""{"id": "x", "year": 2027, "source": "s", "mark": "R?", "holidays": [], "workingDays": [], "more": 1}""", "more")]
    [InlineData("""{"id": "x", "year": 2027, "source": "s", "mark": "sure", "holidays": [], "workingDays": []}""", "mark is one of")]
    [InlineData("""{"id": "x", "year": 2027, "source": "s", "mark": "D", "holidays": [{"name": "h", "from": "2026-12-31", "until": "2027-01-01"}], "workingDays": []}""", "not a period of 2027")]
    [InlineData("""{"id": "x", "year": 2027, "source": "s", "mark": "D", "holidays": [], "workingDays": ["2027-05-03"]}""", "no Saturday or Sunday")]
    [InlineData("""{"id": "x", "year": 2027, "source": "s", "mark": "D", "holidays": [{"name": "h", "from": "2027-05-01", "until": "2027-05-02"}], "workingDays": ["2027-05-02"]}""", "a holiday and a working day")]
    public void A_wrong_calendar_stops_the_start(string text, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<InvalidOperationException>(() => new PublicHolidays([], [("x.json", text)])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Two_calendars_of_one_region_and_year_stop_the_start() => Assert.Contains(
        "one region and year",
        Assert.Throws<InvalidOperationException>(
            () => new PublicHolidays([], [("a.json", Calendar(2027, "2027-05-03")), ("b.json", Calendar(2027, "2027-05-04"))])).Message,
        StringComparison.Ordinal);

    [Theory, Engines]
    public async Task Everybody_with_a_token_reads_the_calendars(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);

        var items = (await partnership.Authority.ListPublicHolidaysAsync()).Items;

        Assert.Equal(
            ("public-holidays-cn-2026", "R?", new DateOnly(2026, 2, 15)),
            (items[7].Id, items[7].Mark, items[7].Holidays[1].From));
    }

    private static string Calendar(int year, string day, string? region = null) =>
        $$"""{"id": "own-{{year}}-{{day}}", "year": {{year}}, "source": "s", "mark": "D", "holidays": [{"name": "h", "from": "{{day}}", "until": "{{day}}"}], "workingDays": []{{(region is null
            ? ""
            : $", \"region\": \"{region}\"")}}}""";

    private static IConfiguration Configured(string folder, string? region) =>
        new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Rules:Calendars"] = folder, ["Rules:Region"] = region }).Build();
}
