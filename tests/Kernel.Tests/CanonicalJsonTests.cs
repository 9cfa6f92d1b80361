using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Kernel.Tests;

/// <summary>RFC 8785, for any JSON that somebody hands in.</summary>
public sealed class CanonicalJsonTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 8],
        AnyOf("", "\u0000\u001f\b\t\n\f\r\"\\/", "中文", "😀", "\ufb33", "\u20ac", "e\u0301", "\u2028</script>"));

    private static readonly Gen<double> Figure = Gen.OneOf(
        Gen.Double.Where(double.IsFinite),
        Gen.Int.Select(number => (double)number),
        AnyOf(0.0, -0.0, 1e21, 999999999999999900000d, 1e-6, 1e-7, 5e-324, double.MaxValue));

    private static readonly Gen<JsonNode?> Content = Nested(4);

    // The name is that of RFC 8785's appendix B; the number is its IEEE form.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void A_number_is_printed_as_ECMAScript_does(ulong bits, string text)
    {
        var number = BitConverter.UInt64BitsToDouble(bits);

        Assert.Equal(text, CanonicalJson.Write(JsonValue.Create(number)));
        Assert.Equal(text, CanonicalJson.Canonicalise(number.ToString("E20", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(0x7fffffffffffffff)]
    [InlineData(0x7ff0000000000000)]
    [InlineData(0xfff0000000000000)]
    public void A_value_that_a_double_cannot_hold_is_refused(ulong bits) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(new JsonArray(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits)))));

    [Fact]
    public void The_sample_of_the_standard_has_its_expected_text() => Assert.Equal(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        CanonicalJson.Canonicalise("""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """));

    [Fact]
    public void Members_are_sorted_by_the_code_units_of_their_names() => Assert.Equal(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro "
            + "Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        CanonicalJson.Canonicalise("""
            {
              "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """));

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("[{\"b\":{\"a\":1,\"a\":1}}]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("1e309")]
    [InlineData("[-1e999]")]
    [InlineData("NaN")]
    [InlineData("01")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{} {}")]
    [InlineData("")]
    [InlineData("The parties agree.")]
    public void A_value_without_a_canonical_text_is_refused(string text) => Assert.Null(CanonicalJson.Canonicalise(text));

    [Fact]
    public void Too_deep_nesting_is_refused()
    {
        Assert.NotNull(CanonicalJson.Canonicalise(Lists(CanonicalJson.Deepest)));
        Assert.Null(CanonicalJson.Canonicalise(Lists(CanonicalJson.Deepest + 1)));
        Assert.Null(CanonicalJson.Canonicalise(Lists(100_000)));

        static string Lists(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void An_unescaped_lone_surrogate_is_refused_too()
    {
        Assert.Null(CanonicalJson.Canonicalise("\"a\ud800\""));
        Assert.Throws<FormatException>(() => CanonicalJson.Write(new JsonObject { ["terms"] = "a\udc00" }));
        Assert.Throws<FormatException>(() => CanonicalJson.Write(new JsonObject { ["\ud800"] = "a" }));
    }

    [Fact]
    public void A_leading_byte_order_mark_is_ignored()
    {
        Assert.Equal("{\"a\":1}", CanonicalJson.Canonicalise("\ufeff{ \"a\": 1 }"));
        Assert.Null(CanonicalJson.Canonicalise("\ufeff\ufeff{}"));
    }

    // Hashes of such texts are stored: weights, marks and totals have at most four decimals.
    [Fact]
    public void A_decimal_of_four_places_comes_out_as_its_shortest_text() => Gen.Select(
        Gen.Int[-2_000_000_000, 2_000_000_000], Gen.Int[0, 4]).Sample((digits, places) =>
    {
        var value = new decimal(Math.Abs(digits), 0, 0, digits < 0, (byte)places);
        Assert.Equal(
            value == 0 ? "0" : value.ToString("0.####", CultureInfo.InvariantCulture), CanonicalJson.Write(JsonValue.Create(value)));
    });

    [Fact]
    public void Canonicalising_twice_changes_nothing_and_keeps_the_content() => Content.Sample(node =>
    {
        var text = CanonicalJson.Write(node);

        Assert.Equal(text, CanonicalJson.Canonicalise(text));
        Assert.True(IsSame(node, JsonNode.Parse(text)), text);
    });

    [Fact]
    public void Neither_the_order_of_members_nor_white_space_changes_the_text() => Gen.Select(Content, Gen.Int).Sample((node, seed) =>
    {
        var other = Shuffle(node, new Random(seed));

        Assert.Equal(
            CanonicalJson.Write(node),
            CanonicalJson.Canonicalise((other?.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) ?? "null") + "\r\n\t "));
    });

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static Gen<JsonNode?> Nested(int depth) =>
        depth == 0 ? Leaf() : Gen.Frequency((2, Leaf()), (1, List(Nested(depth - 1))), (2, Object(Nested(depth - 1))));

    private static Gen<JsonNode?> Leaf() => Gen.OneOf(
        Word.Select(word => (JsonNode?)JsonValue.Create(word)), Figure.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)), Gen.Const((JsonNode?)null));

    private static Gen<JsonNode?> List(Gen<JsonNode?> inner) =>
        inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));

    private static Gen<JsonNode?> Object(Gen<JsonNode?> inner) => Gen.Select(Word, inner).Array[0, 5]
        .Select(members => (JsonNode?)new JsonObject(members.DistinctBy(member => member.Item1)
            .Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))));

    private static JsonNode? Shuffle(JsonNode? node, Random random) => node switch
    {
        JsonObject members =>
            new JsonObject(members.OrderBy(_ => random.Next())
                .Select(member => KeyValuePair.Create(member.Key, Shuffle(member.Value, random)))),
        JsonArray items => new JsonArray([.. items.Select(item => Shuffle(item, random))]),
        _ => node?.DeepClone(),
    };

    private static bool IsSame(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) =>
            a.Count == b.Count && a.All(member => b.TryGetPropertyValue(member.Key, out var value) && IsSame(member.Value, value)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => IsSame(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) when a.TryGetValue<double>(out var number) => b.TryGetValue<double>(out var same) && number == same,
        (JsonValue a, JsonValue b) => JsonNode.DeepEquals(a, b),
        _ => false,
    };
}
