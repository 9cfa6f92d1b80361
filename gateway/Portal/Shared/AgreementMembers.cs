using System.Text.Json;

namespace Gateway.Portal.Shared;

/// <summary>Reads the canonical text of an agreement, which is JSON.</summary>
internal static class AgreementMembers
{
    /// <summary>The members that a reader wants first, in this order.</summary>
    private static readonly string[] First =
        ["slotTitle", "postKind", "enterprise", "institution", "coSignatories", "startsOn", "endsOn", "minimumHours", "work", "clauses"];

    /// <summary>Ids, which tell a reader nothing, stand last.</summary>
    private static readonly string[] Last = ["templateVersion", "placementId", "learnerId", "fromSlotId", "toSlotId"];

    /// <summary>A member of the text that is a code; empty if there is none.</summary>
    public static string CodeOf(string text, string member)
    {
        if (text.Length == 0) return "";
        using var agreement = JsonDocument.Parse(text);
        return agreement.RootElement.TryGetProperty(member, out var code) ? code.GetString() ?? "" : "";
    }

    /// <summary>The members of an object, in the order for a reader.</summary>
    public static IEnumerable<JsonProperty> MembersOf(JsonElement part) => part.EnumerateObject().OrderBy(
        member => Array.IndexOf(First, member.Name) is >= 0 and var first ? first : First.Length + Array.IndexOf(Last, member.Name) + 1);
}
