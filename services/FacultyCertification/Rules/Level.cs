namespace FacultyCertification.Rules;

/// <summary>D14: the levels of a dual-qualified certificate.</summary>
public static class Level
{
    public const string Junior = "junior";
    public const string Intermediate = "intermediate";
    public const string Senior = "senior";

    /// <summary>One of them, as a request is checked.</summary>
    public const string Pattern = "^(" + Junior + "|" + Intermediate + "|" + Senior + ")$";

    public static IReadOnlyList<string> All { get; } = [Junior, Intermediate, Senior];
}
