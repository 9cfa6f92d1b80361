using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>Rules as data: files shipped with the service, and files of a folder that the installation names.</summary>
internal static class RuleFiles
{
    /// <summary>The source of a file's text: it was read, it was recalled, or this platform decided it.</summary>
    public static IReadOnlyList<string> Marks { get; } = ["R", "R?", "D"];

    /// <summary>Those that the service ships in a folder.</summary>
    public static IEnumerable<(string Name, string Text)> Shipped(string folder) => ShippedFiles.Of(typeof(RuleFiles).Assembly, folder);

    /// <summary>Those of the folder that a setting names; none if it is not set.</summary>
    /// <exception cref="InvalidOperationException">There is no such folder.</exception>
    public static IEnumerable<(string Name, string Text)> Own(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } folder) return [];
        if (!Directory.Exists(folder)) throw new InvalidOperationException($"{setting} names {folder}, which does not exist.");
        return Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file)));
    }
}
