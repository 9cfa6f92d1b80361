using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Kernel;

/// <summary>One text for one content (RFC 8785), so that who sends its SHA-256 has read what the others read.</summary>
/// <remarks>Strings, lists, objects, and numbers of at most four decimals, for which the shortest text is ECMAScript's as well.</remarks>
public static class CanonicalJson
{
    /// <summary>The canonical text.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
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
            case JsonValue value:
                text.Append(value.GetValue<decimal>().ToString("0.####", CultureInfo.InvariantCulture));
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

    // Only quotation mark, backslash and the control characters are escaped, the latter in their shortest form.
    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }
        text.Append('"');
    }
}
