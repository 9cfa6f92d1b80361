using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

/// <summary>What every service's API does alike: versions, pages, and problems for whatever goes wrong.</summary>
public sealed class HttpTests
{
    [Theory, Engines]
    public async Task A_change_needs_the_version_that_was_read(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");
        using var created = await bpc.PostAsync(shelf.Books, new { title = "Casting" });
        var path = created.Headers.Location!.OriginalString;
        Assert.Equal("\"1\"", created.Headers.ETag?.ToString());

        await bpc.PutAsync(path, new { title = "Forging" }, version: null)
            .ShouldBeProblemAsync("precondition-required", HttpStatusCode.PreconditionRequired);
        var stale = await bpc.PutAsync(path, new { title = "Forging" }, version: 7)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        using var changed = await bpc.PutAsync(path, new { title = "Forging" }, version: 1);
        await bpc.PutAsync(path, new { title = "Milling" }, version: 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        using var read = await bpc.GetAsync(path);

        Assert.Equal(1, stale.GetProperty("facts").GetProperty("version").GetInt32());
        Assert.Equal("\"2\"", changed.Headers.ETag?.ToString());
        Assert.StartsWith("\"2-", read.Headers.ETag?.ToString(), StringComparison.Ordinal);
        Assert.Equal("Forging", (await read.BodyAsync()).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("1", HttpStatusCode.BadRequest)]
    [InlineData("\u00ff", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("*, \"1\"", HttpStatusCode.BadRequest)]
    [InlineData("\"1\", *", HttpStatusCode.BadRequest)]
    [InlineData("*, *", HttpStatusCode.BadRequest)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"01\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"one\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"-1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"2\", \"3\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"99999999999\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"2\", \"1\"", HttpStatusCode.OK)]
    [InlineData("W/\"2\", \"1\"", HttpStatusCode.OK)]
    public async Task An_If_Match_passes_with_any_matching_ETag_but_not_with_a_weak_one(string header, HttpStatusCode expected)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var bpc = shelf.As("bpc");
        using var created = await bpc.PostAsync(shelf.Books, new { title = "Casting" });

        using var changed = await ChangeAsync(bpc, created.Headers.Location!, header);

        Assert.Equal(expected, changed.StatusCode);
        if (changed.IsSuccessStatusCode) Assert.Equal("\"2\"", changed.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task An_If_Match_of_any_version_fails_for_a_missing_thing()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        await ChangeAsync(shelf.As("bpc"), new Uri($"{shelf.Books}/{Guid.NewGuid()}", UriKind.Relative), "*").ShouldBeProblemAsync(
            "not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task An_If_Match_of_any_version_passes_despite_concurrent_changes(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");
        using var created = await bpc.PostAsync(shelf.Books, new { title = "Casting" });

        var replies = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => ChangeAsync(bpc, created.Headers.Location!, "*")));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.StatusCode));
        Assert.Equal(25, (await bpc.GetAsync(created.Headers.Location).BodyAsync()).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("{}", "application/json", "not-found", HttpStatusCode.NotFound)]
    [InlineData("", null, "not-found", HttpStatusCode.NotFound)]
    [InlineData("""{"nonsense":1}""", "application/json", "malformed-request", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", "malformed-request", HttpStatusCode.BadRequest)]
    [InlineData("hello", "application/json", "malformed-request", HttpStatusCode.BadRequest)]
    [InlineData("hello", "text/plain", "unsupported-media-type", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{}", null, "unsupported-media-type", HttpStatusCode.UnsupportedMediaType)]
    public async Task An_operation_without_a_body_takes_none(string body, string? type, string problem, HttpStatusCode status)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var nowhere = new Uri($"{shelf.ParkedPath}/{Guid.NewGuid()}/replay", UriKind.Relative);

        foreach (var key in (string?[])[null, "once"])
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            if (key is not null) content.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            await shelf.As("bpc", "ops").PostAsync(nowhere, content).ShouldBeProblemAsync(problem, status);
        }
    }

    [Fact]
    public async Task A_member_name_in_another_case_is_unknown()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        await shelf.As("bpc").PostAsync(new Uri(shelf.Books, UriKind.Relative), Json("""{"Title":"Casting"}"""))
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    private static async Task<HttpResponseMessage> ChangeAsync(HttpClient client, Uri path, string ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Json("""{"title":"Forging"}""") };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request);
    }

    [Theory, Engines]
    public async Task Following_the_links_walks_every_row_once_while_rows_are_added(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");
        await AddBooksAsync(shelf, "bpc", 25);
        await AddBooksAsync(shelf, "ncut", 5);
        var seen = new List<string>();

        for (var page = $"{shelf.Books}?limit=10&owner=bpc"; page is not null;)
        {
            using var reply = await bpc.GetAsync(page);
            seen.AddRange((await reply.BodyAsync()).GetProperty("items").EnumerateArray()
                .Select(book => book.GetProperty("title").GetString()!));
            page = Next(reply);
            Assert.True(
                page is null
                    || (page.Contains("limit=10", StringComparison.Ordinal) && page.Contains("owner=bpc", StringComparison.Ordinal)),
                page);
            if (seen.Count == 20) await AddBooksAsync(shelf, "bpc", 7, from: 25);
        }

        Assert.Equal(Enumerable.Range(0, 32).Select(number => $"bpc {number}"), seen);
    }

    [Fact]
    public async Task A_page_has_50_rows_by_default_and_200_at_the_most()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        await AddBooksAsync(shelf, "bpc", 201);

        Assert.Equal(50, await ItemsAsync(""));
        Assert.Equal(1, await ItemsAsync("?limit=1"));
        Assert.Equal(200, await ItemsAsync("?limit=200"));

        async Task<int> ItemsAsync(string query) =>
            (await shelf.As("bpc").GetAsync($"{shelf.Books}{query}").BodyAsync()).GetProperty("items").GetArrayLength();
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=ten")]
    [InlineData("limit=")]
    [InlineData("limit=1&limit=2")]
    [InlineData("cursor=")]
    [InlineData("cursor=12")]
    [InlineData("cursor=%F0%9F%93%9A")]
    [InlineData("cursor=LTE")]
    [InlineData("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ")]
    [InlineData("cursor=MQ&cursor=Mg")]
    public async Task A_limit_out_of_range_or_an_invented_cursor_is_malformed(string query)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        await shelf.As("bpc").GetAsync($"{shelf.Books}?{query}").ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("LIMIT=1", "LIMIT")]
    [InlineData("limit=1&Cursor=MQ", "Cursor")]
    [InlineData("Owner=bpc", "Owner")]
    public async Task A_parameter_name_in_another_case_is_unknown(string query, string name)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        var problem = await shelf.As("bpc").GetAsync($"{shelf.Books}?{query}")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);

        Assert.Equal(
            $"The parameter {name} is not known here. Allowed are: cursor, limit, owner, sort, total.",
            problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_duplicate_member_is_named()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        var problem = await shelf.As("bpc").PostRawAsync(shelf.Books, """{"title":"Casting","title":"Forging"}""")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);

        Assert.EndsWith("'title' appears twice.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Caf\u00e9")]
    [InlineData("Caf\u00c3\u00a9")]
    [InlineData("\u00ff\u0080")]
    public async Task A_client_name_outside_ASCII_works(string agent)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Post, shelf.Books) { Content = Json("""{"title":"Casting"}""") };
        Assert.True(request.Headers.TryAddWithoutValidation("User-Agent", agent));

        await shelf.As("bpc").SendAsync(request).BodyAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("{", "malformed-request")]
    [InlineData("", "malformed-request")]
    [InlineData("null", "malformed-request")]
    [InlineData("[]", "malformed-request")]
    [InlineData("""{"title":"Casting","colour":"red"}""", "malformed-request")]
    [InlineData("{}", "malformed-request")]
    [InlineData("""{"title":null}""", "malformed-request")]
    [InlineData("""{"title":7}""", "malformed-request")]
    [InlineData("""{"title":"Casting","title":"Forging"}""", "malformed-request")]
    [InlineData("""{"title":"Casting","Title":"Casting"}""", "malformed-request")]
    public async Task A_wrong_body_is_a_problem_that_hides_our_type_names(string body, string what)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        var problem = await shelf.As("bpc").PostRawAsync(shelf.Books, body).ShouldBeProblemAsync(what, HttpStatusCode.BadRequest);

        Assert.DoesNotContain("Kernel", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Request request", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(new Rows(), await shelf.RowsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_one_mebibyte_is_too_large_with_or_without_a_stated_length(bool saysSo)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, shelf.Books)
        { Content = Json($$"""{"title":"{{new string('x', 1100 * 1024)}}"}""") };
        request.Headers.TransferEncodingChunked = !saysSo;
        // The reply may come while the body is still being sent.
        request.Headers.ExpectContinue = saysSo;

        await shelf.As("bpc").SendAsync(request).ShouldBeProblemAsync("payload-too-large", HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Another_media_type_method_or_path_is_a_problem()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var bpc = shelf.As("bpc");

        await bpc.PostAsync(new Uri(shelf.Books, UriKind.Relative), new StringContent("title=Casting", Encoding.UTF8, "text/plain"))
            .ShouldBeProblemAsync("unsupported-media-type", HttpStatusCode.UnsupportedMediaType);
        foreach (var other in (string[])["application/merge-patch+json", "application/problem+json; charset=utf-8"])
        {
            using var content = new StringContent("""{"title":"Casting"}""", MediaTypeHeaderValue.Parse(other));
            await bpc.PostAsync(new Uri(shelf.Books, UriKind.Relative), content)
                .ShouldBeProblemAsync("unsupported-media-type", HttpStatusCode.UnsupportedMediaType);
        }
        await bpc.PostAsync("/health/ready").ShouldBeProblemAsync("method-not-allowed", HttpStatusCode.MethodNotAllowed);
        await bpc.PostAsync("/health/live").ShouldBeProblemAsync("method-not-allowed", HttpStatusCode.MethodNotAllowed);
        await bpc.DeleteAsync(shelf.Books).ShouldBeProblemAsync("method-not-allowed", HttpStatusCode.MethodNotAllowed);
        await bpc.GetAsync("/shelf/v1/nowhere").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await bpc.GetAsync($"{shelf.Books}/not-a-guid").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await shelf.With(null).GetAsync(shelf.Books).ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        await bpc.GetAsync(shelf.ParkedPath).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    [InlineData("text/csv;q=0.5, image/png")]
    public async Task A_problem_is_problem_json_whatever_the_caller_accepts(string accept)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var bpc = shelf.As("bpc");
        bpc.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        shelf.Hooks.BeforeCommit = (_, _) => throw new InvalidOperationException("broken");

        await bpc.PostAsync(shelf.Books, new { title = "Casting" }).ShouldBeProblemAsync("internal", HttpStatusCode.InternalServerError);
        await bpc.PostRawAsync(shelf.Books, "{").ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        await bpc.GetAsync("/shelf/v1/nowhere").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await bpc.GetAsync($"{shelf.Books}/{Guid.NewGuid()}").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_unhandled_exception_reveals_nothing_internal()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        shelf.Hooks.BeforeCommit = (_, _) => throw new InvalidOperationException("the password is 'open'");

        var problem = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" })
            .ShouldBeProblemAsync("internal", HttpStatusCode.InternalServerError);

        Assert.Equal(["status", "title", "type"], problem.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task An_unmigrated_schema_is_a_defect_without_advice_to_try_again()
    {
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Migrate = false });
        var bpc = shelf.As("bpc");

        using var read = await bpc.GetAsync(shelf.Books);
        using var write = await bpc.PostAsync(shelf.Books, new { title = "Casting" }, "key");

        foreach (var reply in new[] { read, write })
        {
            var problem = await reply.ShouldBeProblemAsync("internal", HttpStatusCode.InternalServerError);
            Assert.Null(reply.Headers.RetryAfter);
            Assert.DoesNotContain("table", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, Engines]
    public async Task An_unknown_thing_and_anothers_thing_get_the_same_bytes(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        using var created = await shelf.As("ncut").PostAsync(shelf.Books, new { title = "Casting" });
        var bpc = shelf.As("bpc");

        var theirs = await bpc.GetAsync(created.Headers.Location);
        var unknown = await bpc.GetAsync($"{shelf.Books}/{Guid.NewGuid()}");

        await theirs.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(Headers(theirs), Headers(unknown));
        Assert.Equal(await theirs.Content.ReadAsByteArrayAsync(), await unknown.Content.ReadAsByteArrayAsync());

        static IEnumerable<string> Headers(HttpResponseMessage reply) => reply.Headers.Concat(reply.Content.Headers)
            .Where(header => header.Key is not ("Date"
                or "Trace-Id")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order();
    }

    [Fact]
    public async Task The_problems_that_a_service_gives_can_be_looked_up()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var anybody = shelf.With(null);

        var all = await anybody.GetAsync("/problems/shelf").BodyAsync();
        var one = await anybody.GetAsync("/problems/shelf/not-wanted").BodyAsync();

        Assert.Contains(all.EnumerateArray(), type => type.GetProperty("type").GetString() == "/problems/conflict");
        Assert.Equal(409, one.GetProperty("status").GetInt32());
        await anybody.GetAsync("/problems/shelf/nothing").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static string? Next(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;

    private static Task AddBooksAsync(ShelfApp shelf, string owner, int count, int from = 0) => shelf.WorkAsync(async (_, work) =>
    {
        for (var number = from; number < from + count; number++)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO $schema.book (id, owner, title, version)
                VALUES (@id, @owner, @title, 1)
                """,
                new { id = Guid.CreateVersion7(), owner, title = $"{owner} {number}" });
        }
    });
}
