using System.Net;
using System.Text;
using Kernel.Http;
using Kernel.Imports;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

/// <summary>What the kernel does with an upload of many rows, whatever a row is.</summary>
public sealed class ImportTests
{
    private const string Api = "/shelf/v1";
    private const string Librarian = "librarian";

    private static readonly ProblemType NotWanted = new ProblemCatalogue("shelf").Define("not-wanted", 409, "The book is not wanted.");

    /// <summary>A row of the tests.</summary>
    public sealed record Row(string Title);

    [Fact]
    public async Task A_row_that_was_refused_after_a_write_leaves_nothing_and_its_neighbours_stay()
    {
        await using var shelf = await StartAsync();
        var librarian = shelf.As("bpc", Librarian);

        var job = await librarian.EndedAsync(librarian.ImportAsync(Api, "books", "title\na\nwritten and refused\nb\nwritten and refused"));

        Assert.Equal((4L, 2L, 0L, 2L), job.Counts());
        Assert.Equal(["a", "b"], await TitlesAsync(shelf));
    }

    [Fact]
    public async Task A_row_at_which_the_service_fails_is_refused_alone()
    {
        await using var shelf = await StartAsync();
        var librarian = shelf.As("bpc", Librarian);

        var job = await librarian.EndedAsync(librarian.ImportAsync(Api, "books", "title\na\nwritten and failed\nb"));

        Assert.Equal(("completed", (3L, 2L, 0L, 1L)), (job.Text("state"), job.Counts()));
        Assert.Equal(
            ["import-row-failed"],
            Uploads.Rows(await librarian.ReportAsync(Api, job)).Select(row => row["_problem"].Split('/')[^1]));
        Assert.Equal(["a", "b"], await TitlesAsync(shelf));
    }

    [Fact]
    public async Task Open_imports_and_imports_of_an_hour_are_limited_for_each_client()
    {
        await using var shelf = await StartAsync(("OpenPerClient", "1"), ("PerHour", "2"), ("Concurrency", "0"));
        var (one, other) = (shelf.As("bpc", Librarian), shelf.As("ncut", Librarian));
        using var first = await one.ImportAsync(Api, "books", "title\na");

        var open = await one.ImportAsync(Api, "books", "title\nb").ShouldBeProblemAsync("too-many-imports", HttpStatusCode.TooManyRequests);
        using var others = await other.ImportAsync(Api, "books", "title\nb");
        await CancelAsync(one, first);
        using var second = await one.ImportAsync(Api, "books", "title\nb");
        await CancelAsync(one, second);
        var sent = await one.ImportAsync(Api, "books", "title\nc").ShouldBeProblemAsync("too-many-imports", HttpStatusCode.TooManyRequests);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (others.StatusCode, second.StatusCode));
        Assert.Equal((1, 2), (open.GetProperty("facts").GetProperty("open").GetInt32(),
            sent.GetProperty("facts").GetProperty("sentInTheLastHour").GetInt32()));
    }

    [Fact]
    public async Task The_same_upload_is_handled_once_at_a_time()
    {
        await using var shelf = await StartAsync(("Concurrency", "0"));
        var librarian = shelf.As("bpc", Librarian);
        using var first = await librarian.ImportAsync(Api, "books", "title\na");

        using var second = await librarian.ImportAsync(Api, "books", "title\na");

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(await shelf.Db.QueryAsync<Guid>("SELECT id FROM $schema.import_job"));
        Assert.Single(await shelf.Db.QueryAsync<Guid>("SELECT job_id FROM $schema.import_chunk"));
    }

    [Fact]
    public async Task An_upload_that_was_dropped_while_it_came_in_is_refused()
    {
        await using var shelf = await StartAsync();
        var librarian = shelf.As("bpc", Librarian);
        var goOn = new TaskCompletionSource();
        using var content = new HeldContent("title\n" + new string('a', 300_000), goOn.Task);
        var sending = librarian.PostAsync(new Uri($"{Api}/imports?kind=books", UriKind.Relative), content);
        await Eventually.EqualAsync(1, async () => (await shelf.Db.QueryAsync<Guid>("SELECT id FROM $schema.import_job")).Count);

        await shelf.WorkAsync((_, work) => work.ExecuteAsync("DELETE FROM $schema.import_job"));
        goOn.SetResult();

        await sending.ShouldBeProblemAsync("upload-too-slow", HttpStatusCode.Conflict);
        Assert.Empty(await shelf.Db.QueryAsync<Guid>("SELECT job_id FROM $schema.import_chunk"));
    }

    [Fact]
    public async Task A_cancelled_import_says_what_it_did_and_stops()
    {
        await using var shelf = await StartAsync(("BatchSize", "1"));
        var librarian = shelf.As("bpc", Librarian);
        using var sent = await librarian.ImportAsync(Api, "books", "title\n" + string.Join('\n', Enumerable.Range(0, 20_000)));
        await Eventually.TrueAsync(async () =>
            (await librarian.GetAsync(sent.Headers.Location).BodyAsync()).GetProperty("rowsRead").GetInt64() > 3);

        var cancelled = await CancelAsync(librarian, sent);

        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
        Assert.True(cancelled.Counts().Read < 20_000);
        await Eventually.EqualAsync(0, async () => (await shelf.Db.QueryAsync<Guid>("SELECT job_id FROM $schema.import_chunk")).Count);
        Assert.Equal(cancelled.Counts().Accepted, (await TitlesAsync(shelf)).Count);
        var after = await librarian.GetAsync(sent.Headers.Location).BodyAsync();
        Assert.Equal((cancelled.Counts(), "cancelled"), (after.Counts(), after.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData("title\n1\n2\n3\n4\n5", "more than 4 rows", 4)]
    [InlineData("title\n1\n2\n\"3", "", 2)]
    public async Task Rows_before_the_one_that_ends_an_import_stay(string upload, string failure, int accepted)
    {
        await using var shelf = await StartAsync(("MostRows", "4"), ("BatchSize", "3"));
        var librarian = shelf.As("bpc", Librarian);
        var isQuote = failure.Length == 0;

        var job = await librarian.EndedAsync(
            librarian.ImportAsync(Api, "books", isQuote ? upload + new string('x', 2_000_000) : upload));

        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Contains(isQuote ? "quote not closed" : failure, job.GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.True(job.Counts().Accepted <= accepted);
        Assert.Equal(job.Counts().Accepted, (await TitlesAsync(shelf)).Count);
    }

    [Fact]
    public async Task An_upload_may_be_longer_than_other_bodies_and_has_its_own_limit()
    {
        await using var shelf = await StartAsync(("LargestFile", "3000000"));
        var librarian = shelf.As("bpc", Librarian);
        var rows = new StringBuilder("title\n");
        for (var i = 0; i < 30_000; i++) rows.Append("a book of a longer title than most others have ").Append(i).Append(" 100\n");

        var job = await librarian.EndedAsync(librarian.ImportAsync(Api, "books", rows.ToString(), mode: "check"));

        Assert.Equal("completed", job.GetProperty("state").GetString());
        await librarian.ImportAsync(Api, "books", "title\n" + new string('a', 3_000_001))
            .ShouldBeProblemAsync("payload-too-large", HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<System.Text.Json.JsonElement> CancelAsync(HttpClient client, HttpResponseMessage sent) =>
        await client.PostAsync(new Uri($"{sent.Headers.Location}/cancel", UriKind.Relative), null).BodyAsync();

    private static async Task<IReadOnlyList<string>> TitlesAsync(ShelfApp shelf) =>
        await shelf.Db.QueryAsync<string>("SELECT title FROM $schema.book ORDER BY title");

    private static Task<ShelfApp> StartAsync(params (string Name, string Value)[] settings) => ShelfApp.StartAsync(new ShelfSetup
    {
        Settings = settings.ToDictionary(setting => $"Imports:{setting.Name}", setting => (string?)setting.Value),
        Kinds = [ImportKind.Of<Row>("books", Librarian, RunAsync)],
    });

    private static async Task<RowOutcome> RunAsync(Importing importing, Row row)
    {
        await importing.Work.ExecuteAsync(
            "INSERT INTO $schema.book (id, owner, title, version) VALUES (@id, @Org, @Title, 1)",
            new { id = Guid.CreateVersion7(), importing.Act.Caller.Org, row.Title });
        if (row.Title == "written and failed") throw new InvalidOperationException("It fails here.");
        return row.Title == "written and refused" ? RowOutcome.Of(NotWanted.Refuse("Send another book.")) : RowOutcome.Accepted;
    }

    /// <summary>A body whose end is held back.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly string text;
        private readonly Task goOn;

        public HeldContent(string text, Task goOn)
        {
            (this.text, this.goOn) = (text, goOn);
            Headers.ContentType = new("text/csv");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            await stream.FlushAsync();
            await goOn;
            await stream.WriteAsync(Encoding.UTF8.GetBytes("\nb"));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
