using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Kernel.Http;

/// <summary>The begin and the length of a page: <c>?cursor=…&amp;limit=…</c>. Pages follow the rows' sequence.</summary>
/// <param name="After">The sequence number of the last row of the page before; 0 at the beginning.</param>
/// <param name="Limit">The most rows, 1 to 200; 50 by default.</param>
public sealed record Paging(long After, int Limit)
{
    private const int Default = 50;
    private const int Most = 200;

    /// <summary>The schema of <c>limit</c> in the OpenAPI document.</summary>
    internal static OpenApiSchema LimitSchema =>
        new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = $"{Most}", Default = Default };

    /// <exception cref="BadRequestException">400 if the cursor is not from a list, or the limit is out of its range.</exception>
    public static ValueTask<Paging?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var limit = Default;
        if (context.Request.Query["limit"] is { Count: > 0 } asked
            && (!int.TryParse(asked.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
        {
            throw new BadRequestException($"limit is a number from 1 to {Most}.");
        }
        var after = context.Request.Query["cursor"] is { Count: > 0 } cursor ? Decode(cursor.ToString()) : 0;
        return ValueTask.FromResult<Paging?>(new Paging(after, limit));
    }

    /// <summary>Makes the reply, with a link to the next page if there may be one.</summary>
    /// <param name="http">The request; the next page keeps its filters.</param>
    /// <param name="rows">At most <see cref="Limit"/> rows in their sequence.</param>
    /// <param name="seq">A row's sequence number.</param>
    /// <param name="item">The item for a row.</param>
    public Ok<Page<TItem>> Reply<TRow, TItem>(HttpContext http, IReadOnlyList<TRow> rows, Func<TRow, long> seq, Func<TRow, TItem> item)
    {
        if (rows.Count == Limit)
        {
            var query = http.Request.Query.Where(pair => pair.Key != "cursor").Append(new("cursor", Encode(seq(rows[^1]))));
            http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, query)}>; rel=\"next\"";
        }
        return TypedResults.Ok(new Page<TItem>([.. rows.Select(item)]));
    }

    private static string Encode(long seq) =>
        WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes(seq.ToString(CultureInfo.InvariantCulture)));

    private static long Decode(string cursor)
    {
        try
        {
            return long.Parse(
                Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(cursor)), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new BadRequestException("cursor is taken from the Link of the page before, as it stands there.", inner: error);
        }
    }
}

/// <summary>One page of a list. The header <c>Link</c> with <c>rel="next"</c> names the next page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items);
