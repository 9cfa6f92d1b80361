using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Testing;

namespace Access.Tests;

/// <summary>Every list of a service's document, asked in each way that the document offers.</summary>
public abstract class ListTests(Things things)
{
    private const string Csv = "text/csv";

    // Enough that each list has several pages, however many things other tests have made.
    private const int Pages = 3;

    /// <summary>The first row of each list, by the document.</summary>
    protected static TheoryData<string> Lists(string service, Table table)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi", $"{service}.json")));
        var lists = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.GetRawText().Contains("\"x-columns\"", StringComparison.Ordinal))
            .Select(operation => operation.Value.GetProperty("operationId").GetString()!).ToHashSet();
        return [.. table.Rows.Where(row => lists.Contains(row.Operation) && row.Doer is not null).DistinctBy(row => row.Operation)
            .Select(row => row.Name)];
    }

    [Fact]
    public void Each_list_has_columns_a_count_and_an_order_or_a_reason() => Assert.Empty(
        from operation in things.Operations
        where operation.Query.Any(parameter => parameter.Name == "cursor") && operation.Id != "GetInternshipBoard"
        where operation.Columns is null || !Takes(operation, "total")
            || !(Takes(operation, "sort") || operation.Description.Contains("takes no sort", StringComparison.Ordinal))
        select operation.Id);

    protected async Task CheckAsync(string name)
    {
        var row = things.Table.Rows.Single(one => one.Name == name);
        var operation = things.OperationOf(row);
        await things.MakeAsync(row);
        var thing = await things.MakeAsync(row);
        var reader = Table.Roles.FirstOrDefault(role => row.Cells[0].For(role).Shows == true) ?? row.Doer!;
        var asked = new Asked(things, operation, thing, things.Token(thing.Own ?? row.Own, reader, thing.Person));

        var items = await asked.ItemsAsync("limit=200");
        Assert.NotEmpty(items);
        await HasTheSameCsvAsync(asked, items);
        await IsCountedAsync(asked, items.Count);
        foreach (var order in operation.Query.FirstOrDefault(parameter => parameter.Name == "sort") is { } sort
            ? sort.Schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!) : [])
        {
            await IsInOrderAsync(asked, items, order);
        }
        await RefusesAnUnknownOrderAsync(asked);
        // Things of the first migrations reach the feed by a sweep, which does not run here.
        if (operation.Id != "ListPathways") await KnowsWhatChangedAsync(asked, items);
    }

    private static async Task HasTheSameCsvAsync(Asked asked, IReadOnlyList<JsonElement> items)
    {
        var (columns, lines) = await asked.LinesAsync("");

        Assert.Equal(asked.Operation.Columns!, columns);
        Assert.Equal(
            items.Select(item => string.Join('|', columns.SkipLast(1).Select(column => CellOf(item, column)))),
            lines.Select(line => string.Join('|', line.SkipLast(1))));
        // A client that lost the connection goes on behind the last line that it has.
        var place = lines.Count / 2;
        var rest = (await asked.LinesAsync($"cursor={lines[place][^1]}")).Lines;
        Assert.Equal(lines.Skip(place + 1).Select(line => line[^1]), rest.Select(line => line[^1]));
    }

    private static async Task IsCountedAsync(Asked asked, int expected)
    {
        var reply = await asked.SendAsync("limit=1&total=true");

        Assert.Contains($"Total-Count: {expected}\n", reply.Headers + "\n", StringComparison.Ordinal);
        Assert.Equal(expected, JsonSerializer.Deserialize<JsonElement>(reply.Body).GetProperty("total").GetInt32());
        Assert.False(JsonSerializer.Deserialize<JsonElement>((await asked.SendAsync("limit=1")).Body).TryGetProperty("total", out _));
    }

    private static async Task IsInOrderAsync(Asked asked, IReadOnlyList<JsonElement> items, string order)
    {
        var sorted = await asked.ItemsAsync($"sort={order}&limit={Math.Clamp(items.Count / Pages, 1, 200)}");

        var expected = items.Select(item => item.GetRawText());
        if (order.TrimStart('-') is var member and not "recorded")
        {
            expected = items.OrderBy(item => CellOf(item, member), StringComparer.Ordinal).Select(item => item.GetRawText());
        }
        Assert.Equal(order[0] == '-' ? expected.Reverse() : expected, sorted.Select(item => item.GetRawText()));
    }

    private static async Task RefusesAnUnknownOrderAsync(Asked asked)
    {
        var refused = await asked.SendAsync("sort=colour");

        Assert.Equal(400, refused.Status);
        var names = asked.Operation.Query.FirstOrDefault(parameter => parameter.Name == "sort") is { } sort
            ? sort.Schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)
            : ["sort", "limit", "total"];
        Assert.All(names, order => Assert.Contains(order, refused.Body, StringComparison.Ordinal));
    }

    private static async Task KnowsWhatChangedAsync(Asked asked, IReadOnlyList<JsonElement> items)
    {
        if (!Takes(asked.Operation, "updatedSince"))
        {
            var refused = await asked.SendAsync("updatedSince=2026-01-01T00:00:00Z");
            Assert.Equal(400, refused.Status);
            Assert.Contains("updatedSince", refused.Body, StringComparison.Ordinal);
            return;
        }
        Assert.Equal(
            items.Select(item => item.GetRawText()),
            (await asked.ItemsAsync("updatedSince=1990-01-01T00:00:00Z&limit=200")).Select(item => item.GetRawText()));
        Assert.Empty(await asked.ItemsAsync("updatedSince=2099-01-01T00:00:00Z"));
    }

    private static bool Takes(Operation operation, string name) => operation.Query.Any(parameter => parameter.Name == name);

    // Written again here, from the rules that the document states.
    private static string CellOf(JsonElement item, string column)
    {
        foreach (var member in column.Split('.'))
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(member, out item)) return "";
        }
        return item.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => item.GetString()!,
            _ => item.GetRawText(),
        };
    }

    private sealed record Asked(Things Things, Operation Operation, Thing Thing, string Token)
    {
        public Task<Reply> SendAsync(string query, string? accept = null)
        {
            var path = Thing.At(Operation, Thing.Ids);
            var parts = Thing.Query.TrimStart('?').Split('&').Where(part => !part.StartsWith("limit=", StringComparison.Ordinal))
                .Append(query).Where(part => part.Length > 0);
            return Things.SendAsync(new Request("GET", $"{path}?{string.Join('&', parts)}")
            {
                Token = Token,
                Accept = accept,
            });
        }

        public async Task<IReadOnlyList<JsonElement>> ItemsAsync(string query)
        {
            var items = new List<JsonElement>();
            for (var reply = await SendAsync(query); ; reply = await Things.SendAsync(new Request("GET", reply.Next) { Token = Token }))
            {
                Assert.True(reply.Status == 200, reply.Body);
                items.AddRange(JsonSerializer.Deserialize<JsonElement>(reply.Body).GetProperty("items").EnumerateArray());
                if (reply.Next is null) return items;
            }
        }

        public async Task<(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Lines)> LinesAsync(string query)
        {
            var reply = await SendAsync(query, Csv);
            Assert.True(reply is { Status: 200, MediaType: Csv, Next: null }, reply.Body);
            using var text = new StringReader(reply.Body.TrimStart('\uFEFF'));
            using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture));
            var lines = new List<string[]>();
            while (await parser.ReadAsync())
            {
                lines.Add(Array.ConvertAll(parser.Record!, Restored));
            }
            return (lines[0], lines[1..]);
        }

        // The apostrophe before what a spreadsheet would run. Other apostrophes are the text's own.
        private static string Restored(string cell) =>
            cell.StartsWith('\'') && cell.TrimStart('\'') is [var first, ..]
                && "=+-@\t\r＝＋－＠".Contains(first, StringComparison.Ordinal)
                ? cell[1..]
                : cell;
    }
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentListTests(EnrollmentThings things) : ListTests(things)
{
    public static TheoryData<string> Rows => Lists("enrollment", EnrollmentThings.Answers);

    [Theory, MemberData(nameof(Rows))]
    public Task A_list_is_the_same_as_CSV_counted_in_each_order_and_since_a_moment(string row) => CheckAsync(row);
}

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyListTests(FacultyThings things) : ListTests(things)
{
    public static TheoryData<string> Rows => Lists("faculty-certification", FacultyThings.Answers);

    [Theory, MemberData(nameof(Rows))]
    public Task A_list_is_the_same_as_CSV_counted_in_each_order_and_since_a_moment(string row) => CheckAsync(row);
}

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipListTests(PartnershipThings things) : ListTests(things)
{
    public static TheoryData<string> Rows => Lists("industry-partnership", PartnershipThings.Answers);

    [Theory, MemberData(nameof(Rows))]
    public Task A_list_is_the_same_as_CSV_counted_in_each_order_and_since_a_moment(string row) => CheckAsync(row);
}
