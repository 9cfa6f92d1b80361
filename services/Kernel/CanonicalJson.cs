using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kernel;

/// <summary>One text for one content (RFC 8785), so that who sends its SHA-256 has read what the others read.</summary>
/// <remarks>
/// Members are sorted by the UTF-16 code units of their names, and numbers are IEEE doubles as ECMAScript prints them. What has no canonical
/// text is refused: a lone surrogate, a member named twice, a number outside of double's range, and what is nested deeper than <see cref="Deepest"/>.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>How deep lists and objects of a text that somebody hands in may be nested.</summary>
    public const int Deepest = 200;

    // Editors write it, and no reader of JSON takes it.
    private const char ByteOrderMark = '\uFEFF';

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <summary>The canonical text of what the code has put together.</summary>
    /// <exception cref="FormatException">It has a lone surrogate, or a number that is not finite.</exception>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>The canonical text of any JSON, with or without a byte order mark before it.</summary>
    /// <returns>Null where the text is no JSON, or JSON that has no canonical text.</returns>
    public static string? Canonicalise(string text)
    {
        try
        {
            return Write(JsonNode.Parse(text.StartsWith(ByteOrderMark) ? text[1..] : text, documentOptions: Strict));
        }
        // The reader throws each of the first three for a lone surrogate, by where it meets it.
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The SHA-256 of a text, in lower-case hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                Append(text, '{', members.OrderBy(member => member.Key, StringComparer.Ordinal), '}', member =>
                {
                    Quote(text, member.Key);
                    Append(text.Append(':'), member.Value);
                });
                break;
            case JsonArray items:
                Append(text, '[', items, ']', item => Append(text, item));
                break;
            case JsonValue value when value.TryGetValue<string>(out var words):
                Quote(text, words);
                break;
            case JsonValue value when value.TryGetValue<bool>(out var isTrue):
                text.Append(isTrue ? "true" : "false");
                break;
            case JsonValue value:
                text.Append(Number(value.TryGetValue<double>(out var number) ? number : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Append<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> append)
    {
        text.Append(open);
        foreach (var (index, item) in items.Index())
        {
            if (index > 0) text.Append(',');
            append(item);
        }
        text.Append(close);
    }

    // ECMAScript's Number::toString. .NET finds the same shortest digits; where the point stands is said in its exponent.
    private static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new FormatException("A number outside of double's range has no canonical text.");
        if (value == 0) return "0";
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var (mantissa, exponent) = (parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        // The value is 0.digits × 10^point.
        var point = (mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? dot : mantissa.Length) + exponent - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return (value < 0 ? "-" : "") + point switch
        {
            > 21 or <= -6 => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture)}",
            <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => point >= digits.Length ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}",
        };
    }

    // Only quotation mark, backslash and the control characters are escaped, the latter in their shortest form.
    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var place = 0; place < value.Length; place++)
        {
            if (char.IsSurrogatePair(value, place)) text.Append(value[place++]);
            else if (char.IsSurrogate(value[place])) throw new FormatException("A lone surrogate has no canonical text.");
            _ = value[place] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)value[place]:x4}"),
                var character => text.Append(character),
            };
        }
        text.Append('"');
    }
}
