using System.Globalization;
using System.Text.Json;

namespace Gateway.Portal;

/// <summary>
/// The words of the pages in English and Chinese. A page has its own in the JSON file beside it; <c>Shared/Words.json</c> has those of
/// all. Each key has a pair of texts.
/// </summary>
internal static class Texts
{
    private const string Prefix = "words/";
    private const string Common = "Shared/Words";

    private static readonly string Root = typeof(Texts).Namespace!;

    /// <summary>All files by their path without ending, such as <c>Learners/Slots</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> Files { get; } =
        typeof(Texts).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read);

    /// <summary>A text of a page, or of all pages; the key itself if there is none.</summary>
    public static string Of(Type page, string key, Language language, params object?[] values)
    {
        var text = Find(page, key, language) ?? key;
        return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }

    /// <summary>A text of a page, or of all pages; null if there is none.</summary>
    public static string? Find(Type page, string key, Language language)
    {
        var file = page.FullName![(Root.Length + 1)..].Replace('.', '/');
        var texts = Files.TryGetValue(file, out var own) && own.TryGetValue(key, out var found) ? found
            : Files[Common].GetValueOrDefault(key);
        return texts?[language == Language.Chinese ? 1 : 0];
    }

    private static IReadOnlyDictionary<string, string[]> Read(string resource)
    {
        using var json = typeof(Texts).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)!;
    }
}
