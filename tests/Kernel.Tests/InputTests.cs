using System.ComponentModel.DataAnnotations;
using Kernel.Http;
using Microsoft.AspNetCore.Http;

namespace Kernel.Tests;

/// <summary>What a code, a name, a text and a day are, wherever a caller sends them.</summary>
public sealed class InputTests
{
    [Theory]
    [InlineData("ncut")]
    [InlineData("3+2")]
    [InlineData("京人社-12")]
    [InlineData("\U00020000")]
    public void A_code_has_visible_characters(string code) => Assert.Null(Why(new CodeAttribute(40), code));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ncut ")]
    [InlineData(" ncut")]
    [InlineData("nc ut")]
    [InlineData("ncut\u00a0")]
    [InlineData("ncut\u3000")]
    [InlineData("ncut\n")]
    [InlineData("ncut\u200b")]
    [InlineData("\ufeffncut")]
    [InlineData("nc\u202eut")]
    [InlineData("nc\u00adut")]
    [InlineData("ncut\ufe0f")]
    [InlineData("\u3164")]
    [InlineData("nc\ufffdut")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void A_code_has_no_blank_and_no_invisible_character(string code) => Assert.NotNull(Why(new CodeAttribute(40), code));

    [Theory]
    [InlineData("North China University of Technology")]
    [InlineData("北方工业大学")]
    [InlineData("O'Brien \u2013 Söhne")]
    [InlineData("\u0646\u200c\u0647")]
    [InlineData("\u8fbb\U000e0100")]
    [InlineData("\u2764\ufe0f\u200d\U0001f525")]
    public void A_name_is_one_line_with_the_characters_of_its_script(string name) => Assert.Null(Why(new NameAttribute(200), name));

    [Theory]
    [InlineData(" Huace")]
    [InlineData("Huace\t")]
    [InlineData("Hua\nce")]
    [InlineData("Hua\u2028ce")]
    [InlineData("Hua\u200bce")]
    [InlineData("\u202eecauH")]
    [InlineData("\u200d")]
    [InlineData("\ufe0f")]
    [InlineData("Huace\u200c")]
    [InlineData("\u200dHuace")]
    [InlineData("Hua\u200c\u200dce")]
    [InlineData("Hua \u200dce")]
    [InlineData("Hua\u200d ce")]
    [InlineData("Hua \ufe0fce")]
    [InlineData("Hua\ufe0f\ufe0fce")]
    [InlineData("Hua\ufffece")]
    [InlineData("Hua\ufdd0ce")]
    [InlineData("Hua\U0001ffffce")]
    public void A_name_begins_and_ends_visibly_and_hides_nothing(string name) => Assert.NotNull(Why(new NameAttribute(200), name));

    [Fact]
    public void A_text_may_have_lines_and_ends_visibly()
    {
        Assert.Null(Why(new TextAttribute(100), "First line.\r\n\tSecond line."));
        Assert.NotNull(Why(new TextAttribute(100), "First line.\n"));
        Assert.NotNull(Why(new TextAttribute(100), "First line.\n\u200dSecond line."));
        Assert.NotNull(Why(new TextAttribute(100), "First\u001b[31m line."));
    }

    public static TheoryData<ValidationAttribute> Bounded =>
        [new CodeAttribute(5), new NameAttribute(5), new TextAttribute(5), new VerbatimAttribute(5)];

    [Theory, MemberData(nameof(Bounded))]
    public void A_text_that_passes_fits_a_column_that_counts_UTF_16_units(ValidationAttribute rule)
    {
        Assert.Null(Why(rule, "\U00020000\U00020001a"));
        Assert.Equal(
            "It has 6 characters. At most 5 are allowed. 3 of them count twice: they are outside Unicode's basic plane.",
            Why(rule, "\U00020000\U00020001\U00020002"));
        Assert.Equal("It has 6 characters. At most 5 are allowed.", Why(rule, "abcdef"));
    }

    [Fact]
    public void A_validation_error_names_the_place_and_the_character() =>
        Assert.Equal("Invisible characters are not allowed: character 3 is U+200B.", Why(new NameAttribute(), "\U00020000a\u200b"));

    [Fact]
    public void A_list_item_is_judged_like_a_single_value_and_null_is_refused()
    {
        Assert.Null(Why(new CodeAttribute(), new[] { "ncut", "bpc" }));
        Assert.StartsWith("[1] ", Why(new CodeAttribute(), new[] { "ncut", "bpc " }), StringComparison.Ordinal);
        Assert.Equal("[0] null is not allowed.", Why(new CodeAttribute(), new string?[] { null }));
    }

    [Fact]
    public void A_hash_has_64_digits_and_is_not_empty()
    {
        Assert.Null(Why(new HashAttribute(), new string('0', 64)));
        foreach (var hash in (string[])["", new string('0', 63), new string('A', 64), $"{new string('0', 64)}\n"])
        {
            Assert.NotNull(Why(new HashAttribute(), hash));
        }
    }

    [Fact]
    public void A_day_has_a_range_written_in_the_APIs_format()
    {
        Assert.Null(Why(new DayAttribute(), new DateOnly(2026, 9, 1)));
        Assert.Equal("Send a day from 1950-01-01 to 2099-12-31.", Why(new DayAttribute(), DateOnly.MaxValue));
    }

    [Fact]
    public void The_clock_gives_milliseconds() =>
        Assert.All(Enumerable.Range(0, 100)
            .Select(_ => new MillisecondClock().GetUtcNow()), now => Assert.Equal(0, now.Ticks % TimeSpan.TicksPerMillisecond));

    [Theory]
    [InlineData(StatusCodes.Status408RequestTimeout, "request-timeout")]
    [InlineData(StatusCodes.Status417ExpectationFailed, "request-not-taken")]
    [InlineData(StatusCodes.Status501NotImplemented, "internal")]
    public void A_status_below_500_without_its_own_type_is_a_client_error(int status, string type) =>
        Assert.Equal($"/problems/{type}", CommonProblems.OfStatus(status).Type);

    private static string? Why(ValidationAttribute rule, object value) =>
        rule.GetValidationResult(value, new ValidationContext(value))?.ErrorMessage;
}
