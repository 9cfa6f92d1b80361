using System.Net;
using Kernel.Hosting;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

/// <summary>Over RabbitMQ.</summary>
public sealed class BrokerMessagingTests(RabbitMqBroker broker) : MessagingTests
{
    [Theory, Engines]
    public async Task Two_relays_on_one_outbox_send_each_message_once(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var name = $"reader-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        var reader = await platform.StartAsync(name, bus => bus.AddConsumer<WhenBookAdded>());
        var (first, second) = (await platform.StartAsync("shelf", with: Small), await platform.StartAsync("shelf", with: Small));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => (number % 2 == 0 ? first : second).PublishAsync($"Book {number}")));

        await Eventually.EqualAsync((200L, 0L), async () => ((await reader.RowsAsync()).Effects, (await first.RowsAsync()).Outbox));
        Assert.Equal((200, 0L), (reader.Hooks.Deliveries, counters.Duplicates));

        static ShelfSetup Small(ShelfSetup setup) =>
            setup with { Settings = new Dictionary<string, string?> { ["Messaging:BatchSize"] = "7" } };
    }

    [Theory, Engines]
    public async Task A_message_between_topology_step_and_first_start_arrives(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var installer = await platform.BuildAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        await installer.App.RunServiceAsync(["topology"]);
        await shelf.PublishAsync("Casting");
        await Eventually.EqualAsync(0L, async () => (await shelf.RowsAsync()).Outbox);

        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());

        await Eventually.EqualAsync(1L, () => reader.EffectsAsync("Casting"));
    }

    [Fact]
    public async Task Requests_pass_without_the_broker_and_their_messages_arrive_later()
    {
        await using var own = await RabbitMqBroker.StartAsync();
        var address = await own.NewVirtualHostAsync();
        await using var platform = new Platform(await TestDatabase.CreateAsync(Engine.Sqlite), hub: null, address);
        // The queue comes before the messages: a broker drops what nobody is bound to.
        await (await platform.BuildAsync("reader", bus => bus.AddConsumer<WhenBookAdded>())).App.RunServiceAsync(["topology"]);
        await own.StopAppAsync();
        var shelf = await platform.BuildAsync("shelf");
        var reader = await platform.BuildAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        await shelf.App.StartAsync();
        await reader.App.StartAsync();

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);
        using var ready = await shelf.With(null).GetAsync("/health/ready");
        Assert.NotEqual("healthy", (await ready.BodyAsync(ready.StatusCode)).GetProperty("status").GetString());
        Assert.Equal(1, (await shelf.RowsAsync()).Outbox);
        await own.StartAgainAsync();

        await Eventually.EqualAsync((1L, 0L), async () => (await reader.EffectsAsync("Casting"), (await shelf.RowsAsync()).Outbox));
    }

    private protected override async Task<Platform> NewPlatformAsync(Engine engine, int services) =>
        new(await TestDatabase.CreateAsync(engine), hub: null, await broker.NewVirtualHostAsync());
}
