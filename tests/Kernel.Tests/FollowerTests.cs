using Kernel.Tests.Shelf;
using Microsoft.Extensions.Time.Testing;
using Testing;
using VocationalPlatform.Client;

namespace Kernel.Tests;

/// <summary>The client's feed reader and its check of webhooks, fed by the service itself.</summary>
public sealed class FollowerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_follower_has_a_snapshot_then_each_change_and_is_told_what_is_out_of_sight()
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(Engine.Sqlite));
        using var ncut = shelf.As("ncut", "registrar");
        var (seen, hidden) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await WriteAsync(shelf, seen, "public book", 1);
        await WriteAsync(shelf, hidden, "another book of ours", 1);
        await ChangeTests.EventuallyAt(shelf, 2);

        await using var pages = new ChangeFeed(ncut, shelf.Setup.Name).ReadAsync(kind: "book").GetAsyncEnumerator();
        var snapshot = await NextAsync(pages);
        Assert.True(snapshot is { BeginsSnapshot: true, EndsSnapshot: false });
        Assert.Equal([($"{seen}", 1, false)], snapshot.Events.Select(Seen));
        Assert.True(await pages.MoveNextAsync().AsTask().WaitAsync(Limit));
        Assert.True(pages.Current is { Events.Count: 0, EndsSnapshot: true });

        await WriteAsync(shelf, seen, "public book again", 2);
        var changed = await NextAsync(pages);
        Assert.True(changed is { BeginsSnapshot: false, EndsSnapshot: false });
        Assert.Equal([($"{seen}", 2, false)], changed.Events.Select(Seen));
        Assert.Equal("public book again", changed.Events[0].DataAs<Books.Book>()!.Title);

        await WriteAsync(shelf, seen, "our own book", 3);
        var gone = await NextAsync(pages);
        Assert.Equal([($"{seen}", 3, true)], gone.Events.Select(Seen));
        Assert.Null(gone.Events[0].DataAs<Books.Book>());
    }

    [Fact]
    public async Task A_snapshot_of_several_pages_begins_and_ends_once_and_has_each_thing_once()
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(Engine.Sqlite));
        using var bpc = shelf.As("bpc", "registrar");
        // Two full pages, and an empty one.
        const int books = 400;
        await shelf.WorkAsync(async (_, work) =>
        {
            for (var book = 0; book < books; book++) await BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", $"book {book}", 1);
        });
        await ChangeTests.EventuallyAt(shelf, books);

        var pages = new List<ChangePage>();
        await foreach (var page in new ChangeFeed(bpc, shelf.Setup.Name).ReadAsync())
        {
            pages.Add(page);
            if (page.EndsSnapshot) break;
        }

        Assert.Equal([true, false, false], pages.Select(page => page.BeginsSnapshot));
        Assert.Equal(books, pages.SelectMany(page => page.Events).Select(change => change.Thingid).Distinct().Count());
    }

    [Fact]
    public async Task A_follower_goes_on_from_its_cursor_and_gets_a_new_snapshot_if_the_cursor_is_too_old()
    {
        var setup = BookChanges.Setup(Engine.Sqlite) with
        {
            Settings = new Dictionary<string, string?> { ["Retention:changes"] = "00:00:00" },
        };
        await using var shelf = await ShelfApp.StartAsync(setup);
        using var bpc = shelf.As("bpc", "registrar");
        var feed = new ChangeFeed(bpc, shelf.Setup.Name);
        await using var first = feed.ReadAsync().GetAsyncEnumerator();
        var cursor = (await NextAsync(first)).Cursor;
        var book = Guid.CreateVersion7();
        await WriteAsync(shelf, book, "first", 1);
        await ChangeTests.EventuallyAt(shelf, 1);
        await using var second = feed.ReadAsync(cursor).GetAsyncEnumerator();
        var next = await NextAsync(second);
        Assert.Equal((false, 1), (next.BeginsSnapshot, next.Events.Count));

        await WriteAsync(shelf, book, "second", 2);
        await WriteAsync(shelf, book, "third", 3);
        await ChangeTests.EventuallyAt(shelf, 3);
        await ChangeTests.KeepHouseAsync(shelf);

        await using var late = feed.ReadAsync(cursor).GetAsyncEnumerator();
        var again = await NextAsync(late);
        Assert.True(again.BeginsSnapshot);
        Assert.Equal([($"{book}", 3, false)], again.Events.Select(Seen));
    }

    [Fact]
    public async Task A_refusal_of_the_feed_is_an_exception_with_its_problem()
    {
        await using var shelf = await ShelfApp.StartAsync(BookChanges.Setup(Engine.Sqlite));
        using var bpc = shelf.As("bpc", "registrar");
        await using var pages = new ChangeFeed(bpc, shelf.Setup.Name).ReadAsync(kind: "magazine").GetAsyncEnumerator();

        var refused = await Assert.ThrowsAsync<ApiException<Problem>>(async () => await pages.MoveNextAsync());

        Assert.EndsWith("unknown-kind", refused.Problem!.Type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_genuine_with_either_secret_of_a_rotation_in_time_and_unchanged()
    {
        await using var hooked = await Hooked.StartAsync();
        var hook = await hooked.SubscribeAsync();
        var rotated = await hooked.PostAsync(hook, "secret", new { formerHours = 24 }).BodyAsync();
        var book = Guid.CreateVersion7();
        await hooked.WriteAsync(book, "Machines");
        await hooked.Receiver.HasAsync(3);
        var told = hooked.Receiver.All.Single(one => one.Event.Text("kind") == "book");

        string[] secrets = [hook.Text("secret"), rotated.Text("secret")];
        foreach (var verifier in new WebhookVerifier[] { new(secrets[0]), new(secrets[1]), new(secrets) })
        {
            Assert.True(IsGenuine(verifier, told, out var change));
            Assert.Equal(($"{book}", 1), (change!.Thingid, change.Version));
        }
        Assert.False(IsGenuine(new WebhookVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), told, out _));
        Assert.False(IsGenuine(new WebhookVerifier(secrets), told with { Body = told.Body + " " }, out _));
        foreach (var (minutes, passes) in new[] { (-6, false), (-4, true), (4, true), (6, false) })
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(minutes));
            Assert.Equal(passes, IsGenuine(new WebhookVerifier(secrets) { Clock = clock }, told, out _));
        }
    }

    [Fact]
    public void The_published_example_of_Standard_Webhooks_passes_and_any_other_signature_does_not()
    {
        const string body = """{"test": 2432232314}""";
        const string genuine = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        var verifier = new WebhookVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        {
            Clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1614265330)),
        };

        // The example is no change of the platform; its signature passes nevertheless.
        Assert.Throws<System.Text.Json.JsonException>(() => Check(genuine));
        Assert.Throws<System.Text.Json.JsonException>(() => Check($"v1,bm9uZQ== v2,x {genuine}"));
        Assert.All(
            [null, "", "v1,", "v1,%%%", genuine[..^4], genuine.Replace("v1,", "v1a,", StringComparison.Ordinal), "v1,bm9uZQ=="],
            signature => Assert.False(Check(signature)));

        bool Check(string? signature) => verifier.TryRead(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signature, System.Text.Encoding.UTF8.GetBytes(body), out _);
    }

    private static bool IsGenuine(WebhookVerifier verifier, Received told, out ChangeEvent? change) => verifier.TryRead(
        told.Id, $"{told.Headers["webhook-timestamp"]}", told.Signature, System.Text.Encoding.UTF8.GetBytes(told.Body), out change);

    private static (string, int, bool) Seen(ChangeEvent change) => (change.Thingid, change.Version, change.IsOutOfSight);

    private static Task WriteAsync(ShelfApp shelf, Guid id, string title, int version) =>
        shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, "bpc", title, version));

    // Pages without a change come while nothing happens.
    private static async Task<ChangePage> NextAsync(IAsyncEnumerator<ChangePage> pages)
    {
        do Assert.True(await pages.MoveNextAsync().AsTask().WaitAsync(Limit));
        while (pages.Current is { Events.Count: 0, BeginsSnapshot: false });
        return pages.Current;
    }
}
