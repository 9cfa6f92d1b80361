using System.Net;
using Kernel.Data;
using Kernel.Tests.Shelf;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Kernel.Tests;

public sealed class UnitOfWorkTests
{
    private static readonly Rows Nothing = new();

    [Theory, Engines]
    public async Task A_handler_that_returns_without_a_commit_leaves_no_state_no_audit_no_event_and_no_key(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        shelf.Hooks.BeforeCommit = (_, _) => Task.FromResult(false);

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, "key")
            .ShouldBeProblemAsync("not-wanted", HttpStatusCode.Conflict);

        Assert.Equal(Nothing, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task A_handler_that_throws_leaves_no_state_no_audit_no_event_and_no_key(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        shelf.Hooks.BeforeCommit = (_, _) => throw new InvalidOperationException("broken");

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, "key")
            .ShouldBeProblemAsync("internal", HttpStatusCode.InternalServerError);

        Assert.Equal(Nothing, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task State_audit_event_and_kept_reply_commit_together(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var before = Nothing;
        shelf.Hooks.BeforeCommit = async (_, _) =>
        {
            // Another connection sees nothing of it before the commit; on SQL Server it would wait for the rows' locks.
            if (engine is Engine.Sqlite) before = await shelf.RowsAsync();
            return true;
        };

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, "key").BodyAsync(HttpStatusCode.Created);

        Assert.Equal(Nothing, before);
        Assert.Equal(new Rows { Books = 1, Audit = 1, Outbox = 1, Keys = 1 }, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task A_caught_duplicate_key_leaves_the_transaction_usable(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var second = true;
        shelf.Hooks.BeforeCommit = async (work, _) =>
        {
            second = await work.TryInsertAsync(
                "INSERT INTO $schema.book (id, owner, title, version) VALUES (@id, 'bpc', 'Casting', 1)",
                new { id = Guid.CreateVersion7() });
            return true;
        };

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);

        Assert.False(second);
        Assert.Equal(new Rows { Books = 1, Audit = 1, Outbox = 1 }, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task An_uncaught_unique_conflict_is_answered_as_a_conflict(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var bpc = shelf.As("bpc");
        await bpc.PostAsync(shelf.Books, new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);

        await bpc.PostAsync(shelf.Books, new { title = "Casting" }).ShouldBeProblemAsync("conflict", HttpStatusCode.Conflict);

        Assert.Equal(new Rows { Books = 1, Audit = 1, Outbox = 1 }, await shelf.RowsAsync());
    }

    // On SQLite alone: a deadlock takes the same path, and its error cannot be made by hand.
    [Fact]
    public async Task A_transient_error_runs_the_whole_unit_again_from_its_beginning()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var failures = 2;
        shelf.Hooks.BeforeCommit = (_, _) => failures-- > 0 ? throw RolledBack() : Task.FromResult(true);

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, "key").BodyAsync(HttpStatusCode.Created);

        Assert.Equal(3, shelf.Hooks.Requests);
        Assert.Equal(new Rows { Books = 1, Audit = 1, Outbox = 1, Keys = 1 }, await shelf.RowsAsync());
    }

    [Fact]
    public async Task A_lasting_transient_error_is_given_up_after_six_tries_with_advice_to_retry()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        shelf.Hooks.BeforeCommit = (_, _) => throw RolledBack();

        using var reply = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }, "key");

        await reply.ShouldBeProblemAsync("unavailable", HttpStatusCode.ServiceUnavailable);
        Assert.True(reply.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(6, shelf.Hooks.Requests);
        Assert.Equal(Nothing, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task Of_two_deadlocked_or_queued_writers_both_commit(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await shelf.WorkAsync(async (_, work) =>
        {
            foreach (var id in new[] { first, second })
            {
                await work.ExecuteAsync("INSERT INTO $schema.copy (id, title, version) VALUES (@id, 'guard', 0)", new { id });
            }
        });
        var turn = 0;
        shelf.Hooks.BeforeCommit = async (work, _) =>
        {
            var (one, other) = Interlocked.Increment(ref turn) % 2 == 0 ? (first, second) : (second, first);
            await work.ExecuteAsync("UPDATE $schema.copy SET version = version + 1 WHERE id = @one", new { one });
            await work.ExecuteAsync("UPDATE $schema.copy SET version = version + 1 WHERE id = @other", new { other });
            return true;
        };

        await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(number => shelf.As("bpc").PostAsync(shelf.Books, new { title = $"Book {number}" }).BodyAsync(HttpStatusCode.Created)));

        Assert.Equal([16, 16], await shelf.Db.QueryAsync<int>("SELECT version FROM $schema.copy"));
        Assert.Equal(16, (await shelf.RowsAsync()).Books);
    }

    [Theory, Engines]
    public async Task A_publish_with_a_delay_or_time_to_live_is_refused(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var book = new BookAddedV1 { BookId = Guid.CreateVersion7(), Title = "Casting", Version = 1 };

        await Assert.ThrowsAsync<NotSupportedException>(() => shelf.WorkAsync((services, _) =>
            services.GetRequiredService<IPublishEndpoint>().Publish(book, context => context.TimeToLive = TimeSpan.FromMinutes(1))));
        await Assert.ThrowsAsync<NotSupportedException>(() => shelf.WorkAsync((services, _) =>
            services.GetRequiredService<IPublishEndpoint>().Publish(book, context => context.Delay = TimeSpan.FromMinutes(1))));

        Assert.Equal(Nothing, await shelf.RowsAsync());
    }

    [Theory, Engines]
    public async Task A_copy_keeps_the_newest_state_in_any_order_of_messages(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        var (id, stored) = (Guid.CreateVersion7(), new List<bool>());

        await shelf.WorkAsync(async (_, work) =>
        {
            foreach (var version in new[] { 2, 1, 2, 3 })
            {
                stored.Add(await work.UpsertNewerAsync(
                    update: "UPDATE $schema.copy SET title = @title, version = @version WHERE id = @id AND version < @version",
                    insert: "INSERT INTO $schema.copy (id, title, version) VALUES (@id, @title, @version)",
                    new { id, title = $"Title {version}", version }));
            }
        });

        Assert.Equal([true, false, false, true], stored);
        Assert.Equal("Title 3", await shelf.Db.SingleAsync<string>("SELECT title FROM $schema.copy"));
    }

    [Theory, Engines]
    public async Task A_GET_has_no_unit_of_work(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        await using var scope = shelf.App.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => work.ExecuteAsync("DELETE FROM $schema.book"));
    }

    private static SqliteException RolledBack() => new("The transaction was rolled back.", SqliteDb.Aborted, SqliteDb.RolledBack);
}
