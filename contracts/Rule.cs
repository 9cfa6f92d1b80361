namespace Contracts;

/// <summary>A rule that refusals name by its number; <c>contracts/rules.md</c> explains it.</summary>
public sealed record Rule
{
    /// <summary>Its number, such as <c>D29</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Its text in English.</summary>
    public required string English { get; init; }

    /// <summary>Its text in Chinese.</summary>
    public required string Chinese { get; init; }

    /// <summary>Its source in English.</summary>
    public required string Source { get; init; }

    /// <summary>Its source in Chinese.</summary>
    public required string SourceInChinese { get; init; }

    /// <summary>The functions that judge by it, as class and method.</summary>
    public required IReadOnlyList<string> JudgedBy { get; init; }

    /// <summary>The types of problem that name it, such as <c>/problems/enrollment/no-place</c>.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Every rule, in the order of the page.</summary>
    public static IReadOnlyList<Rule> All { get; } = Read();

    private static List<Rule> Read()
    {
        using var page = new StreamReader(typeof(Rule).Assembly.GetManifestResourceStream("rules.md")!);
        return [.. page.ReadToEnd().ReplaceLineEndings("\n").Split("\n### ").Skip(1).Select(Parse)];
    }

    private static Rule Parse(string section)
    {
        var lines = section.Split("\n## ")[0].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 6) throw new FormatException($"A rule has six lines, {lines[0]} has {lines.Length}.");
        var source = After("Source", lines[3]).Split(" · ");
        return new Rule
        {
            Number = lines[0],
            English = lines[1],
            Chinese = lines[2],
            Source = source[0],
            SourceInChinese = source[1],
            JudgedBy = Names(After("Judged by", lines[4])),
            Problems = [.. Names(After("Problems", lines[5])).Select(name => $"/problems/{name}")],
        };
    }

    private static string After(string label, string line) => line.StartsWith($"- {label}: ", StringComparison.Ordinal)
        ? line[$"- {label}: ".Length..]
        : throw new FormatException($"Expected \"- {label}: …\" instead of \"{line}\".");

    private static string[] Names(string list) => list == "none" ? [] : [.. list.Split(", ").Select(name => name.Trim('`'))];
}
