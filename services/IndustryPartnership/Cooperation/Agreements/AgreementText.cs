using System.Globalization;
using System.Text.Json.Nodes;
using Kernel;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>D22: the parties sign one text, the canonical JSON (RFC 8785) of all that they agree on. Its SHA-256 identifies it.</summary>
public sealed record AgreementText(string Text, string Hash)
{
    /// <param name="kind">What the agreement is about.</param>
    /// <param name="title">Its title.</param>
    /// <param name="terms">What is agreed, in words.</param>
    /// <param name="parties">The organisations that sign, in any order.</param>
    /// <param name="validFrom">The first day on which it may be relied on.</param>
    /// <param name="validUntil">The last day.</param>
    /// <param name="amends">
    /// D23: the hash of the text that this one replaces, so that nobody signs it over another one; null for an agreement's first text.
    /// </param>
    public static AgreementText Of(
        string kind, string title, string terms, IEnumerable<string> parties, DateOnly validFrom, DateOnly validUntil,
        string? amends = null)
    {
        var members = new JsonObject
        {
            ["kind"] = kind,
            ["parties"] = new JsonArray([.. parties.Order(StringComparer.Ordinal).Select(party => JsonValue.Create(party))]),
            ["terms"] = terms,
            ["title"] = title,
            ["validFrom"] = validFrom.ToString("O", CultureInfo.InvariantCulture),
            ["validUntil"] = validUntil.ToString("O", CultureInfo.InvariantCulture),
        };
        if (amends is not null) members["amends"] = amends;
        var text = CanonicalJson.Write(members);
        return new AgreementText(text, CanonicalJson.Hash(text));
    }
}
