using System.Text.Json;

namespace Contracts;

/// <summary>The texts of refusals in Chinese: <c>contracts/problems-zh.json</c>.</summary>
public static class Chinese
{
    private static readonly Pages Read = ReadPages();

    /// <summary>The title of a problem type; null where it is missing.</summary>
    public static string? Title(string type) => Read.Titles.GetValueOrDefault(type);

    /// <summary>The words of a detail, with its values' places such as <c>{0}</c>; null where they are missing.</summary>
    public static string? Text(string english) => Read.Details.GetValueOrDefault(english);

    /// <summary>All of them, for those that check them.</summary>
    public static Pages All => Read;

    private static Pages ReadPages()
    {
        using var page = typeof(Chinese).Assembly.GetManifestResourceStream("problems-zh.json")!;
        return JsonSerializer.Deserialize<Pages>(page, JsonSerializerOptions.Web)!;
    }

    /// <param name="Titles">By problem type.</param>
    /// <param name="Details">By the English words.</param>
    public sealed record Pages(IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, string> Details);
}
