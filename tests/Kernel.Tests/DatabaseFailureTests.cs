using System.Collections;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using Kernel.Data;
using Kernel.Messaging.Outbox;
using Kernel.Tests.Shelf;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Testing;

namespace Kernel.Tests;

/// <summary>What passes by itself is 503 and may be tried again; what is wrong in a statement or in the schema is 500.</summary>
public sealed class DatabaseFailureTests
{
    // What the gateway waits for a service.
    private static readonly TimeSpan GatewayWaits = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_locked_file_is_unavailable_before_the_gateway_gives_up_and_readiness_shows_it()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var file = Path.Combine(shelf.Setup.Database!.Configuration["Sqlite:Folder"]!, $"{shelf.Setup.Schema}.db");
        await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        await other.OpenAsync();
        await using (var held = other.BeginTransaction(deferred: false))
        {
            var watch = Stopwatch.StartNew();
            var health = shelf.As("bpc").GetAsync("/health/ready");
            var replies = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(number => shelf.As("bpc").PostAsync(shelf.Books, new { title = $"Book {number}" })));

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, GatewayWaits / 1.5);
            foreach (var reply in replies)
            {
                await reply.ShouldBeProblemAsync("unavailable", HttpStatusCode.ServiceUnavailable);
                Assert.True(reply.Headers.RetryAfter?.Delta > TimeSpan.Zero);
                reply.Dispose();
            }
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await health).StatusCode);
        }

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task A_schema_error_is_a_service_fault_without_advice_to_try_again(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);
        shelf.Hooks.BeforeCommit = async (work, _) => await work.ExecuteAsync("UPDATE $schema.no_such_table SET title = 'Casting'") > 0;

        using var reply = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" });

        await reply.ShouldBeProblemAsync("internal", HttpStatusCode.InternalServerError);
        Assert.Null(reply.Headers.RetryAfter);
        Assert.Equal(1, shelf.Hooks.Requests);
    }

    [Fact]
    public async Task A_read_that_lost_a_deadlock_is_repeated()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var book = await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);
        var reads = 0;
        shelf.Hooks.BeforeRead = () =>
        {
            if (reads++ < 2) throw new SqliteException("The transaction was rolled back.", SqliteDb.Aborted, SqliteDb.RolledBack);
        };

        await shelf.As("bpc").GetAsync($"{shelf.Books}/{book.GetProperty("id").GetGuid()}").BodyAsync(HttpStatusCode.OK);

        Assert.Equal(3, reads);
    }

    [Fact]
    public async Task A_row_removed_meanwhile_is_looked_up_again()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var title = "gone";
        shelf.Hooks.BeforeCommit = async (work, _) =>
        {
            var sought = title;
            title = "Casting";
            return await work.SingleAsync<string>("SELECT title FROM $schema.book WHERE title = @sought", new { sought }) == sought;
        };

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }).BodyAsync(HttpStatusCode.Created);

        Assert.Equal(2, shelf.Hooks.Requests);
    }

    [Fact]
    public async Task An_exhausted_connection_pool_means_an_absent_database_not_an_unreadable_row()
    {
        using var server = new SqlServerStub();
        var db = new SqlServerDb(server.ConnectionString + ";Max Pool Size=1", "shelf");
        await using var taken = await db.OpenAsync(default);

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => db.OpenAsync(default));

        Assert.True(db.IsAway(failure), failure.ToString());
        Assert.False(db.IsTransient(failure), "It was waited for.");
        Assert.False(OutboxStore.IsReadError(failure));
    }

    [Fact]
    public async Task A_connection_that_is_lost_at_a_statement_is_tried_again()
    {
        using var server = new SqlServerStub();
        var db = new SqlServerDb(server.ConnectionString, "shelf");

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => db.QueryAsync<int>("SELECT 1"));

        Assert.True(db.IsTransient(failure), failure.ToString());
        Assert.True(db.IsAway(failure), failure.ToString());
    }

    [Fact]
    public async Task A_missing_server_counts_as_an_absent_database()
    {
        var server = $"Server=tcp:127.0.0.1,{ServiceProcess.FreePort()}";
        var db = new SqlServerDb(server + ";User Id=shelf;Password=none;Connect Timeout=1;ConnectRetryCount=0", "shelf");

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => db.QueryAsync<int>("SELECT 1"));

        Assert.True(db.IsAway(failure), failure.ToString());
    }

    [Theory]
    [InlineData(1205, 13, true, true)]
    [InlineData(3960, 16, true, true)]
    [InlineData(10054, 20, true, true)]
    [InlineData(0, 20, true, true)]
    [InlineData(-2, 11, false, true)]
    [InlineData(4060, 11, false, true)]
    [InlineData(9002, 17, false, true)]
    [InlineData(208, 16, false, false)]
    [InlineData(207, 16, false, false)]
    [InlineData(229, 14, false, false)]
    [InlineData(515, 16, false, false)]
    [InlineData(2627, 14, false, false)]
    public void Each_SQL_Server_error_is_retried_or_passed_on_or_a_fault(int number, byte severity, bool isTransient, bool isAway)
    {
        var (db, error) = (new SqlServerDb("Server=nowhere", "shelf"), SqlServerError(number, severity));

        Assert.Equal((isTransient, isAway), (db.IsTransient(error), db.IsAway(error)));
    }

    // The driver makes its errors itself, from what a server sends.
    private static SqlException SqlServerError(int number, byte severity)
    {
        const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var make = typeof(SqlError).GetConstructors(Own)
            .First(maker => maker.GetParameters() is [.., { ParameterType: var last }] && last == typeof(Exception));
        object?[] told = [number, (byte)0, severity, "server", "message", "procedure", 1, 0, null];
        object? Of(ParameterInfo parameter, int place) =>
            place < told.Length && parameter.ParameterType.IsInstanceOfType(told[place]) ? told[place] : Default(parameter.ParameterType);
        var error = make.Invoke([.. make.GetParameters().Select(Of)]);
        typeof(SqlErrorCollection).GetMethod("Add", Own)!.Invoke(errors, [error]);
        var throws = typeof(SqlException).GetMethods(Own)
            .First(method => method.Name == "CreateException" && method.GetParameters().Length == 2);
        return (SqlException)throws.Invoke(null, [(IEnumerable)errors, "16.0"])!;

        static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
