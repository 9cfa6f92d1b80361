using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.Transport;
using Kernel.Tests.Shelf;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Kernel.Tests;

/// <summary>A service that starts without history asks for the present state of what it keeps a copy of.</summary>
public abstract class CatchUpTests
{
    [Theory, Engines]
    public async Task A_first_start_alone_gets_every_aggregate_on_several_pages(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 3);
        var shelf = await platform.StartAsync("shelf");
        await AddBooksAsync(shelf, 1203);
        var archive = await platform.StartAsync("archive", bus => bus.AddConsumer<WhenBookAdded>());

        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>(), Asking);

        await Eventually.EqualAsync(1203L, () => CopiesAsync(reader));
        await Eventually.EqualAsync(0L, async () => (await shelf.RowsAsync()).Outbox);
        Assert.Equal((1203, 0), (reader.Hooks.Deliveries, archive.Hooks.Deliveries));
    }

    [Theory, Engines]
    public async Task Catch_up_asks_once_until_reset_and_rebuilds_a_lost_copy(Engine engine)
    {
        await using var platform = await NewPlatformAsync(engine, services: 2);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var shelf = await platform.StartAsync("shelf");
        await AddBooksAsync(shelf, 3);
        var reader = await platform.StartAsync(
            "reader", bus => bus.AddConsumer<WhenBookAdded>(), setup => Asking(setup) with { Clock = clock });
        await Eventually.EqualAsync(3L, () => CopiesAsync(reader));

        await reader.WorkAsync((_, work) => work.ExecuteAsync("DELETE FROM $schema.copy"));
        var sweeps = reader.Hooks.Sweeps;
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => Task.FromResult(reader.Hooks.Sweeps > sweeps));
        await shelf.PublishAsync("sentinel");
        await Eventually.EqualAsync(1L, () => CopiesAsync(reader));
        Assert.Equal(1, await reader.Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.catch_up"));

        var command = await platform.BuildAsync(
            "reader", bus => bus.AddConsumer<WhenBookAdded>(), setup => Asking(setup) with { Hub = new EmbeddedHub(0) });
        await command.App.RunServiceAsync(["catch-up", "shelf/another"]);
        Assert.Equal(1, await reader.Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.catch_up"));
        await command.App.RunServiceAsync(["catch-up"]);
        clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.EqualAsync(4L, () => CopiesAsync(reader));
        Assert.Equal(2, (await shelf.RowsAsync()).Inbox);
    }

    private protected abstract Task<Platform> NewPlatformAsync(Engine engine, int services);

    private static ShelfSetup Asking(ShelfSetup setup) => setup with { CatchUp = [Books.Aggregate] };

    private static async Task<long> CopiesAsync(ShelfApp app) => await app.Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.copy");

    private static Task AddBooksAsync(ShelfApp shelf, int count) => shelf.WorkAsync(async (_, work) =>
    {
        for (var number = 0; number < count; number++)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO $schema.book (id, owner, title, version)
                VALUES (@id, 'bpc', @title, 1)
                """,
                new { id = Guid.CreateVersion7(), title = $"Book {number}" });
        }
    });
}

public sealed class EmbeddedCatchUpTests : CatchUpTests
{
    private protected override async Task<Platform> NewPlatformAsync(Engine engine, int services) =>
        new(await TestDatabase.CreateAsync(engine), new EmbeddedHub(services), broker: null);
}

public sealed class BrokerCatchUpTests(RabbitMqBroker broker) : CatchUpTests
{
    private protected override async Task<Platform> NewPlatformAsync(Engine engine, int services) =>
        new(await TestDatabase.CreateAsync(engine), hub: null, await broker.NewVirtualHostAsync());
}
