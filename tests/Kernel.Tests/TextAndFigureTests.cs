using System.Text.Json.Nodes;

namespace Kernel.Tests;

/// <summary>What services share of texts that are signed and of figures.</summary>
public sealed class TextAndFigureTests
{
    [Fact]
    public void A_text_is_canonical_json()
    {
        var node = new JsonObject { ["b"] = 0.10m, ["a"] = "\"\\\b\t\n\f\r\u0001中😀/", ["A"] = new JsonArray(1.00m, null, "x") };

        Assert.Equal("{\"A\":[1,null,\"x\"],\"a\":\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001中😀/\",\"b\":0.1}", CanonicalJson.Write(node));
    }

    [Fact]
    public void A_text_is_known_by_its_SHA_256() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CanonicalJson.Hash("abc"));

    [Theory]
    [InlineData(64, 69, "92.75")]
    [InlineData(63, 69, "91.30")]
    [InlineData(371, 400, "92.75")]
    [InlineData(1, 16, "6.25")]
    [InlineData(1, 32, "3.13")]
    [InlineData(3, 32, "9.38")]
    [InlineData(1, 3, "33.33")]
    [InlineData(2, 3, "66.67")]
    [InlineData(1, 800, "0.13")]
    [InlineData(0, 7, "0.00")]
    [InlineData(7, 7, "100.00")]
    [InlineData(int.MaxValue - 1, int.MaxValue, "100.00")]
    [InlineData(0, 0, null)]
    public void D41_figure_is_rounded_half_up_to_two_decimals_and_null_for_nobody(int numerator, int denominator, string? value) =>
        Assert.Equal(value, Percent.Of(numerator, denominator));
}
