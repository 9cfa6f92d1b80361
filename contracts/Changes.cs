namespace Contracts;

/// <summary>What changed for clients, by day: <c>contracts/changes.md</c>.</summary>
public static class Changes
{
    /// <summary>The page, as Markdown.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var page = new StreamReader(typeof(Changes).Assembly.GetManifestResourceStream("changes.md")!);
        return page.ReadToEnd().ReplaceLineEndings("\n");
    }
}
