namespace IndustryPartnership.Internships.Law;

/// <summary>Rules that are data: files that come with the service, and files of a folder that the installation names.</summary>
internal static class RuleFiles
{
    /// <summary>Where what a file says is from: its text was read, was recalled and not read word for word, or is ours.</summary>
    public static IReadOnlyList<string> Marks { get; } = ["R", "R?", "D"];

    /// <summary>Names and contents of the files that come with the service under a prefix.</summary>
    public static IEnumerable<(string Name, string Text)> Shipped(string prefix)
    {
        var assembly = typeof(RuleFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, text.ReadToEnd());
        }
    }

    /// <summary>Those of the folder that a setting names; none where it names none.</summary>
    /// <exception cref="InvalidOperationException">There is no such folder.</exception>
    public static IEnumerable<(string Name, string Text)> Own(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } folder) return [];
        if (!Directory.Exists(folder)) throw new InvalidOperationException($"{setting} names {folder}, and there is no such folder.");
        return Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file)));
    }
}
