using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Kernel.Data;
using Kernel.Http;
using Kernel.Tests.Shelf;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Kernel.Tests;

public sealed class IdempotencyTests
{
    [Theory, Engines]
    public async Task A_repeated_key_repeats_the_first_reply_and_does_nothing(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");

        var replies =
            new[]
            {
                await SeenAsync(bpc.PostAsync(shelf.Books, new { title = "铸造 <1>" }, "key")),
                await SeenAsync(bpc.PostAsync(shelf.Books, new { title = "铸造 <1>" }, "key")),
            };

        Assert.Equal(HttpStatusCode.Created, replies[0].Status);
        Assert.NotNull(replies[0].Location);
        Assert.Equal("\"1\"", replies[0].ETag);
        Assert.Equal(replies[0], replies[1]);
        Assert.Equal(1, shelf.Hooks.Requests);
        Assert.Equal(new Rows { Books = 1, Audit = 1, Outbox = 1, Keys = 1 }, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task The_same_key_for_another_body_or_path_is_refused(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");
        await bpc.PostAsync(shelf.Books, new { title = "Casting" }, "key").BodyAsync(HttpStatusCode.Created);

        await bpc.PostAsync(shelf.Books, new { title = "Forging" }, "key")
            .ShouldBeProblemAsync("idempotency-key-reused", HttpStatusCode.UnprocessableEntity);
        await bpc.PostAsync($"{shelf.Books}/elsewhere", new { title = "Casting" }, "key")
            .ShouldBeProblemAsync("idempotency-key-reused", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(1, shelf.Hooks.Requests);
    }

    [Theory]
    [InlineData("Caf\u00e9")]
    [InlineData("Caf\u00c3\u00a9")]
    [InlineData("\u00ff")]
    public async Task A_key_that_is_not_ASCII_is_malformed(string key)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, shelf.Books)
        { Content = new StringContent("""{"title":"Casting"}""", Encoding.UTF8, "application/json") };
        Assert.True(request.Headers.TryAddWithoutValidation("Idempotency-Key", key));

        await shelf.As("bpc").SendAsync(request).ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);

        Assert.Equal(new Rows(), await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task A_refused_first_attempt_does_not_keep_the_key(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");
        shelf.Hooks.BeforeCommit = (_, _) => Task.FromResult(false);
        await bpc.PostAsync(shelf.Books, new { title = "Casting" }, "key").ShouldBeProblemAsync("not-wanted", HttpStatusCode.Conflict);

        shelf.Hooks.BeforeCommit = (_, _) => Task.FromResult(true);

        await bpc.PostAsync(shelf.Books, new { title = "Forging" }, "key").BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task Of_32_parallel_requests_with_one_key_one_acts_and_all_get_its_reply(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");

        var replies = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => SeenAsync(bpc.PostAsync(shelf.Books, new { title = "Casting" }, "key"))));

        Assert.Equal(HttpStatusCode.Created, Assert.Single(replies.Distinct()).Status);
        Assert.Equal(1, shelf.Hooks.Requests);
        Assert.Equal(new Rows { Books = 1, Audit = 1, Outbox = 1, Keys = 1 }, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task A_key_belongs_to_its_caller(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);

        var (ours, theirs) = (await SeenAsync(shelf.As("bpc")
            .PostAsync(shelf.Books, new { title = "Casting" }, "key")), await SeenAsync(shelf.As("ncut")
                .PostAsync(shelf.Books, new { title = "Forging" }, "key")));

        Assert.Equal(HttpStatusCode.Created, theirs.Status);
        Assert.NotEqual(ours.Location, theirs.Location);
    }

    public static TheoryData<string, Func<TokenSpec, TokenSpec>> Others => new()
    {
        { "another subject", spec => spec with { Subject = "somebody-else" } },
        { "another client", spec => spec with { ClientId = "another-client" } },
        { "another organisation", spec => spec with { Org = "ncut" } },
        { "no organisation", spec => spec with { Org = null } },
    };

    [Theory, MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task A_key_belongs_to_one_subject_client_and_organisation_together(string other, Func<TokenSpec, TokenSpec> change)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        var ours = await SeenAsync(shelf.WithToken(spec => spec).PostAsync(shelf.Books, new { title = "Casting" }, "key"));
        var theirs = await SeenAsync(shelf.WithToken(change).PostAsync(shelf.Books, new { title = "Forging" }, "key"));

        Assert.True(theirs.Status == HttpStatusCode.Created && ours.Location != theirs.Location, other);
    }

    [Fact]
    public async Task Without_a_token_a_key_belongs_to_the_link()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var anybody = shelf.With(null);

        var (one, other) = (await LendAsync("one"), await LendAsync("other"));
        var again = await LendAsync("one");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (one.Status, other.Status));
        Assert.NotEqual(one.Location, other.Location);
        Assert.Equal(one.Location, again.Location);

        async Task<(HttpStatusCode Status, Uri? Location)> LendAsync(string link)
        {
            using var reply = await anybody.PostAsync($"{shelf.Books}/lent/{link}", new { title = link }, "1");
            return (reply.StatusCode, reply.Headers.Location);
        }
    }

    [Theory]
    [InlineData(KeptReply.LongestKey, HttpStatusCode.Created)]
    [InlineData(KeptReply.LongestKey + 1, HttpStatusCode.BadRequest)]
    public async Task A_key_has_at_most_200_characters(int length, HttpStatusCode status)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        using var reply = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, new string('k', length));

        Assert.Equal(status, reply.StatusCode);
        if (status is HttpStatusCode.BadRequest) await reply.ShouldBeProblemAsync("malformed-request", status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_key_is_not_empty(string key)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, shelf.Books)
        { Content = JsonContent.Create(new { title = "Casting" }) };
        request.Headers.TryAddWithoutValidation(KeptReply.Header, key);

        await shelf.As("bpc").SendAsync(request, TestContext.Current.CancellationToken)
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_request_has_no_two_keys()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var bpc = shelf.As("bpc");
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, bpc.BaseAddress!.Port, TestContext.Current.CancellationToken);

        // The framework's client would join the two lines.
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $$"""
                POST {{shelf.Books}} HTTP/1.1
                Host: shelf
                Authorization: {{bpc.DefaultRequestHeaders.Authorization}}
                Content-Type: application/json
                Content-Length: 19
                Idempotency-Key: one
                Idempotency-Key: two
                Connection: close

                {"title":"Casting"}
                """.ReplaceLineEndings("\r\n")),
            TestContext.Current.CancellationToken);

        var reply = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 400 ", reply, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key appears 2 times.", reply, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_reply_is_kept_for_30_days_and_not_longer(Engine engine)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Engine = engine, Clock = clock });
        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, "old").BodyAsync(HttpStatusCode.Created);
        clock.Advance(TimeSpan.FromHours(1));
        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Forging" }, "young").BodyAsync(HttpStatusCode.Created);

        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(30));

        await Eventually.EqualAsync(1L, async () => (await shelf.RowsAsync()).Keys);
        Assert.Equal("young", await shelf.Db.SingleAsync<string>("SELECT idempotency_key FROM $schema.idempotency"));
    }

    [Theory, Engines]
    public async Task A_client_may_keep_a_limited_number_of_replies(Engine engine)
    {
        var settings = new Dictionary<string, string?> { ["Http:KeptRepliesPerClient"] = "3" };
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Engine = engine, Settings = settings });
        var client = shelf.As("bpc");
        for (var key = 1; key <= 3; key++)
        {
            await client.PostAsync(shelf.Books, new { title = $"Book {key}" }, $"{key}").BodyAsync(HttpStatusCode.Created);
        }

        var refused = client.PostAsync(shelf.Books, new { title = "Book 4" }, "4");

        await refused.ShouldBeProblemAsync("too-many-idempotency-keys", HttpStatusCode.TooManyRequests);

        Assert.Equal((3L, 3L), ((await shelf.RowsAsync()).Keys, (await shelf.RowsAsync()).Books));
        await client.PostAsync(shelf.Books, new { title = "Book 1" }, "1").BodyAsync(HttpStatusCode.Created);
        Assert.Equal(3, (await shelf.RowsAsync()).Books);
        await client.PostAsync(shelf.Books, new { title = "Book 4" }).BodyAsync(HttpStatusCode.Created);
        await shelf.As("ncut").PostAsync(shelf.Books, new { title = "Book 5" }, "5").BodyAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_empty_POST_takes_a_key_too()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        await shelf.As("bpc").PostAsync(shelf.Books, null, "key").ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    private static async Task<Seen> SeenAsync(Task<HttpResponseMessage> sent)
    {
        using var reply = await sent;
        return new Seen(
            reply.StatusCode,
            reply.Headers.Location?.OriginalString,
            reply.Headers.ETag?.ToString(),
            reply.Content.Headers.ContentType?.ToString(),
            Convert.ToHexString(await reply.Content.ReadAsByteArrayAsync()));
    }

    private sealed record Seen(HttpStatusCode Status, string? Location, string? ETag, string? ContentType, string Body);
}
