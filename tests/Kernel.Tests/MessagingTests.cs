using System.Net;
using Kernel.Data;
using Kernel.Tests.Shelf;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Kernel.Tests;

/// <summary>What holds for messages whatever carries them; once for each transport.</summary>
public abstract class MessagingTests
{
    [Theory, Engines]
    public async Task Each_subscriber_gets_each_message_once(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 3);
        var (shelf, reader, archive) = await StartThreeAsync(platform);

        await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(number => shelf.As("bpc").PostAsync(shelf.Books, new { title = $"Book {number}" }).BodyAsync(HttpStatusCode.Created)));

        await Eventually.EqualAsync(
            (40L, 40L, 0L),
            async () => ((await reader.RowsAsync()).Effects, (await archive.RowsAsync()).Effects, (await shelf.RowsAsync()).Outbox));
        Assert.Equal((40, 40), (reader.Hooks.Deliveries, archive.Hooks.Deliveries));
        Assert.Equal(40, (await reader.RowsAsync()).Inbox);
    }

    [Theory, Engines]
    public async Task A_duplicate_runs_nothing_and_is_counted(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var name = $"reader-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync(name, bus => bus.AddConsumer<WhenBookAdded>());
        var id = Guid.CreateVersion7();
        await shelf.PublishAsync("Casting", id);
        await Eventually.EqualAsync(1L, () => reader.EffectsAsync("Casting"));

        await shelf.PublishAsync("Casting", id);

        await Eventually.EqualAsync(1L, () => counters.Duplicates);
        Assert.Equal((1, 1L), (reader.Hooks.Deliveries, await reader.EffectsAsync("Casting")));
    }

    [Theory, Engines]
    public async Task A_delivery_that_fails_after_its_commit_takes_effect_once(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var name = $"reader-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync(name, bus => bus.AddConsumer<WhenBookAdded>());
        reader.Hooks.InConsumer = (_, work) =>
        {
            // Durable, and never acknowledged.
            work.Committed += () => throw new InvalidOperationException("cut off");
            return Task.CompletedTask;
        };

        await shelf.PublishAsync("Casting");

        await Eventually.EqualAsync(1L, () => counters.Duplicates);
        Assert.Equal((1, 1L, 0L), (reader.Hooks.Deliveries, await reader.EffectsAsync("Casting"), (await reader.RowsAsync()).Parked));
    }

    [Theory, Engines]
    public async Task A_failing_message_is_parked_with_its_consumer_and_blocks_nothing(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 3);
        var (shelf, reader, archive) = await StartThreeAsync(platform);
        var tries = 0;
        reader.Hooks.InConsumer = (context, _) =>
        {
            if (context.Message.Title != "bad") return Task.CompletedTask;
            Interlocked.Increment(ref tries);
            throw new InvalidOperationException("does not like it");
        };

        await shelf.PublishAsync("bad");
        for (var number = 0; number < 20; number++) await shelf.PublishAsync($"good {number}");

        await Eventually.EqualAsync((20L, 1L), async () => ((await reader.RowsAsync()).Effects, (await reader.RowsAsync()).Parked));
        await Eventually.EqualAsync((21L, 0L), async () => ((await archive.RowsAsync()).Effects, (await shelf.RowsAsync()).Outbox));
        Assert.Equal(3, tries);
        Assert.Equal((0L, 1L), (await reader.EffectsAsync("bad"), await archive.EffectsAsync("bad")));
        Assert.Equal((0L, 0L), ((await archive.RowsAsync()).Parked, (await shelf.RowsAsync()).Parked));
    }

    [Theory, Engines]
    public async Task A_good_message_behind_120_failing_ones_is_not_blocked(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var shelf = await platform.StartAsync("shelf", with: Patient);
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>(), Patient);
        reader.Hooks.InConsumer = (context, _) =>
            context.Message.Title == "bad" ? throw new InvalidOperationException("does not like it") : Task.CompletedTask;

        await shelf.WorkAsync(async (services, _) =>
        {
            for (var number = 0; number < 120; number++) await Publish("bad");
            await Publish("good");

            Task Publish(string title) => services.GetRequiredService<IPublishEndpoint>().Publish(
                new BookAddedV1 { BookId = Guid.CreateVersion7(), Title = title, Version = 1 });
        });

        await Eventually.EqualAsync(1L, () => reader.EffectsAsync("good"));
        Assert.Equal(0, (await reader.RowsAsync()).Parked);

        // Between the attempts at one message lies a minute.
        static ShelfSetup Patient(ShelfSetup setup) => setup with
        {
            Settings = new Dictionary<string, string?>
            {
                ["Messaging:FirstRetryDelay"] = "00:01:00",
                ["Messaging:LongestRetryDelay"] = "00:01:00",
            },
        };
    }

    [Theory, Engines]
    public async Task A_lease_from_another_clock_time_blocks_nothing(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        // Half an hour ahead, leased by a process that was killed: the clock was set right after that.
        var until = DateTimeOffset.UtcNow.AddMinutes(30);
        await shelf.WorkAsync(async (services, work) =>
        {
            var book = new BookAddedV1 { BookId = Guid.CreateVersion7(), Title = "Casting", Version = 1 };
            await services.GetRequiredService<IPublishEndpoint>().Publish(book);
            var lease = new { token = Guid.CreateVersion7(), until };
            await work.ExecuteAsync("UPDATE $schema.outbox SET lease_token = @token, leased_until = @until", lease);
        });

        await Eventually.EqualAsync((1L, 0L), async () => (await reader.EffectsAsync("Casting"), (await shelf.RowsAsync()).Outbox));
    }

    [Theory, Engines]
    public async Task Ops_replays_a_parked_message_and_it_is_parked_again_if_it_still_fails(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 3);
        var (shelf, reader, archive) = await StartThreeAsync(platform);
        var ops = reader.As(null, "ops");
        reader.Hooks.InConsumer = (_, _) => throw new InvalidOperationException("does not like it");
        await shelf.PublishAsync("Casting");
        var first = await ParkedAsync(reader);

        Assert.Contains("does not like it", first.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(first.TryGetProperty("body", out _));
        Assert.Equal(first.GetRawText(), (await ops.GetAsync($"{reader.ParkedPath}/{Id(first)}").BodyAsync()).GetRawText());

        await ops.PostAsync($"{reader.ParkedPath}/{Id(first)}/replay").BodyAsync();
        await Eventually.TrueAsync(async () => (await reader.RowsAsync()).Parked == 1 && Id(await ParkedAsync(reader)) != Id(first));
        var second = await ParkedAsync(reader);
        Assert.Equal(first.GetProperty("messageId").GetString(), second.GetProperty("messageId").GetString());

        reader.Hooks.InConsumer = (_, _) => Task.CompletedTask;
        await ops.PostAsync($"{reader.ParkedPath}/{Id(second)}/replay").BodyAsync();

        await Eventually.EqualAsync((1L, 0L), async () => (await reader.EffectsAsync("Casting"), (await reader.RowsAsync()).Parked));
        await ops.PostAsync($"{reader.ParkedPath}/{Id(second)}/replay").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(1, archive.Hooks.Deliveries);
        Assert.Equal(2, (await reader.RowsAsync()).Audit);
    }

    [Theory, Engines]
    public async Task Ops_discards_a_parked_message_once_with_a_reason(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        reader.Hooks.InConsumer = (_, _) => throw new InvalidOperationException("does not like it");
        await shelf.PublishAsync("Casting");
        var ops = reader.As(null, "ops");
        var path = $"{reader.ParkedPath}/{Id(await ParkedAsync(reader))}";

        await ops.PostAsync($"{path}/discard", new { reason = "entered by hand" }).BodyAsync();

        Assert.Equal("discarded", (await ops.GetAsync(path).BodyAsync()).GetProperty("state").GetString());
        Assert.Equal("entered by hand", await reader.Db.SingleAsync<string>(
            "SELECT v.value FROM $schema.audit a JOIN $schema.personal_value v ON v.id = a.reason_id WHERE a.action = 'discarded'"));
        await ops.PostAsync($"{path}/discard", new { reason = "again" }).ShouldBeProblemAsync("parked-settled", HttpStatusCode.Conflict);
        await ops.PostAsync($"{path}/replay").ShouldBeProblemAsync("parked-settled", HttpStatusCode.Conflict);
        Assert.Equal(0, (await ops.GetAsync(reader.ParkedPath).BodyAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await ops.GetAsync($"{reader.ParkedPath}?state=discarded").BodyAsync()).GetProperty("items").GetArrayLength());
        foreach (var somebody in new[] { reader.As("bpc", "org-admin"), reader.As("bjedu", "authority") })
        {
            await somebody.GetAsync(reader.ParkedPath).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            await somebody.PostAsync($"{path}/discard", new { reason = "no" }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
    }

    [Theory, Engines]
    public async Task A_bad_message_or_one_without_consumer_is_parked_and_the_queue_goes_on(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());

        await shelf.EnqueueAsync("reader", "not JSON");
        await shelf.EnqueueAsync(
            "reader",
            """{"messageId":"019367a2-0000-7000-8000-000000000000","messageType":["urn:message:unknown"],"message":{},"headers":{}}""");
        await shelf.PublishAsync("Casting");

        await Eventually.EqualAsync(
            (2L, 1L, 0L),
            async () => ((await reader.RowsAsync()).Parked, await reader.EffectsAsync("Casting"), (await shelf.RowsAsync()).Outbox));
        Assert.Contains(
            Guid.Parse("019367a2-0000-7000-8000-000000000000"), await reader.Db.QueryAsync<Guid>("SELECT message_id FROM $schema.parked"));
    }

    [Theory, Engines]
    public async Task A_consumers_messages_leave_only_with_its_transaction(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 3);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        var archive = await platform.StartAsync("archive", bus => bus.AddConsumer<WhenBookNoted>());
        reader.Hooks.InConsumer = async (context, _) =>
        {
            await context.Publish(new BookNotedV1 { Title = context.Message.Title });
            if (context.Message.Title == "bad") throw new InvalidOperationException("does not like it");
        };

        await shelf.PublishAsync("bad");
        await shelf.PublishAsync("good");

        await Eventually.EqualAsync(
            (1L, 1L, 0L),
            async () => (await archive.EffectsAsync("good"), (await reader.RowsAsync()).Parked, (await reader.RowsAsync()).Outbox));
        Assert.Equal(0, await archive.EffectsAsync("bad"));
    }

    [Theory, Engines]
    public async Task One_trace_leads_from_the_request_to_the_consumers_statement(Engine engine)
    {
        using var trace = new Spans();
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());

        using var reply = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" });
        await Eventually.EqualAsync(1L, () => reader.EffectsAsync("Casting"));

        var id = reply.Headers.GetValues("Trace-Id").Single();
        Assert.Equal(id, await shelf.Db.SingleAsync<string>("SELECT trace_id FROM $schema.audit"));
        Assert.Equal(id, reader.Hooks.LastTrace.ToString());
        await Eventually.TrueAsync(() => Task.FromResult(trace.Has(
            id,
            "outbox relay")
                && trace.Has(id, $"INSERT {reader.Setup.Schema}.effect")
                && trace.Has(id, $"INSERT {reader.Setup.Schema}.inbox")));
        Assert.True(trace.IsWithin(id, $"INSERT {reader.Setup.Schema}.effect", ancestor: "outbox relay"));
    }

    [Fact]
    public async Task Without_a_listener_the_trace_still_reaches_the_consumer()
    {
        await using var platform = await NewPlatformAsync(Engine.Sqlite, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());

        using var reply = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" });
        await Eventually.EqualAsync(1L, () => reader.EffectsAsync("Casting"));

        Assert.Equal(reply.Headers.GetValues("Trace-Id").Single(), reader.Hooks.LastTrace.ToString());
    }

    private protected abstract Task<Platform> NewPlatformAsync(Engine engine, int services);

    private static async Task<(ShelfApp Shelf, ShelfApp Reader, ShelfApp Archive)> StartThreeAsync(Platform platform)
    {
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        return (shelf, reader, await platform.StartAsync("archive", bus => bus.AddConsumer<WhenBookAdded>()));
    }

    private static async Task<System.Text.Json.JsonElement> ParkedAsync(ShelfApp app)
    {
        await Eventually.EqualAsync(1L, async () => (await app.RowsAsync()).Parked);
        return (await app.As(null, "ops").GetAsync(app.ParkedPath).BodyAsync()).GetProperty("items")[0];
    }

    private static string Id(System.Text.Json.JsonElement parked) => parked.GetProperty("id").GetString()!;
}
