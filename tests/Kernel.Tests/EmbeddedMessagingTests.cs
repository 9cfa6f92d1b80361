using Kernel.Data;
using Kernel.Messaging.Transport;
using Kernel.Tests.Shelf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing;

namespace Kernel.Tests;

/// <summary>Without a broker: the services share a process.</summary>
public sealed class EmbeddedMessagingTests : MessagingTests
{
    [Fact]
    public async Task An_unreadable_outbox_row_is_put_aside_and_the_others_are_sent()
    {
        await using var platform = await NewPlatformAsync(Engine.Sqlite, services: 2);
        var shelf = await platform.StartAsync("shelf");
        // A number that is none fails in the reader, as a broken result does; the rows wait for the second service.
        for (var number = 0; number < 9; number++) await shelf.PublishAsync($"Book {number}");
        await shelf.WorkAsync((_, work) => work.ExecuteAsync("UPDATE $schema.outbox SET attempts = 'many' WHERE body LIKE '%Book 4%'"));

        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());

        await Eventually.EqualAsync(
            (8L, 0L, 1L),
            async () => ((await reader.RowsAsync()).Effects, (await shelf.RowsAsync()).Outbox, (await shelf.RowsAsync()).Parked));
        Assert.Equal(0, await reader.EffectsAsync("Book 4"));
        var parked = (await shelf.As(null, "ops").GetAsync(shelf.ParkedPath).BodyAsync()).GetProperty("items")[0];
        Assert.Contains("many", parked.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_stops_ends_what_it_has_taken_and_takes_no_more()
    {
        await using var platform = await NewPlatformAsync(Engine.Sqlite, services: 2);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync("reader", bus => bus.AddConsumer<WhenBookAdded>());
        var (taken, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        reader.Hooks.InConsumer = (_, _) =>
        {
            taken.TrySetResult();
            return released.Task;
        };
        await shelf.PublishAsync("Casting");
        await taken.Task;

        var stopping = reader.App.Services.GetServices<IHostedService>().OfType<EmbeddedStartup>().Single()
            .StopAsync(TestContext.Current.CancellationToken);

        Assert.False(stopping.IsCompleted);
        released.SetResult();
        await stopping;
        await Eventually.EqualAsync((1L, 0L), async () => (await reader.EffectsAsync("Casting"), (await shelf.RowsAsync()).Outbox));
        await shelf.PublishAsync("Turning");
        await Eventually.TrueAsync(async () =>
            await shelf.Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.outbox WHERE last_error LIKE '%or it stops%'") == 1);
        Assert.Equal(1, reader.Hooks.Deliveries);
        Assert.Equal(0, await shelf.Db.SingleAsync<int>("SELECT attempts FROM $schema.outbox"));
    }

    private protected override async Task<Platform> NewPlatformAsync(Engine engine, int services) =>
        new(await TestDatabase.CreateAsync(engine), new EmbeddedHub(services), broker: null);
}
