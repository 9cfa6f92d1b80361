using System.Globalization;
using System.Text.Json.Nodes;
using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D31: what institution, enterprise and learner, and who co-signs, sign before a placement starts: the canonical JSON (RFC 8785) of it as planned, known by its SHA-256.</summary>
public sealed record TripartiteText(string Text, string Hash)
{
    public static TripartiteText Of(Guid placementId, string slotTitle, string postKind, Guid learnerId, string institution, string enterprise, DateOnly startsOn, DateOnly endsOn, int? minimumHours = null, IReadOnlyList<string>? coSignatories = null)
    {
        var terms = new JsonObject
        {
            ["endsOn"] = endsOn.ToString("O", CultureInfo.InvariantCulture),
            ["enterprise"] = enterprise,
            ["institution"] = institution,
            ["learnerId"] = learnerId.ToString(),
            ["placementId"] = placementId.ToString(),
            ["postKind"] = postKind,
            ["slotTitle"] = slotTitle,
            ["startsOn"] = startsOn.ToString("O", CultureInfo.InvariantCulture),
        };
        // What a slot does not state is not in the text: those that were signed before stay what they are.
        if (minimumHours is not null) terms["minimumHours"] = minimumHours;
        if (coSignatories is { Count: > 0 }) terms["coSignatories"] = new JsonArray([.. coSignatories.Select(code => JsonValue.Create(code))]);
        var text = CanonicalJson.Write(terms);
        return new TripartiteText(text, CanonicalJson.Hash(text));
    }
}
