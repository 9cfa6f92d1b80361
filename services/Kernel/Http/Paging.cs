using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Dapper;
using Kernel.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Kernel.Http;

/// <summary>
/// Which part of a list is asked for, and in which order:
/// <c>?cursor=…&amp;limit=…&amp;sort=…&amp;updatedSince=…&amp;total=true</c>.
/// </summary>
/// <param name="After">The sequence number of the last row of the page before; 0 at the beginning.</param>
/// <param name="Limit">The most rows, 1 to 200; 50 by default.</param>
public sealed record Paging(long After, int Limit)
{
    private const int Default = 50;
    private const int Most = 200;

    private ListCursor? cursor;
    private ListOrder order = ListOrder.Recorded;
    private ListOf? list;
    private DateTimeOffset? updatedSince;
    private bool counts;
    private bool isRead;

    /// <summary>The schema of <c>limit</c> in the OpenAPI document.</summary>
    internal static OpenApiSchema LimitSchema =>
        new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = $"{Most}", Default = Default };

    /// <summary>Whether the list is asked for in the order of recording.</summary>
    public bool IsAsRecorded => order.Member is null;

    /// <summary>Whether the reply is CSV.</summary>
    internal bool IsCsv { get; private init; }

    /// <summary>Whether the reply has all that follows, and not one page: a CSV without a limit.</summary>
    internal bool IsWhole { get; private init; }

    /// <summary>How many items the whole list has, if that was asked for.</summary>
    internal int? Total { get; private set; }

    /// <summary>The place behind each item of the page, as clients write it.</summary>
    internal IReadOnlyList<string> Cursors { get; private set; } = [];

    /// <summary>Whether there may be a next page.</summary>
    internal bool HasMore => Cursors.Count == Limit;

    /// <exception cref="BadRequestException">400 if the cursor is not from such a list, the limit is out of its range, or no index has the
    /// order.</exception>
    public static ValueTask<Paging?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var (query, list) = (context.Request.Query, context.GetEndpoint()?.Metadata.GetMetadata<ListOf>());
        var limit = Default;
        if (query["limit"] is { Count: > 0 } asked
            && (!int.TryParse(asked.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
        {
            throw new BadRequestException($"limit is a number from 1 to {Most}.");
        }
        var isCsv = list is not null && CsvList.IsAskedFor(context.Request);
        var isWhole = isCsv && query["limit"].Count == 0;
        var order = OrderOf(query[ListOf.Sort], list);
        var cursor = query["cursor"] is { Count: > 0 } place ? Decode(place.ToString(), order) : null;
        return ValueTask.FromResult<Paging?>(new Paging(cursor?.Seq ?? 0, isWhole ? Most : limit)
        {
            cursor = cursor,
            order = order,
            list = list,
            IsCsv = isCsv,
            IsWhole = isWhole,
            counts = query[ListOf.Total] is ["true"],
            // It was judged as a moment already.
            updatedSince = query[ListOf.UpdatedSince] is [{ } since] ? DateTimeOffset.Parse(since, CultureInfo.InvariantCulture) : null,
        });
    }

    /// <summary>Reads the rows of the page.</summary>
    /// <param name="db">The database.</param>
    /// <param name="rows">
    /// The rows of the whole list, each with its place as <c>seq</c>, without an order. A list that the change feed knows has <c>id</c> or
    /// <c>code</c>, and a list with a <see cref="SortKeyAttribute"/> has the member's column.
    /// </param>
    /// <param name="filters">The parameters of the statement.</param>
    /// <param name="ct">Ends the request.</param>
    public async Task<IReadOnlyList<TRow>> ReadAsync<TRow>(
        Db db, [ConstantExpected] string rows, object? filters, CancellationToken ct)
    {
        isRead = true;
        var shape = order.Shape with { Continues = cursor?.Key is not null };
        var asked = new DynamicParameters(filters);
        if (updatedSince is not null && list?.Kind is { } kind)
        {
            shape = shape with { ChangedBy = kind.Replies.Key };
            asked.Add("changeKind", kind.Name);
            asked.Add("updatedSince", updatedSince.Value);
        }
        await CountAsync(db, rows, shape, asked, ct);
        asked.Add("after", cursor is null && order.IsDescending ? long.MaxValue : cursor is null ? long.MinValue : cursor.Seq);
        asked.Add("limit", Limit);
        if (shape.Continues) asked.Add("afterKey", cursor!.Key);
        return await db.QueryAsync<TRow>(rows, shape, asked, ct);
    }

    /// <summary>Counts the rows of a list, if that was asked for, where its page is read by a statement of its own.</summary>
    public Task CountAsync(Db db, [ConstantExpected] string rows, object? filters, CancellationToken ct) =>
        CountAsync(db, rows, order.Shape, new DynamicParameters(filters), ct);

    private async Task CountAsync(Db db, [ConstantExpected] string rows, ListShape shape, DynamicParameters asked, CancellationToken ct)
    {
        if (!Counts) return;
        Total = (await db.QueryAsync<int>(rows, shape with { Continues = false, Counts = true }, asked, ct)).Single();
    }

    /// <summary>The page of a list that was computed in its one order.</summary>
    /// <param name="all">All of it.</param>
    /// <returns>Items with their places, from 1.</returns>
    public IReadOnlyList<(long Seq, T Item)> Of<T>(IReadOnlyCollection<T> all)
    {
        Counted(all.Count);
        return [.. all.Select((item, place) => (place + 1L, item)).Where(one => one.Item1 > After).Take(Limit)];
    }

    /// <summary>Tells how many items a list has whose rows are judged after they are read.</summary>
    public void Counted(int total) => Total = counts ? total : null;

    /// <summary>Whether somebody wants to know.</summary>
    public bool Counts => counts && Total is null;

    /// <summary>The same list from its beginning.</summary>
    public Paging FromBeginning() => this with { After = 0, cursor = null, counts = false };

    /// <summary>The same list behind a row of it, in the order of recording.</summary>
    public Paging Behind(long seq) => this with { After = seq, cursor = new ListCursor(seq, order.Name, null), counts = false };

    /// <summary>The same list behind the page that was read.</summary>
    internal Paging Next()
    {
        var next = ListCursor.Read(Cursors[^1]);
        return this with { After = next.Seq, cursor = next, counts = false, Cursors = [] };
    }

    /// <summary>Makes the reply, with a link to the next page if there may be one.</summary>
    /// <param name="http">The request; the next page keeps its filters.</param>
    /// <param name="rows">At most <see cref="Limit"/> rows in their order.</param>
    /// <param name="seq">A row's sequence number.</param>
    /// <param name="item">The item for a row.</param>
    public Ok<Page<TItem>> Reply<TRow, TItem>(HttpContext http, IReadOnlyList<TRow> rows, Func<TRow, long> seq, Func<TRow, TItem> item)
        where TItem : notnull
    {
        if (list?.Orders.Count > 0 && !isRead)
        {
            throw new InvalidOperationException("The rows of this list were not read by ReadAsync, so order and count would be ignored.");
        }
        var page = new Page<TItem>([.. rows.Select(item)]) { Total = Total };
        Cursors = [.. rows.Zip(page.Items, (row, shown) => $"{new ListCursor(seq(row), order.Name, order.KeyOf(shown))}")];
        if (HasMore && !IsWhole)
        {
            var query = http.Request.Query.Where(pair => pair.Key is not ("cursor" or ListOf.Total)).Append(new("cursor", Cursors[^1]));
            http.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(http.Request.Path, query)}>; rel=\"next\"";
        }
        return TypedResults.Ok(page);
    }

    private static ListOrder OrderOf(Microsoft.Extensions.Primitives.StringValues asked, ListOf? list) =>
        list is null || asked is not [{ } name] ? ListOrder.Recorded
            : list.Orders.FirstOrDefault(order => order.Name == name) ?? throw new BadRequestException(
                $"The parameter {ListOf.Sort} does not take \"{name}\". Send {Wording.AnyOf(list.Orders.Select(order => order.Name))}.");

    private static ListCursor Decode(string text, ListOrder order)
    {
        try
        {
            var cursor = ListCursor.Read(text);
            if (cursor.Order != order.Name)
            {
                throw new BadRequestException(
                    $"The cursor is from a list with {ListOf.Sort}={cursor.Order}. Send the same {ListOf.Sort} with it.");
            }
            return order.Takes(cursor.Key) ? cursor : throw new FormatException();
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new BadRequestException("Send the cursor from the Link of the previous page, unchanged.", inner: error);
        }
    }
}

/// <summary>One page of a list. The header <c>Link</c> with <c>rel="next"</c> names the next page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items)
{
    /// <summary>How many items the whole list has, with <c>total=true</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public int? Total { get; init; }
}
