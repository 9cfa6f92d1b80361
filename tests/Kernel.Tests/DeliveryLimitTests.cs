using System.Net;
using System.Text.Json;
using Kernel.Tests.Shelf;
using Microsoft.Data.Sqlite;
using Testing;

namespace Kernel.Tests;

/// <summary>A broker drops what a quorum queue got back too often: 20 times in RabbitMQ 4, or as few as a policy says.</summary>
public sealed class DeliveryLimitTests(RabbitMqBroker broker)
{
    private const int Books = 10;

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, 2)]
    [InlineData(true, 20)]
    public async Task While_a_database_cannot_be_written_its_events_wait_and_each_arrives_once(bool isOwnBroker, int? limit)
    {
        await using var own = isOwnBroker ? await RabbitMqBroker.StartAsync(own: true) : null;
        await using var platform = await NewPlatformAsync(await (own ?? broker).NewVirtualHostAsync(limit));
        var name = $"reader-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        var (shelf, reader) = await StartAsync(platform, name, longestHold: "00:00:00.010");

        await using (var frozen = await FrozenDatabase.OfAsync(reader))
        {
            await AddBooksAsync(shelf);
            // Each one more often than the default limit: what is given back so often by rejections is gone.
            await ShouldHaveComeBackAsync(counters, Books * 25);
            var messages = (await HealthAsync(reader)).GetProperty("checks").GetProperty("messages");
            Assert.Equal("degraded", messages.GetProperty("status").GetString());
        }

        await ShouldHaveAllAsync(shelf, reader);
        await Eventually.EqualAsync("healthy", async () => (await HealthAsync(reader)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connections_that_break_more_often_than_the_limit_lose_nothing(bool isOwnBroker)
    {
        const int limit = 1;
        await using var own = isOwnBroker ? await RabbitMqBroker.StartAsync(own: true) : null;
        var address = await (own ?? broker).NewVirtualHostAsync(limit);
        await using var platform = await NewPlatformAsync(address);
        var name = $"reader-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        var (shelf, reader) = await StartAsync(platform, name, longestHold: "00:01:00");

        await using (var frozen = await FrozenDatabase.OfAsync(reader))
        {
            await AddBooksAsync(shelf);
            await Eventually.TrueAsync(async () => (await shelf.RowsAsync()).Outbox == 0);
            for (var cut = 1; cut <= limit + 1; cut++)
            {
                await (own ?? broker).CloseConnectionsAsync(address);
                // All of them were given back, and are held again.
                await ShouldHaveComeBackAsync(counters, Books * cut);
            }
        }

        await ShouldHaveAllAsync(shelf, reader);
    }

    private static Task ShouldHaveComeBackAsync(Counters counters, int times) => Eventually.TrueAsync(
        () => Task.FromResult(counters.Requeued >= times), () => $"{counters.Requeued} deliveries were put at the end of the queue.");

    private static async Task<Platform> NewPlatformAsync(string address) =>
        new(await TestDatabase.CreateAsync(Engine.Sqlite), hub: null, address);

    private static async Task<(ShelfApp Shelf, ShelfApp Reader)> StartAsync(Platform platform, string name, string longestHold)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Messaging:LongestHold"] = longestHold,
            ["Messaging:ProbeInterval"] = "00:00:00.020",
        };
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync(name, bus => bus.AddConsumer<WhenBookAdded>(), setup => setup with { Settings = settings });
        return (shelf, reader);
    }

    private static async Task AddBooksAsync(ShelfApp shelf)
    {
        for (var number = 0; number < Books; number++)
        {
            await shelf.As("bpc").PostAsync(shelf.Books, new { title = $"Book {number}" }).BodyAsync(HttpStatusCode.Created);
        }
    }

    private static async Task ShouldHaveAllAsync(ShelfApp shelf, ShelfApp reader)
    {
        await Eventually.EqualAsync((Books, 0L, 0L, 0L), async () =>
        {
            var (here, there) = (await reader.RowsAsync(), await shelf.RowsAsync());
            return ((int)here.Effects, here.Parked, here.Outbox, there.Outbox);
        });
        for (var number = 0; number < Books; number++) Assert.Equal(1, await reader.EffectsAsync($"Book {number}"));
    }

    private static async Task<JsonElement> HealthAsync(ShelfApp app)
    {
        using var reply = await app.With(null).GetAsync("/health/ready");
        return await reply.BodyAsync(reply.StatusCode);
    }

    /// <summary>Until it is disposed, no row of the kernel's can be written.</summary>
    private sealed class FrozenDatabase : IAsyncDisposable
    {
        private static readonly string[] Tables = ["inbox", "outbox", "parked", "heartbeat"];

        private readonly string file;

        private FrozenDatabase(string file) => this.file = file;

        public static async Task<FrozenDatabase> OfAsync(ShelfApp app)
        {
            var frozen = new FrozenDatabase(Path.Combine(app.Setup.Database!.Configuration["Sqlite:Folder"]!, $"{app.Setup.Schema}.db"));
            foreach (var verb in new[] { "INSERT", "UPDATE" })
            {
                foreach (var table in Tables)
                {
                    await frozen.ExecuteAsync(
                        $"CREATE TRIGGER frozen_{verb}_{table} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
                }
            }
            return frozen;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var verb in new[] { "INSERT", "UPDATE" })
            {
                foreach (var table in Tables) await ExecuteAsync($"DROP TRIGGER frozen_{verb}_{table}");
            }
        }

        private async Task ExecuteAsync(string statement)
        {
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the constants above; DDL takes no parameters.
            command.CommandText = statement;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
