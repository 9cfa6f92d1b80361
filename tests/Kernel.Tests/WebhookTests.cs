using System.Net;
using System.Text.Json;
using Kernel.Data;
using Kernel.Tests.Shelf;
using Kernel.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StandardWebhooks;
using Testing;

namespace Kernel.Tests;

/// <summary>Webhooks: what is sent, to whom, in which order, and what happens if a receiver does not take it.</summary>
public sealed class WebhookTests
{
    [Theory, Engines]
    public async Task A_change_is_sent_signed_and_has_ids_kind_state_and_version_alone(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        var hook = await hooked.SubscribeAsync(address: hooked.Receiver.Url + "?key=of-the-receiver");
        var book = Guid.CreateVersion7();

        await hooked.WriteAsync(book, "Machines");

        await hooked.Receiver.HasAsync(2);
        var told = hooked.Receiver.All.Single(one => one.Event.Text("kind") == "book");
        Assert.Equal(
            ("1.0", "/shelf/v1", "shelf.book.changed.v1", $"/shelf/v1/books/{book}", $"{book}", told.Id, "?key=of-the-receiver"),
            (told.Event.Text("specversion"), told.Event.Text("source"), told.Event.Text("type"), told.Event.Text("subject"),
                told.Event.Text("thingid"), told.Event.Text("id"), told.Query));
        Assert.Equal(
            ["id", "kind", "state", "version"], told.Event.GetProperty("data").EnumerateObject().Select(member => member.Name));
        // An implementation of the standard that is not ours.
        new StandardWebhook(hook.Text("secret")).Verify(told.Body, told.Headers);
        await hooked.AreAsync(hook, "delivered", 2);
        var delivery = (await hooked.DeliveriesAsync(hook, "?kind=book")).Single();
        Assert.Equal((204, 1, told.Body, $"{told.Id}"),
            (delivery.GetProperty("status").GetInt32(), delivery.GetProperty("attempts").GetInt32(), delivery.Text("body"),
                delivery.Text("messageId")));
    }

    [Fact]
    public void The_signature_of_the_published_example_of_Standard_Webhooks_is_the_same() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}""", ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]));

    [Theory, Engines]
    public async Task Only_what_the_organisation_sees_is_sent_and_also_that_it_is_out_of_sight(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        using var ncut = hooked.Shelf.As("ncut", "registrar");
        await hooked.SubscribeAsync(ncut);
        var (own, shown) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await hooked.WriteAsync(own, "another book of ours");
        await hooked.WriteAsync(shown, "public book");
        await hooked.WriteAsync(shown, "our own book", 2);

        await hooked.Receiver.HasAsync(3);
        var told = hooked.Receiver.All.Where(one => one.Event.Text("kind") == "book").ToList();
        Assert.Equal(["shelf.book.changed.v1", "shelf.book.out-of-sight.v1"], told.Select(one => one.Event.Text("type")));
        Assert.All(told, one => Assert.Equal($"{shown}", one.Event.Text("thingid")));
        Assert.False(told[1].Event.TryGetProperty("data", out _));
    }

    [Theory, Engines]
    public async Task Changes_of_a_thing_that_is_refused_wait_in_their_order_and_others_are_sent(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine, ("Webhooks:Retries", "1000"));
        var (refused, taken) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var takes = false;
        hooked.Receiver.Answer = (got, reply) =>
        {
            reply.StatusCode = got.Event.Text("thingid") == $"{refused}" && !Volatile.Read(ref takes) ? 500 : 200;
            return Task.CompletedTask;
        };
        var hook = await hooked.SubscribeAsync();

        for (var version = 1; version <= 3; version++)
        {
            await hooked.WriteAsync(refused, $"refused {version}", version);
            await hooked.WriteAsync(taken, $"taken {version}", version);
        }
        await Eventually.EqualAsync(3, async () => (await hooked.DeliveriesAsync(hook, $"?state=delivered&thing={taken}")).Count);
        Assert.Empty(await hooked.DeliveriesAsync(hook, $"?state=delivered&thing={refused}"));
        Volatile.Write(ref takes, true);
        await Eventually.EqualAsync(3, async () => (await hooked.DeliveriesAsync(hook, $"?state=delivered&thing={refused}")).Count);

        foreach (var thing in new[] { refused, taken })
        {
            Assert.Equal([1, 2, 3], hooked.Receiver.All.Where(one => one.Event.Text("thingid") == $"{thing}")
                .Select(one => one.Event.GetProperty("version").GetInt32()).Distinct());
        }
    }

    [Theory, Engines]
    public async Task After_the_last_retry_it_is_disabled_the_feed_says_so_and_nothing_is_lost(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine, ("Webhooks:Retries", "2"));
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "delivered", 1);
        hooked.Receiver.AnswerWith(503);

        await hooked.WriteAsync(Guid.CreateVersion7(), "not taken");
        await hooked.IsInStateAsync(hook, "disabled");

        // One attempt, and two more.
        Assert.Equal(1 + 3, hooked.Receiver.All.Count);
        var failed = (await hooked.DeliveriesAsync(hook, "?state=waiting")).Single();
        Assert.Equal((503, "Not now."), (failed.GetProperty("status").GetInt32(), failed.Text("answer")));
        await Eventually.TrueAsync(async () => (await ChangeTests.PageAsync(hooked.Bpc, hooked.Shelf, "start", "&kind=webhook"))
            .Any(one => one.GetProperty("data").Text("state") == "disabled"
                && one.GetProperty("data").Text("reason") == "receiver-failed"));
        hooked.Receiver.AnswerWith(200);
        await hooked.PostAsync(hook, "resume").BodyAsync();
        await hooked.AreAsync(hook, "waiting", 0);
        Assert.Contains(hooked.Receiver.All, one => one.Id == failed.Text("messageId"));
    }

    [Theory]
    [InlineData("3600", 3600)]
    // The longest wait between two attempts.
    [InlineData("999999", 24 * 3600)]
    public async Task A_receiver_that_asks_for_time_is_tried_after_it(string asked, int seconds)
    {
        await using var hooked = await Hooked.StartAsync(Engine.Sqlite, ("Webhooks:LongestRetry", "1.00:00:00"));
        hooked.Receiver.Answer = (_, reply) =>
        {
            (reply.StatusCode, reply.Headers.RetryAfter) = (503, asked);
            return Task.CompletedTask;
        };
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "waiting", 1);
        await Eventually.TrueAsync(async () => (await Waiting()).TryGetProperty("status", out _));

        var waiting = await Waiting();

        Assert.Equal(seconds, (waiting.GetProperty("nextAt").GetDateTimeOffset() - waiting.GetProperty("attemptedAt").GetDateTimeOffset())
            .TotalSeconds);

        async Task<System.Text.Json.JsonElement> Waiting() => (await hooked.DeliveriesAsync(hook, "?state=waiting")).Single();
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_disabled_at_once()
    {
        await using var hooked = await Hooked.StartAsync();
        hooked.Receiver.AnswerWith(410);
        var hook = await hooked.SubscribeAsync();

        await hooked.IsInStateAsync(hook, "disabled");

        Assert.Single(hooked.Receiver.All);
        Assert.Equal("receiver-gone", (await hooked.GetAsync(hook)).Text("reason"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var hooked = await Hooked.StartAsync();
        await using var other = await WebhookReceiver.StartAsync();
        hooked.Receiver.Answer = (_, reply) =>
        {
            reply.Redirect(other.Url, permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        };
        var hook = await hooked.SubscribeAsync();

        await Eventually.TrueAsync(async () => (await hooked.DeliveriesAsync(hook)).Any(one => one.Text("state") == "waiting"
            && one.GetProperty("status").ValueKind == JsonValueKind.Number && one.GetProperty("status").GetInt32() == 308));

        Assert.Empty(other.All);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_delays_nobody_else()
    {
        await using var hooked = await Hooked.StartAsync(
            Engine.Sqlite, ("Webhooks:Concurrency", "2"), ("Webhooks:AnswerTimeout", "00:02:00"), ("Webhooks:Lease", "00:10:00"));
        await using var dead = await WebhookReceiver.StartAsync();
        var silence = new TaskCompletionSource();
        dead.Answer = (_, _) => silence.Task;
        var hook = await hooked.SubscribeAsync(address: dead.Url);
        await dead.HasAsync(1);
        await hooked.SubscribeAsync();

        for (var i = 0; i < 5; i++) await hooked.WriteAsync(Guid.CreateVersion7(), $"book {i}");

        await Eventually.EqualAsync(5, () => hooked.Receiver.All.Count(one => one.Event.Text("kind") == "book"));
        Assert.Single(dead.All);
        Assert.Empty(await hooked.DeliveriesAsync(hook));
        silence.SetResult();
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_left_alone_until_the_next_retry()
    {
        await using var hooked = await Hooked.StartAsync(
            Engine.Sqlite, ("Webhooks:FirstRetry", "1:00:00"), ("Webhooks:LongestRetry", "1:00:00"));
        var down = await hooked.SubscribeAsync(address: "http://127.0.0.1:9/nobody");
        await hooked.AreAsync(down, "waiting", 1);
        await hooked.SubscribeAsync();

        for (var i = 0; i < 5; i++) await hooked.WriteAsync(Guid.CreateVersion7(), $"book {i}");
        await Eventually.EqualAsync(5, () => hooked.Receiver.All.Count(one => one.Event.Text("kind") == "book"));

        Assert.Equal(1, (await hooked.DeliveriesAsync(down)).Sum(one => one.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public void Receivers_that_failed_wait_in_a_line_of_their_own_until_they_take_something()
    {
        var (queue, one) = (new WebhookQueue(), Guid.CreateVersion7());
        bool IsNext(bool isSlow) => queue.TryRead(isSlow, out var next) && next == one;
        queue.Add(one);
        Assert.True(IsNext(isSlow: false));
        queue.Begin(one);
        // What comes during a turn leads to another one.
        queue.Add(one);
        queue.Add(one);
        queue.End(one, new WebhookTurn.Result(GoesOn: false, IsSlow: true));
        Assert.True(IsNext(isSlow: true));
        queue.Begin(one);
        queue.End(one, new WebhookTurn.Result(GoesOn: true, IsSlow: false));
        Assert.True(IsNext(isSlow: false));
    }

    [Theory, Engines]
    public async Task A_webhook_of_an_organisation_that_ends_ends_with_it_and_forgets_its_secrets(Engine engine)
    {
        await using var hooked = await Hooked.StartAsync(engine);
        var hook = await hooked.SubscribeAsync();
        await hooked.AreAsync(hook, "delivered", 1);
        var before = hooked.Receiver.All.Count;
        hooked.Ended.Add("bpc");

        await using (var scope = hooked.Shelf.App.Services.CreateAsyncScope())
        {
            await EndWebhooks.Sweep.RunAsync(scope.ServiceProvider, CancellationToken.None);
        }
        await hooked.WriteAsync(Guid.CreateVersion7(), "too late");

        await hooked.Bpc.PostAsync(hooked.Hooks, new { address = hooked.Receiver.Url })
            .ShouldBeProblemAsync("webhook-ended", HttpStatusCode.Conflict);
        var ended = await hooked.GetAsync(hook);
        Assert.Equal(("ended", "organisation-ended"), (ended.Text("state"), ended.Text("reason")));
        Assert.Equal(0, await hooked.Shelf.Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.webhook WHERE secret IS NOT NULL"));
        await hooked.PostAsync(hook, "test").ShouldBeProblemAsync("webhook-ended", HttpStatusCode.Conflict);
        Assert.Equal(before, hooked.Receiver.All.Count);
    }
}
