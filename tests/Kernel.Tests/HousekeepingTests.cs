using Kernel.Data;
using Kernel.Hosting;
using Kernel.Tests.Shelf;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Kernel.Tests;

/// <summary>What is kept for a time only is deleted after it.</summary>
public sealed class HousekeepingTests
{
    [Fact]
    public async Task Each_batch_is_its_own_transaction_and_a_failing_kind_stops_no_other()
    {
        await using var shelf = await ShelfApp.BuildAsync(new ShelfSetup());
        var old = DateTimeOffset.UtcNow.AddDays(-60);
        await shelf.WorkAsync(async (_, work) =>
        {
            for (var number = 0; number < 2500; number++) await ConsumedAsync(work, old.AddSeconds(number));
            await ConsumedAsync(work, DateTimeOffset.UtcNow);
            await work.ExecuteAsync(
                """
                INSERT INTO $schema.idempotency (actor, idempotency_key, request_hash, created_at)
                VALUES ('bpc', 'old', '', @old), ('bpc', 'young', '', @now)
                """,
                new { old, now = DateTimeOffset.UtcNow });
            // The last of the old rows cannot be deleted.
            await work.ExecuteAsync(
                """
                CREATE TRIGGER enrollment.keeps BEFORE DELETE ON inbox
                WHEN OLD.consumed_at = (SELECT MAX(consumed_at) FROM inbox WHERE consumed_at < datetime('now', '-30 days'))
                BEGIN SELECT RAISE(ABORT, 'no'); END
                """);
        });

        await KeepHouseAsync(shelf);

        Assert.Equal((501L, 1L), ((await shelf.RowsAsync()).Inbox, (await shelf.RowsAsync()).Keys));
        await shelf.WorkAsync((_, work) => work.ExecuteAsync("DROP TRIGGER enrollment.keeps"));
        await KeepHouseAsync(shelf);
        Assert.Equal(1, (await shelf.RowsAsync()).Inbox);
    }

    [Theory, Engines]
    public async Task A_discarded_message_loses_its_body_and_is_deleted_after_configured_times(Engine engine)
    {
        var settings = new Dictionary<string, string?> { ["Retention:discarded-bodies"] = "2.00:00:00" };
        await using var shelf = await ShelfApp.BuildAsync(new ShelfSetup { Engine = engine, Settings = settings });
        await shelf.WorkAsync(async (_, work) =>
        {
            await ParkedAsync(work, "parked long ago", "parked", null, -900);
            await ParkedAsync(work, "discarded yesterday", "discarded", -1, -2);
            await ParkedAsync(work, "discarded last week", "discarded", -3, -900);
            await ParkedAsync(work, "discarded a year ago", "discarded", -366, -900);
        });

        await KeepHouseAsync(shelf);

        var kept = await shelf.Db.QueryAsync<Kept>("SELECT error, body FROM $schema.parked");
        Assert.Equal(
            ["discarded last week:", "discarded yesterday:a body", "parked long ago:a body"],
            kept.Select(row => $"{row.Error}:{row.Body}").Order());
    }

    private static Task ConsumedAsync(UnitOfWork work, DateTimeOffset at) => work.ExecuteAsync(
        "INSERT INTO $schema.inbox (message_id, consumer_id, consumed_at) VALUES (@id, @id, @at)", new { id = Guid.NewGuid(), at });

    private static Task ParkedAsync(UnitOfWork work, string name, string state, int? discarded, int parked)
    {
        var now = DateTimeOffset.UtcNow;
        var discardedAt = discarded is { } days ? now.AddDays(days) : (DateTimeOffset?)null;
        return work.ExecuteAsync(
            """
            INSERT INTO $schema.parked (id, message_id, message_types, content_type, body, error, state, parked_at, discarded_at)
            VALUES (@id, @id, '', '', 'a body', @name, @state, @parkedAt, @discardedAt)
            """,
            new { id = Guid.NewGuid(), name, state, parkedAt = now.AddDays(parked), discardedAt });
    }

    private static async Task KeepHouseAsync(ShelfApp shelf)
    {
        await using var scope = shelf.App.Services.CreateAsyncScope();
        var housekeeping = scope.ServiceProvider.GetServices<Sweep>().Single(sweep => sweep.Name == "housekeeping");
        await housekeeping.RunAsync(scope.ServiceProvider, CancellationToken.None);
    }

    private sealed record Kept
    {
        public string Error { get; init; } = "";
        public string Body { get; init; } = "";
    }
}
