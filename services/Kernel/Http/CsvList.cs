using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;

namespace Kernel.Http;

/// <summary>
/// A list as CSV. It asks the list's own handler for page after page, and writes each before it asks for the next one. So it needs the
/// memory of one page, and holds no transaction. Each line ends with its cursor: a client that lost the connection goes on there.
/// </summary>
/// <param name="item">The type of the items.</param>
/// <param name="paging">The place of the first page.</param>
/// <param name="page">That page.</param>
/// <param name="readAsync">Reads another one; null if the list is out of the caller's sight meanwhile.</param>
/// <param name="json">How bodies are written. The cells are the members' JSON.</param>
internal sealed class CsvList(
    Type item, Paging paging, object page, Func<Paging, Task<object?>> readAsync, JsonSerializerOptions json) : IResult
{
    /// <summary>Whether a request wants CSV, and not rather JSON.</summary>
    public static bool IsAskedFor(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0) return false;
        var accepted = new RequestHeaders(request.Headers).Accept;
        return Weight(CsvText.MediaType) is var csv && csv > 0 && csv > Weight("application/json");

        double Weight(string mediaType) => accepted.Where(
            range => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            .Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
    }

    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = $"{CsvText.MediaType}; charset=utf-8";
        if (Methods.IsHead(http)) return;
        var columns = CsvColumn.Of(item, json);
        var text = new StringBuilder(CsvText.Mark);
        CsvText.AppendLine(text, [.. columns.Select(column => column.Name), CsvColumn.Cursor]);
        while (true)
        {
            var items = JsonSerializer.SerializeToElement(page, page.GetType(), json).GetProperty("items");
            foreach (var (place, one) in items.EnumerateArray().Index())
            {
                CsvText.AppendLine(text, [.. columns.Select(column => column.Of(one)), (paging.Cursors[place], true)]);
            }
            await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
            if (!paging.IsWhole || !paging.HasMore) return;
            (paging, text) = (paging.Next(), text.Clear());
            if (await readAsync(paging) is { } next)
            {
                page = next;
                continue;
            }
            // The client must not take what it has for the whole list.
            http.Abort();
            return;
        }
    }
}
