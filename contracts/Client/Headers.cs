namespace VocationalPlatform.Client;

/// <summary>What the headers of a reply say.</summary>
internal static class Headers
{
    public static IReadOnlyDictionary<string, IEnumerable<string>> Of(HttpResponseMessage reply) =>
        reply.Headers.Concat(reply.Content.Headers).ToDictionary(header => header.Key, header => header.Value);

    /// <summary>A parameter of the next page's address, such as <c>cursor</c>; null without a next page.</summary>
    public static string? NextOf(IReadOnlyDictionary<string, IEnumerable<string>> headers, string parameter)
    {
        if (!headers.TryGetValue("Link", out var links)) return null;
        var query = links.First().Split('<', '>')[1].Split('?', 2)[1];
        var value = query.Split('&').Single(part => part.StartsWith($"{parameter}=", StringComparison.Ordinal));
        return Uri.UnescapeDataString(value[(parameter.Length + 1)..]);
    }
}
