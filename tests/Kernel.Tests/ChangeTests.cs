using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Kernel.Changes;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Tests.Shelf;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Kernel.Tests;

/// <summary>The change feed: snapshot, following, sight, retention.</summary>
public sealed class ChangeTests
{
    [Theory, Engines]
    public async Task A_caller_gets_what_a_GET_gives_it_as_a_CloudEvent_and_others_get_nothing(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(engine));
        using var bpc = shelf.As("bpc", "registrar");
        using var ncut = shelf.As("ncut", "registrar");
        var added = await bpc.PostAsync(shelf.Books, new { title = "Machines" }).BodyAsync(HttpStatusCode.Created);

        var told = Assert.Single(await FollowAsync(bpc, shelf, count: 1));

        var book = added.GetProperty("id").GetString();
        Assert.Equal(("1.0", "/shelf/v1", "shelf.book.changed.v1", $"/shelf/v1/books/{book}", "application/json", 1),
            (Text(told, "specversion"), Text(told, "source"), Text(told, "type"), Text(told, "subject"), Text(told, "datacontenttype"),
                told.GetProperty("version").GetInt32()));
        var got = await (await bpc.GetAsync(new Uri($"{shelf.Books}/{book}", UriKind.Relative))).Content.ReadAsStringAsync();
        Assert.Equal(got, told.GetProperty("data").GetRawText());
        Assert.Empty(await PageAsync(ncut, shelf, "start"));
    }

    [Theory, Engines]
    public async Task A_thing_that_leaves_the_callers_sight_is_told_without_its_data(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(engine));
        using var ncut = shelf.As("ncut", "registrar");
        var id = Guid.CreateVersion7();
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", "public book", 1));
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", "our own book", 2));
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", "still our own book", 3));

        using var bpc = shelf.As("bpc", "registrar");
        await EventuallyAt(shelf, 3);
        var start = (await shelf.Db.QueryAsync<string>("SELECT epoch FROM $schema.change_feed")).Single();
        var told = await PageAsync(ncut, shelf, new ChangeCursor(start, 0, null).ToString());

        Assert.Equal(["shelf.book.changed.v1", "shelf.book.out-of-sight.v1"], told.Select(one => Text(one, "type")));
        Assert.False(told[1].TryGetProperty("data", out _));
        Assert.Empty(await PageAsync(ncut, shelf, "start"));
    }

    [Theory, Engines]
    public async Task A_snapshot_goes_on_behind_many_things_that_are_out_of_sight(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(engine));
        for (var book = 0; book < 8; book++)
        {
            var id = Guid.CreateVersion7();
            await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", $"public {id}", 1));
            await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", $"our own {id}", 2));
        }
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "public at last", 1));
        using var ncut = shelf.As("ncut", "registrar");
        await EventuallyAt(shelf, 17);

        var told = await PageAsync(ncut, shelf, "start", "&limit=1");

        Assert.Equal("public at last", Text(Assert.Single(told).GetProperty("data"), "title"));
    }

    [Theory, Engines]
    public async Task A_reader_that_goes_on_from_a_snapshot_misses_nothing_while_others_write(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(engine));
        using var bpc = shelf.As("bpc", "registrar");
        var ids = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids.Take(20)) await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", $"{id} 1", 1));
        await EventuallyAt(shelf, 20);

        var versions = new ConcurrentDictionary<string, int>();
        var writing = Parallel.ForEachAsync(ids, async (id, _) =>
        {
            for (var version = 2; version <= 4; version++)
            {
                await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", $"{id} {version}", version));
            }
        });
        var seen = new HashSet<string>();
        for (var (after, reads) = ("start", 0); versions.Count < 30 || versions.Values.Any(version => version < 4); reads++)
        {
            Assert.True(reads < 500, "The changes do not arrive.");
            using var reply = await bpc.GetAsync(Path(shelf, $"?after={after}&limit=3&wait=2"));
            foreach (var one in (await reply.BodyAsync()).EnumerateArray())
            {
                Assert.True(seen.Add(Text(one, "id")), "A change was told twice.");
                // Versions of one thing come in their order.
                Assert.True(versions.GetValueOrDefault(Text(one, "subject")) < one.GetProperty("version").GetInt32());
                versions[Text(one, "subject")] = one.GetProperty("version").GetInt32();
            }
            after = NextOf(reply);
        }
        await writing;
    }

    [Fact]
    public async Task A_waiting_reader_is_answered_when_a_change_commits()
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(Engine.Sqlite));
        using var bpc = shelf.As("bpc", "registrar");
        using var now = await bpc.GetAsync(Path(shelf, ""));

        var waiting = PageAsync(bpc, shelf, NextOf(now), "&wait=20");
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "late", 1));

        Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken));
    }

    [Theory, Engines]
    public async Task A_cursor_older_than_what_is_kept_is_refused_and_a_new_snapshot_passes(Engine engine)
    {
        var setup = BookChanges.Setup(engine) with { Settings = new Dictionary<string, string?> { ["Retention:changes"] = "00:00:00" } };
        await using var shelf = await ShelfApp.StartAsync(setup);
        using var bpc = shelf.As("bpc", "registrar");
        using var before = await bpc.GetAsync(Path(shelf, ""));
        var id = Guid.CreateVersion7();
        for (var version = 1; version <= 3; version++)
        {
            await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", $"title {version}", version));
        }
        await EventuallyAt(shelf, 3);

        await KeepHouseAsync(shelf);
        var gone = await bpc.GetAsync(Path(shelf, $"?after={NextOf(before)}"));

        var problem = await gone.ShouldBeProblemAsync("cursor-expired", HttpStatusCode.Gone);
        var change = Text(problem.GetProperty("change"), "after");
        Assert.Equal(3, Assert.Single(await PageAsync(bpc, shelf, change)).GetProperty("version").GetInt32());
        Assert.Equal(1, await shelf.Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.change_form"));
    }

    [Theory]
    [InlineData("after=nonsense", "unknown-cursor")]
    [InlineData("after=b3RoZXIuMQ", "unknown-cursor")]
    [InlineData("kind=magazine", "unknown-kind")]
    public async Task What_is_no_cursor_of_this_feed_and_no_kind_is_refused_by_name(string query, string type)
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(Engine.Sqlite));
        using var bpc = shelf.As("bpc", "registrar");

        using var refused = await bpc.GetAsync(Path(shelf, $"?{query}"));

        await refused.ShouldBeProblemAsync(type, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Things_from_before_the_feed_are_in_it_after_the_first_comparison()
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(Engine.Sqlite));
        await shelf.WorkAsync(async (_, work) =>
        {
            await work.ExecuteAsync("DELETE FROM $schema.change_check");
            await work.ExecuteAsync(
                "INSERT INTO $schema.book (id, owner, title, version) VALUES (@id, 'bpc', 'old', 7)", new { id = Guid.CreateVersion7() });
        });

        await SweepAsync(shelf, CompareChanges.Sweep.Name);

        using var bpc = shelf.As("bpc", "registrar");
        Assert.Equal(7, Assert.Single(await FollowAsync(bpc, shelf, count: 1)).GetProperty("version").GetInt32());
    }

    internal static Uri Path(ShelfApp shelf, string query) => new($"/{shelf.Setup.Name}/v1/changes{query}", UriKind.Relative);

    internal static string Text(JsonElement one, string member) => one.GetProperty(member).GetString()!;

    internal static async Task<IReadOnlyList<JsonElement>> PageAsync(HttpClient client, ShelfApp shelf, string after, string more = "")
    {
        using var reply = await client.GetAsync(Path(shelf, $"?after={after}{more}"));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("application/cloudevents-batch+json", reply.Content.Headers.ContentType?.MediaType);
        return [.. (await reply.BodyAsync()).EnumerateArray()];
    }

    internal static string NextOf(HttpResponseMessage reply) =>
        reply.Headers.GetValues("Link").Single().Split("after=")[1].Split('&', '>')[0];

    internal static Task EventuallyAt(ShelfApp shelf, long position) => Eventually.TrueAsync(async () =>
        await shelf.Db.SingleAsync<long>("SELECT position FROM $schema.change_feed") >= position);

    private static async Task<IReadOnlyList<JsonElement>> FollowAsync(HttpClient client, ShelfApp shelf, int count)
    {
        await EventuallyAt(shelf, count);
        return await PageAsync(client, shelf, "start");
    }

    internal static Task KeepHouseAsync(ShelfApp shelf) => SweepAsync(shelf, "housekeeping");

    private static async Task SweepAsync(ShelfApp shelf, string name)
    {
        await using var scope = shelf.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<Sweep>().Single(sweep => sweep.Name == name)
            .RunAsync(scope.ServiceProvider, CancellationToken.None);
    }
}
