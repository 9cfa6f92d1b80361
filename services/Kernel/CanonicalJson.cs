using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kernel;

/// <summary>One text for one content (RFC 8785), so that equal hashes mean equal content.</summary>
/// <remarks>
/// Members are sorted by the UTF-16 code units of their names, and numbers are IEEE doubles as ECMAScript prints them. Some JSON has no
/// canonical text and is refused: a lone surrogate, a repeated member, a number outside double's range, and nesting deeper than
/// <see cref="Deepest"/>.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>The deepest nesting of lists and objects in a caller's text.</summary>
    public const int Deepest = 200;

    // Editors write it, and JSON readers reject it.
    private const char ByteOrderMark = '\uFEFF';

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <summary>The canonical text of an object built by code.</summary>
    /// <exception cref="FormatException">The object has a lone surrogate, or a number that is not finite.</exception>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>The canonical text of any JSON, with or without a byte order mark.</summary>
    /// <returns>Null if the text is no JSON, or has no canonical text.</returns>
    public static string? Canonicalise(string text)
    {
        try
        {
            return Write(JsonNode.Parse(text.StartsWith(ByteOrderMark) ? text[1..] : text, documentOptions: Strict));
        }
        // For a lone surrogate the reader throws one of the first three, depending on the place.
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
                text.Append(Number(
                    value.TryGetValue<double>(out var number) ? number : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
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

    // ECMAScript's Number::toString. .NET finds the same shortest digits, and the exponent gives the place of the point.
    private static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new FormatException("A number outside of double's range has no canonical text.");
        if (value == 0) return "0";
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var (mantissa, exponent) = (parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        // The value is 0.digits × 10^point.
        var point = (mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot
            ? dot
            : mantissa.Length) + exponent - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return (value < 0 ? "-" : "") + point switch
        {
            > 21 or <= -6 =>
                $"{digits[0]}{(digits.Length > 1
                    ? "."
                    : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture)}",
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
