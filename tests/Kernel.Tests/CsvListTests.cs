using System.Net;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

/// <summary>A list as CSV, in what a client cannot see from its items alone.</summary>
public sealed class CsvListTests
{
    private const string Header = "\uFEFFid,owner,title,version,cursor";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_text_that_begins_like_a_formula_cannot_run_and_can_be_restored(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        string[] titles = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "'quoted'", "a,b", "say \"x\"", "two\nlines", "实训"];
        await AddAsync(shelf, titles);

        var lines = Uploads.Rows(await ReadAsync(shelf, ""));

        Assert.Equal(
            ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'＝1", "''=1", "'quoted'", "a,b", "say \"x\"", "two\nlines", "实训"],
            lines.Select(line => line["title"]));
        Assert.Equal(titles, lines.Select(line => line["title"]).Select(Kernel.Http.CsvText.Restored));
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("text/csv, */*", true)]
    [InlineData("TEXT/CSV; charset=utf-8", true)]
    [InlineData("text/csv, application/json;q=0.5", true)]
    [InlineData("text/csv, application/json", false)]
    [InlineData("text/csv;q=0", false)]
    [InlineData("text/*", false)]
    [InlineData("*/*", false)]
    public async Task CSV_comes_where_it_is_named_with_more_weight_than_JSON(string accept, bool isCsv)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        await AddAsync(shelf, "Casting");

        using var reply = await SendAsync(shelf, "", accept);

        Assert.Equal(isCsv ? "text/csv" : "application/json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["Accept"], reply.Headers.Vary);
    }

    [Fact]
    public async Task With_a_limit_it_is_one_page_with_a_link()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        await AddAsync(shelf, "Casting", "Forging", "Milling");

        using var page = await SendAsync(shelf, "?limit=2&sort=-title&total=true");
        var next = page.Headers.GetValues("Link").Single().Split('<', '>')[1];
        using var last = await SendAsync(shelf, next[shelf.Books.Length..]);

        Assert.Equal("3", page.Headers.GetValues("Total-Count").Single());
        Assert.Equal(["Milling", "Forging"], await TitlesAsync(page));
        Assert.Equal(["Casting"], await TitlesAsync(last));
        Assert.False(last.Headers.Contains("Link"));
    }

    [Fact]
    public async Task A_HEAD_has_the_headers_alone()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var reads = 0;
        await AddAsync(shelf, Numbered(0, 201));
        shelf.Hooks.BeforeRead = () => reads++;

        using var reply = await SendAsync(shelf, "?total=true", "text/csv", HttpMethod.Head);

        Assert.Equal(("text/csv", "201"), (reply.Content.Headers.ContentType?.MediaType, reply.Headers.GetValues("Total-Count").Single()));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_page_is_sent_before_the_next_one_is_read()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        await AddAsync(shelf, Numbered(0, 401));
        using var arrived = new ManualResetEventSlim();
        var reads = 0;
        shelf.Hooks.BeforeRead = () =>
        {
            if (++reads == 2 && !arrived.Wait(TimeSpan.FromSeconds(30), Ct)) throw new TimeoutException("The first page did not arrive.");
        };

        using var reply = await SendAsync(shelf, "");
        using var text = new StreamReader(await reply.Content.ReadAsStreamAsync(Ct));
        var header = await text.ReadLineAsync(Ct);
        arrived.Set();
        var lines = (await text.ReadToEndAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((Header.TrimStart('\uFEFF'), 401, 3), (header, lines.Length, reads));
    }

    [Fact]
    public async Task A_transfer_that_breaks_is_seen_and_goes_on_behind_the_last_line()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        await AddAsync(shelf, Numbered(0, 250));
        var reads = 0;
        shelf.Hooks.BeforeRead = () =>
        {
            if (++reads == 2) throw new InvalidOperationException("The service fails.");
        };

        using var broken = await SendAsync(shelf, "?sort=title");
        using var text = new StreamReader(await broken.Content.ReadAsStreamAsync(Ct));
        var had = new List<string>();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await text.ReadLineAsync(Ct) is { } line) had.Add(line);
        });
        var rest = Uploads.Rows(await ReadAsync(shelf, $"?sort=title&cursor={had[^1].Split(',')[^1]}"));

        Assert.Equal(200, had.Count - 1);
        Assert.Equal(Numbered(200, 50), rest.Select(line => line["title"]));
    }

    [Fact]
    public async Task An_order_without_an_index_is_refused_with_those_that_have_one()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        var problem = await shelf.As("bpc").GetAsync($"{shelf.Books}?sort=version")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);

        Assert.Equal(
            "The parameter sort does not take \"version\". Send recorded or -recorded or title or -title.",
            problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused_and_passes_in_its_own()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        await AddAsync(shelf, "Casting", "Forging");
        var cursor = Uploads.Rows(await ReadAsync(shelf, "?sort=title"))[0]["cursor"];

        var problem = await shelf.As("bpc").GetAsync($"{shelf.Books}?cursor={cursor}")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);

        Assert.Equal(
            "The cursor is from a list with sort=title. Send the same sort with it.", problem.GetProperty("detail").GetString());
        Assert.Equal("Forging", Assert.Single(Uploads.Rows(await ReadAsync(shelf, $"?cursor={cursor}&sort=title")))["title"]);
    }

    [Theory, Engines]
    public async Task A_book_that_is_renamed_behind_the_reader_does_not_move_the_page(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        await AddAsync(shelf, "Casting", "Forging", "Milling");
        using var page = await SendAsync(shelf, "?limit=2&sort=title");
        var next = page.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var book = Uploads.Rows(await page.Content.ReadAsStringAsync(Ct))[1];

        await shelf.As("bpc").PutAsync($"{shelf.Books}/{book["id"]}", new { title = "Annealing" }, version: 1).BodyAsync();

        Assert.Equal(["Milling"], await TitlesAsync(await SendAsync(shelf, next[shelf.Books.Length..])));
    }

    private static string[] Numbered(int from, int count) => [.. Enumerable.Range(from, count).Select(number => $"Book {number:D3}")];

    private static Task AddAsync(ShelfApp shelf, params string[] titles) => shelf.WorkAsync(async (_, work) =>
    {
        foreach (var title in titles)
        {
            await work.ExecuteAsync(
                "INSERT INTO $schema.book (id, owner, title, version) VALUES (@id, 'bpc', @title, 1)",
                new { id = Guid.CreateVersion7(), title });
        }
    });

    private static async Task<IEnumerable<string>> TitlesAsync(HttpResponseMessage reply) =>
        Uploads.Rows(await reply.Content.ReadAsStringAsync(Ct)).Select(line => line["title"]);

    private static async Task<string> ReadAsync(ShelfApp shelf, string query)
    {
        using var reply = await SendAsync(shelf, query);
        var text = await reply.Content.ReadAsStringAsync(Ct);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        ShelfApp shelf, string query, string accept = "text/csv", HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, shelf.Books + query);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await shelf.As("bpc").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }
}
