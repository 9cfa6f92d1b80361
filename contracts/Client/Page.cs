using System.Text.Json.Serialization;

namespace VocationalPlatform.Client;

/// <summary>One page of a list.</summary>
public abstract record Page
{
    /// <summary>The cursor of the page after it, from the header <c>Link</c>; null on the last page.</summary>
    [JsonIgnore]
    public string? Next { get; internal set; }

    /// <summary>Reads all items of a list, page by page.</summary>
    /// <param name="read">Reads the page that a cursor names; the first one has none.</param>
    /// <param name="items">The items of a page.</param>
    public static async Task<IReadOnlyList<TItem>> AllAsync<TPage, TItem>(
        Func<string?, Task<TPage>> read, Func<TPage, IEnumerable<TItem>> items) where TPage : Page
    {
        var all = new List<TItem>();
        for (string? cursor = null; ;)
        {
            var page = await read(cursor).ConfigureAwait(false);
            all.AddRange(items(page));
            if (page.Next is null) return all;
            cursor = page.Next;
        }
    }
}
