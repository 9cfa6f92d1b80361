using static IndustryPartnership.Rules.CanonicalJson;

namespace IndustryPartnership.Rules;

/// <summary>D22: what the parties sign is one text, the canonical JSON (RFC 8785) of all that they agree on, known by its SHA-256.</summary>
public sealed record AgreementText(string Text, string Hash)
{
    public static AgreementText Of(string kind, string title, string terms, IEnumerable<string> parties, DateOnly validFrom, DateOnly validUntil)
    {
        var text = $$"""{"kind":{{Quote(kind)}},"parties":[{{string.Join(',', parties.Order(StringComparer.Ordinal).Select(Quote))}}],"terms":{{Quote(terms)}},"title":{{Quote(title)}},"validFrom":{{Quote(validFrom)}},"validUntil":{{Quote(validUntil)}}}""";
        return new AgreementText(text, CanonicalJson.Hash(text));
    }
}
