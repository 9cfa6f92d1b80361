namespace FacultyCertification.Rules;

/// <summary>D14: the levels of a dual-qualified certificate.</summary>
public static class Level
{
    public const string Junior = "junior";
    public const string Intermediate = "intermediate";
    public const string Senior = "senior";

    /// <summary>All levels, the lowest first.</summary>
    public static IReadOnlyList<string> InOrder { get; } = [Junior, Intermediate, Senior];

    public static bool IsHigher(string level, string than) => Rank(level) > Rank(than);

    private static int Rank(string level) => InOrder.Index().Single(one => one.Item == level).Index;
}
