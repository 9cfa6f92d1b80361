using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Access.Tests;

/// <summary>A body that differs in one thing from one with which the request passes.</summary>
/// <param name="Name">Where it differs, and how.</param>
/// <param name="Text">The body.</param>
/// <param name="Status">What it is answered with; null where that depends, on a rule say, and only must be no failure of the
/// service's.</param>
public sealed record BadBody(string Name, string Text, int? Status);

/// <summary>Makes bad bodies of a good one, as the schema tells.</summary>
public static class BadBodies
{
    private const string Mark = "@here@";
    private const int Refused = 400;
    private const int Long = 5000;

    public static IEnumerable<BadBody> Of(JsonElement schema, JsonObject good) =>
        OfWhole(schema, good).Concat(OfMembers(schema, good, good, ""));

    private static IEnumerable<BadBody> OfWhole(JsonElement schema, JsonObject good)
    {
        foreach (var text in (string[])[
            "{", "", "null", "[]", "\"text\"", "5", "{]", "{\"\\ud800\":1}", "\u0000", $"{good.ToJsonString()},",
        ]) yield return new BadBody($"whole: {text}", text, Refused);
        // Without members it is good where none is required.
        yield return new BadBody("whole: {}", "{}", schema.Members().Any(member => schema.Requires(member.Name)) ? Refused : null);
        yield return new BadBody("deeply nested", string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100), Refused);
        yield return new BadBody("a list of good ones", $"[{good.ToJsonString()}]", Refused);
        yield return new BadBody("1.1 MiB", $"{good.ToJsonString()[..^1]},\"padding\":\"{new string('x', 1_153_434)}\"}}", 413);
        yield return new BadBody("an unknown member", $"{good.ToJsonString()[..^1]},\"madeUp\":1}}", Refused);
        if (good.Count > 0) yield return new BadBody("a member twice", $"{good.ToJsonString()[..^1]},{good.ToJsonString()[1..]}", Refused);
        yield return new BadBody("a number as a member's name", $"{good.ToJsonString()[..^1]},1:1}}", Refused);
        foreach (var member in schema.Members().Where(member => schema.Requires(member.Name)))
        {
            var without = good.DeepClone().AsObject();
            without.Remove(member.Name);
            yield return new BadBody($"{member.Name} missing", without.ToJsonString(), Refused);
        }
    }

    // The member of this part is replaced in the whole body, in which it is marked.
    private static IEnumerable<BadBody> OfMembers(JsonElement schema, JsonObject whole, JsonObject part, string path)
    {
        foreach (var member in schema.Members())
        {
            var original = part[member.Name]?.DeepClone();
            var at = $"{path}{member.Name}";
            foreach (var bad in Of(member.Value, whole, at, schema.Requires(member.Name), text => part[member.Name] = text, original))
            {
                yield return bad;
            }
            if (original is null) part.Remove(member.Name); else part[member.Name] = original;
        }
    }

    private static IEnumerable<BadBody> Of(
        JsonElement schema, JsonObject whole, string at, bool isRequired, Action<JsonNode?> put, JsonNode? original)
    {
        put(Mark);
        var text = whole.ToJsonString();
        foreach (var (value, status) in ValuesOf(
            schema,
            isRequired)) yield return new BadBody(
                $"{at} = {Shorten(value)}", text.Replace($"\"{Mark}\"", value, StringComparison.Ordinal), status);
        if (!schema.Is("array") || original is not JsonArray list || list.Count == 0) yield break;

        // Each list is tried with one item more that is bad, and with too many good ones.
        var item = schema.GetProperty("items");
        if (schema.Number("maxItems") is { } most)
        {
            yield return new BadBody($"{at} too long", Replace(text, new JsonArray([.. Enumerable.Range(0, most + 1)
                .Select(_ => list[0]!.DeepClone())])), Refused);
        }
        foreach (var (value, status) in ValuesOf(
            item,
            isRequired: true)) yield return new BadBody(
                $"{at}[] = {Shorten(value)}",
                text.Replace($"\"{Mark}\"", $"{list.ToJsonString()[..^1]},{value}]", StringComparison.Ordinal),
                status);
        if (list[0] is not JsonObject) yield break;
        var copy = list.DeepClone().AsArray();
        put(copy);
        foreach (var bad in OfMembers(item, whole, copy[0]!.AsObject(), $"{at}[].")) yield return bad;
    }

    private static IEnumerable<(string Value, int? Status)> ValuesOf(JsonElement schema, bool isRequired)
    {
        yield return ("null", isRequired && !schema.Is("null") ? Refused : null);
        if (!schema.Is("boolean")) yield return ("true", Refused);
        foreach (var value in (string[])["{}", "1e999", "-1e999", "\"\\ud800\"", "\"\\udc00\\ud800\""]) yield return (value, Refused);
        if (!schema.Is("array")) yield return ("[]", Refused);
        if (schema.Is("integer"))
        {
            foreach (var value in (string[])["\"5\"", "\"\"", "\"x\"", "1.5", "2147483648", "-2147483649", "9999999999999999999999"])
            {
                yield return (value, Refused);
            }
            var (least, most) = (schema.Number("minimum"), schema.Number("maximum"));
            if (least is not null) yield return ($"{least - 1}", Refused);
            if (most is not null) yield return ($"{most + 1}", Refused);
            yield return ($"{least ?? int.MinValue}", null);
            yield return ($"{most ?? int.MaxValue}", null);
            yield break;
        }
        if (schema.Is("number"))
        {
            foreach (var value in (string[])["\"5\"", "\"\"", "\"x\"", "NaN", "Infinity", "0x5", ".5"]) yield return (value, Refused);
            foreach (var value in (string[])["0", "-0", "1", "1e-28", "0.3333333333333333333333333333", "79228162514264337593543950335"])
            {
                yield return (value, null);
            }
            if (schema.TryGetProperty("minimum", out var least)) yield return ($"{least.GetDecimal() - 1}", Refused);
            if (schema.TryGetProperty("maximum", out var most)) yield return ($"{most.GetDecimal() + 1}", Refused);
            yield break;
        }
        yield return ("5", Refused);
        if (schema.Is("boolean"))
        {
            foreach (var value in (string[])["\"true\"", "\"\"", "0", "1", "yes"]) yield return (value, Refused);
            foreach (var value in (string[])["true", "false"]) yield return (value, null);
            yield break;
        }
        if (schema.Is("array"))
        {
            yield return ("\"text\"", Refused);
            yield return ("[]", schema.Number("minItems") > 0 ? Refused : null);
            yield return ("[[]]", Refused);
            yield break;
        }
        foreach (var value in StringsOf(schema)) yield return value;
    }

    private static IEnumerable<(string Value, int? Status)> StringsOf(JsonElement schema)
    {
        yield return ("\"a\\u0000b\"", Refused);
        yield return ("\"\\u0000\"", Refused);
        yield return ("\"a\tb\"", Refused);
        if (schema.Format() is not null || schema.TryGetProperty("enum", out _))
        {
            foreach (var value in (string[])[
                "\"\"", "\" \"", "\"today\"", "\"2026-02-30\"", "\"2026-13-01\"", "\"02/03/2026\"", "\"2026-1-1\"", "\"not-a-guid\"",
                "\"😀\"",
            ]) yield return (value, Refused);
            if (schema.Format() == "date")
            {
                foreach (var value in (string[])["\"0001-01-01\"", "\"9999-12-31\"", "\"1000-01-01\"", "\"2024-02-29\""])
                {
                    yield return (value, null);
                }
            }
            if (schema.Format() == "uuid")
            {
                foreach (var value in (string[])["\"00000000-0000-0000-0000-000000000000\"", "\"7d9f3c52-6a0e-4c1b-9d57-0f6a8be2c001\""])
                {
                    yield return (value, null);
                }
            }
            yield break;
        }
        var most = schema.Number("maxLength");
        yield return ($"\"{new string('x', most + 1 ?? Long)}\"", Refused);
        yield return ($"\"{new string('x', most ?? 1)}\"", null);
        yield return ($"\"{new string('中', most ?? 1)}\"", null);
        yield return ($"\"{string.Concat(Enumerable.Repeat("\U00020000", most ?? 1))}\"", null);
        yield return ("\"\"", Refused);
        foreach (var value in (string[])["\"😀\"", "\"'; DROP TABLE audit; --\"", "\"<script>alert(1)</script>\""])
        {
            yield return (value, null);
        }

        // One that is compared byte by byte has no form; a text has several lines, a name one, a code no blank.
        var form = schema.TryGetProperty("pattern", out var pattern) ? pattern.GetString()! : "";
        int? unlessVerbatim = form.Length > 0 ? Refused : null;
        foreach (var value in (string[])[
            "\"   \"", "\" padded \"", "\"padded \"", "\"padded\\u00a0\"", "\"\\u3000padded\"", "\"\\u202ereversed\"", "\"a\\u200bb\"",
            "\"\\ufeff\"", "\"\\u3164\"", "\"a\\u2028b\"",
        ]) yield return (value, unlessVerbatim);
        yield return ("\"a\\nb\"", form.Contains("[\\s\\S]", StringComparison.Ordinal) ? null : unlessVerbatim);
        if (form == @"^\S+$") yield return ("\"a b\"", Refused);
    }

    private static string Replace(string text, JsonArray list) =>
        text.Replace($"\"{Mark}\"", list.ToJsonString(), StringComparison.Ordinal);

    private static string Shorten(string value) =>
        value.Length <= 40 ? value : string.Create(CultureInfo.InvariantCulture, $"{value[..10]}… ({value.Length - 2} characters)");
}
