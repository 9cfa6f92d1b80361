using System.Globalization;
using System.Text.Json.Nodes;
using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D22: what the parties sign is one text, the canonical JSON (RFC 8785) of all that they agree on, known by its SHA-256.</summary>
public sealed record AgreementText(string Text, string Hash)
{
    public static AgreementText Of(string kind, string title, string terms, IEnumerable<string> parties, DateOnly validFrom, DateOnly validUntil)
    {
        var text = CanonicalJson.Write(new JsonObject
        {
            ["kind"] = kind,
            ["parties"] = new JsonArray([.. parties.Order(StringComparer.Ordinal).Select(party => JsonValue.Create(party))]),
            ["terms"] = terms,
            ["title"] = title,
            ["validFrom"] = validFrom.ToString("O", CultureInfo.InvariantCulture),
            ["validUntil"] = validUntil.ToString("O", CultureInfo.InvariantCulture),
        });
        return new AgreementText(text, CanonicalJson.Hash(text));
    }
}
