using static IndustryPartnership.Rules.CanonicalJson;

namespace IndustryPartnership.Rules;

/// <summary>D31: what institution, enterprise and learner sign before a placement starts: the canonical JSON (RFC 8785) of it as planned, known by its SHA-256.</summary>
public sealed record TripartiteText(string Text, string Hash)
{
    public static TripartiteText Of(Guid placementId, string slotTitle, string postKind, Guid learnerId, string institution, string enterprise, DateOnly startsOn, DateOnly endsOn)
    {
        var text = $$"""{"endsOn":{{Quote(endsOn)}},"enterprise":{{Quote(enterprise)}},"institution":{{Quote(institution)}},"learnerId":{{Quote(learnerId)}},"placementId":{{Quote(placementId)}},"postKind":{{Quote(postKind)}},"slotTitle":{{Quote(slotTitle)}},"startsOn":{{Quote(startsOn)}}}""";
        return new TripartiteText(text, CanonicalJson.Hash(text));
    }
}
