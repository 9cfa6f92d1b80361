using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IndustryPartnership.Rules;

/// <summary>D22: what the parties sign is one text, the canonical JSON (RFC 8785) of all that they agree on, known by its SHA-256.</summary>
/// <remarks>It has only strings and a list of strings, in the order of their names, so that canonical JSON is a matter of escapes alone.</remarks>
public sealed record AgreementText(string Text, string Hash)
{
    public static AgreementText Of(string kind, string title, string terms, IEnumerable<string> parties, DateOnly validFrom, DateOnly validUntil)
    {
        var text = $$"""{"kind":{{Quote(kind)}},"parties":[{{string.Join(',', parties.Order(StringComparer.Ordinal).Select(Quote))}}],"terms":{{Quote(terms)}},"title":{{Quote(title)}},"validFrom":{{Quote(Day(validFrom))}},"validUntil":{{Quote(Day(validUntil))}}}""";
        return new AgreementText(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static string Day(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    // RFC 8785, 3.2.2.2: only quotation mark, backslash and the control characters are escaped, the latter in their shortest form.
    private static string Quote(string value)
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
