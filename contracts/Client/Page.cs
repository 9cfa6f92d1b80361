using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace VocationalPlatform.Client;

/// <summary>One page of a list.</summary>
public abstract record Page
{
    /// <summary>The cursor of the page after it, from the header <c>Link</c>; null on the last page.</summary>
    [JsonIgnore]
    public string? Next { get; internal set; }

    /// <summary>Reads the items of a list one after the other; each page is read when its first item is asked for.</summary>
    /// <param name="read">Reads the page that a cursor names; the first one has none.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="ct">Stops before the next page.</param>
    public static async IAsyncEnumerable<TItem> EachAsync<TPage, TItem>(
        Func<string?, Task<TPage>> read,
        Func<TPage, IEnumerable<TItem>> items,
        [EnumeratorCancellation] CancellationToken ct = default) where TPage : Page
    {
        string? cursor = null;
        do
        {
            ct.ThrowIfCancellationRequested();
            var page = await read(cursor).ConfigureAwait(false);
            foreach (var item in items(page)) yield return item;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Reads all items of a list, page by page.</summary>
    /// <param name="read">Reads the page that a cursor names; the first one has none.</param>
    /// <param name="items">The items of a page.</param>
    public static async Task<IReadOnlyList<TItem>> AllAsync<TPage, TItem>(
        Func<string?, Task<TPage>> read, Func<TPage, IEnumerable<TItem>> items) where TPage : Page =>
        await EachAsync(read, items).ToListAsync().ConfigureAwait(false);
}
