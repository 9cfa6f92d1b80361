using System.Text.Json;
using Kernel.Changes;
using Kernel.Data;
using Kernel.Messaging;
using Kernel.Tests.Shelf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Kernel.Tests;

/// <summary>Positions are given to committed changes alone, one after the other.</summary>
public sealed class ChangeSequencerTests
{
    [Theory, Engines]
    public async Task An_open_transaction_gets_no_position_and_holds_nobody_up(Engine engine)
    {
        await using var shelf = await ShelfApp.BuildAsync(BookChanges.Setup(engine));
        var (known, slow, quick) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, known, "bpc", "known", 1));
        await using var scope = shelf.App.Services.CreateAsyncScope();
        var open = scope.ServiceProvider.GetRequiredService<UnitOfWork>();

        await open.RunAsync(async () =>
        {
            // It changes a thing whose last change has no position yet.
            await BookChanges.WriteAsync(open, known, "bpc", "known better", 2);
            await BookChanges.WriteAsync(open, slow, "bpc", "slow", 1);
            // Units of work take turns on SQLite: there nobody else commits meanwhile, and positions wait as long.
            if (engine is Engine.Sqlite) return;
            await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, quick, "bpc", "quick", 1));
            Assert.Equal(2, await SequenceAsync(shelf));
            Assert.Equal(["known 1", "quick 2"], await PositionsAsync(shelf));
        });
        if (engine is Engine.Sqlite)
        {
            await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, quick, "bpc", "quick", 1));
        }

        await SequenceAsync(shelf);

        Assert.Equal(
            engine is Engine.Sqlite
                ? ["known 1", "known better 2", "slow 3", "quick 4"] : ["known 1", "quick 2", "known better 3", "slow 4"],
            await PositionsAsync(shelf));
    }

    [Fact]
    public async Task What_is_not_committed_is_not_seen_by_the_sequencer_of_another_process()
    {
        await using var shelf = await ShelfApp.BuildAsync(BookChanges.Setup(Engine.Sqlite));
        await using var other = await ShelfApp.BuildAsync(BookChanges.Setup(Engine.Sqlite) with { Database = shelf.Setup.Database });
        var committed = 0;
        await shelf.WorkAsync(async (_, work) =>
        {
            await BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "slow", 1);
            committed = await SequenceAsync(other);
        });

        Assert.Equal((0, 1, 0), (committed, await SequenceAsync(other), await SequenceAsync(shelf)));
    }

    [Fact]
    public async Task A_change_that_was_written_first_and_committed_last_comes_last()
    {
        await using var shelf = await ShelfApp.BuildAsync(BookChanges.Setup(Engine.Sqlite));
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "late", 1));
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "early", 1));
        // As if the first one were not committed yet.
        await shelf.WorkAsync((_, work) => work.ExecuteAsync("UPDATE $schema.change_waiting SET seq = -1 WHERE seq = 1"));
        var late = await shelf.Db.SingleAsync<string>("SELECT change_id FROM $schema.change_waiting WHERE seq = -1");
        await shelf.WorkAsync((_, work) => work.ExecuteAsync("DELETE FROM $schema.change_waiting WHERE seq = -1"));
        Assert.Equal(1, await SequenceAsync(shelf));

        await shelf.WorkAsync((_, work) => work.ExecuteAsync(
            "INSERT INTO $schema.change_waiting (seq, change_id) VALUES (1, @late)", new { late }));

        Assert.Equal(1, await SequenceAsync(shelf));
        Assert.Equal(["early 1", "late 2"], await PositionsAsync(shelf));
    }

    [Theory, Engines]
    public async Task Several_sequencers_forget_no_change_and_give_no_position_twice(Engine engine)
    {
        await using var shelf = await ShelfApp.BuildAsync(BookChanges.Setup(engine));
        await using var other = await ShelfApp.BuildAsync(BookChanges.Setup(engine) with { Database = shelf.Setup.Database });

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), async (number, _) =>
        {
            await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", $"book {number}", 1));
            await SequenceAsync(number % 2 == 0 ? shelf : other);
        });
        await SequenceAsync(shelf);

        var positions = await shelf.Db.QueryAsync<long?>("SELECT position FROM $schema.change_sight");
        Assert.DoesNotContain(null, positions);
        Assert.Equal(60, positions.Distinct().Count());
    }

    [Theory, Engines]
    public async Task A_crash_before_the_positions_loses_nothing(Engine engine)
    {
        await using var shelf = await ShelfApp.BuildAsync(BookChanges.Setup(engine));
        await shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, Guid.CreateVersion7(), "bpc", "left behind", 1));

        await using var next = await ShelfApp.StartAsync(BookChanges.Setup(engine) with { Database = shelf.Setup.Database });

        await ChangeTests.EventuallyAt(next, 1);
        using var bpc = next.As("bpc", "registrar");
        Assert.Single(await ChangeTests.PageAsync(bpc, next, "start"));
    }

    private static async Task<int> SequenceAsync(ShelfApp shelf)
    {
        using var sequencer = new ChangeSequencer(
            shelf.Db, shelf.App.Services.GetRequiredService<ChangeSignal>(), new MessagingOptions(), TimeProvider.System,
            NullLogger<ChangeSequencer>.Instance);
        return await sequencer.SequenceAsync(TestContext.Current.CancellationToken);
    }

    // Each book's title and position.
    private static async Task<IReadOnlyList<string>> PositionsAsync(ShelfApp shelf) =>
    [
        .. (await shelf.Db.QueryAsync<Placed>(
            """
            SELECT f.data, s.position
            FROM $schema.change_sight s
            JOIN $schema.change_form f ON f.change_id = s.change_id AND f.form = s.form
            WHERE s.position IS NOT NULL
            ORDER BY s.position
            """)).Select(one => $"{JsonDocument.Parse(one.Data).RootElement.GetProperty("title").GetString()} {one.Position}"),
    ];

    private sealed record Placed
    {
        public string Data { get; init; } = "";
        public long Position { get; init; }
    }
}
