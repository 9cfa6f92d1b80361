using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IndustryPartnership.Rules;

/// <summary>What texts that are signed are written in (RFC 8785), so that the same content has the same SHA-256.</summary>
/// <remarks>They have only strings and lists of strings, in the order of their names, so that canonical JSON is a matter of escapes alone.</remarks>
internal static class CanonicalJson
{
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Quote(Guid id) => Quote(id.ToString());

    public static string Quote(DateOnly date) => Quote(date.ToString("O", CultureInfo.InvariantCulture));

    // RFC 8785, 3.2.2.2: only quotation mark, backslash and the control characters are escaped, the latter in their shortest form.
    public static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append('"').ToString();
    }
}
