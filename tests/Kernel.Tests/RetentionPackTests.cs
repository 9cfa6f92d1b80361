using Kernel.Personal;
using Microsoft.Extensions.Configuration;

namespace Kernel.Tests;

/// <summary>The periods for personal data are dated data (D44).</summary>
public sealed class RetentionPackTests
{
    [Fact]
    public void D44_the_pack_of_a_day_governs_it_until_the_next_one_does()
    {
        var packs = new RetentionPacks([("later.json", Pack("later", "2030-01-01", 20)), ("first.json", Pack("first", "1950-01-01", 15))]);

        Assert.Equal(15, packs.Of(new(1950, 1, 1)).DecideWithinDays);
        Assert.Equal(15, packs.Of(new(2029, 12, 31)).DecideWithinDays);
        Assert.Equal(20, packs.Of(new(2030, 1, 1)).DecideWithinDays);
    }

    [Theory]
    [InlineData("2021-11-01", 15, "No retention pack governs 1950-01-01.")]
    [InlineData("1950-01-01", 0, "The retention pack a.json cannot be used. A period is too short.")]
    [InlineData("1950-13-01", 15, "The retention pack a.json cannot be used. The JSON value could not be converted")]
    public void D44_a_pack_that_cannot_be_used_stops_the_start_and_says_what_is_wrong(string from, int days, string expected)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new RetentionPacks([("a.json", Pack("a", from, days))]));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D44_two_packs_of_one_day_stop_the_start()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new RetentionPacks([("a.json", Pack("a", "1950-01-01", 15)), ("b.json", Pack("b", "1950-01-01", 15))]));

        Assert.Equal("Two retention packs begin on 1950-01-01.", error.Message);
    }

    [Theory]
    [InlineData("PersonalData:DecideWithinDays")]
    [InlineData("PersonalData:Kept:learner.birth-date")]
    public void D44_a_period_that_the_configuration_still_sets_stops_the_start(string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, "30")]).Build();

        var error = Assert.Throws<InvalidOperationException>(() => RetentionPacks.Load(typeof(RetentionPackTests).Assembly, configuration));

        Assert.StartsWith("PersonalData:", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("remove it.", error.Message, StringComparison.Ordinal);
    }

    private static string Pack(string id, string from, int days) =>
        $$"""
        { "id": "{{id}}", "source": "Made up.", "from": "{{from}}", "decideWithinDays": {{days}}, "carryOutAfterDays": 7, "kept": [] }
        """;
}
