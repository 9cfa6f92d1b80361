using Kernel.Http;

namespace Kernel.Changes;

/// <summary>The refusals of the change feed.</summary>
internal static class ChangeProblems
{
    /// <summary>The value of <c>after</c> with which a reader begins, and begins again.</summary>
    public const string Start = "start";

    private static readonly ProblemType UnknownCursor = CommonProblems.Catalogue.Define(
        "unknown-cursor", 400, "The cursor does not belong to this feed.");
    private static readonly ProblemType CursorExpired = CommonProblems.Catalogue.Define(
        "cursor-expired", 410, "The feed no longer has the changes after this cursor.");
    private static readonly ProblemType UnknownKind = CommonProblems.Catalogue.Define(
        "unknown-kind", 400, "The feed has no things of this kind.");

    public static Refusal NotOfThisFeed(string after) => UnknownCursor.Refuse(
        "Send the cursor of an event or of the header Link as it is, or begin with a snapshot.",
        facts: new { after }, change: new { after = Start });

    public static Refusal TooOld(string after, TimeSpan keptFor) => CursorExpired.Refuse(
        "Read a new snapshot and go on from its end. You can no longer see things that are not in it.",
        facts: new { after, keptForDays = (int)keptFor.TotalDays }, change: new { after = Start });

    public static Refusal NotAKind(string kind, IEnumerable<string> kinds)
    {
        string[] known = [.. kinds.Order(StringComparer.Ordinal)];
        return UnknownKind.Refuse("Send one of the kinds in the facts, or none.", facts: new { kind, kinds = known },
            change: new { kind = (string?)null });
    }
}
