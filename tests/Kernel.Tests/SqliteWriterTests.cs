using System.Collections.Concurrent;
using Kernel.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kernel.Tests;

/// <summary>Units of work that share a COMMIT. The hook counts each COMMIT just before it is made.</summary>
public sealed class SqliteWriterTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("platform-writer-").FullName;
    private readonly ConcurrentBag<Task> acknowledgements = [];
    private int commits;
    private int acknowledgedTooEarly;

    public SqliteWriterTests()
    {
        using var connection = Open();
        Run(connection, "PRAGMA journal_mode = WAL; CREATE TABLE unit (name TEXT PRIMARY KEY)");
        commits = 0;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Queued_units_share_one_commit_and_none_is_acknowledged_before_it()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);

        await QueueAsync(writer, units: 12);

        Assert.Equal(1, commits);
        Assert.Equal(0, acknowledgedTooEarly);
        Assert.Equal(12, Stored().Count);
    }

    [Fact]
    public async Task A_group_has_at_most_its_limit_of_units()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 4);

        await QueueAsync(writer, units: 12);

        Assert.Equal(3, commits);
        Assert.Equal(12, Stored().Count);
    }

    [Fact]
    public async Task A_unit_alone_is_committed_at_once()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);
        for (var number = 0; number < 3; number++) await AddAsync(writer, $"{number}");

        Assert.Equal(3, commits);
    }

    [Fact]
    public async Task A_failed_unit_is_rolled_back_alone()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);
        var first = await writer.BeginAsync(default);
        Run(first.Connection, "INSERT INTO unit VALUES ('first')");
        var failing = FailAsync(writer, "failed");
        var last = AddAsync(writer, "last");

        await first.CommitAsync().WaitAsync(Limit);
        await Task.WhenAll(failing, last).WaitAsync(Limit);

        Assert.Equal(["first", "last"], Stored());
        Assert.Equal(1, commits);
    }

    [Fact]
    public async Task A_failing_last_unit_does_not_stop_the_groups_commit()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);
        var first = await writer.BeginAsync(default);
        Run(first.Connection, "INSERT INTO unit VALUES ('first')");
        var failing = FailAsync(writer, "failed");

        await first.CommitAsync().WaitAsync(Limit);
        await failing.WaitAsync(Limit);

        Assert.Equal(["first"], Stored());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_rollback_fails_the_whole_group_and_the_others_may_be_repeated(bool isSwallowed)
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);
        var first = await writer.BeginAsync(default);
        Run(first.Connection, "INSERT INTO unit VALUES ('first')");
        var second = RollEverythingBackAsync(writer, isSwallowed);
        var third = AddAsync(writer, "third");

        Assert.Equal(SqliteDb.RolledBack, (await Assert.ThrowsAsync<SqliteException>(() => first.CommitAsync()
            .WaitAsync(Limit))).SqliteExtendedErrorCode);
        await Assert.ThrowsAnyAsync<Exception>(() => second.WaitAsync(Limit));
        await third.WaitAsync(Limit);

        Assert.Equal(["third"], Stored());
    }

    [Fact]
    public async Task A_failed_commit_fails_its_whole_group_and_the_next_unit_passes()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);
        var first = await writer.BeginAsync(default);
        Run(first.Connection, "INSERT INTO unit VALUES ('first')");
        raw.sqlite3_commit_hook(((KeptStatements)first.Connection).Sqlite.Handle, _ => 1, null);
        var second = AddAsync(writer, "second");

        Assert.Equal(SqliteDb.RolledBack, (await Assert.ThrowsAsync<SqliteException>(() => first.CommitAsync()
            .WaitAsync(Limit))).SqliteExtendedErrorCode);
        await Assert.ThrowsAnyAsync<Exception>(() => second.WaitAsync(Limit));
        await AddAsync(writer, "third").WaitAsync(Limit);

        Assert.Equal(["third"], Stored());
    }

    [Fact]
    public async Task A_waiter_that_gives_up_does_not_leave_the_commit_hanging()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 64);
        var first = await writer.BeginAsync(default);
        Run(first.Connection, "INSERT INTO unit VALUES ('first')");
        using var givesUp = new CancellationTokenSource();
        var held = new HeldBack();
        var waiter = held.Start(() => writer.BeginAsync(givesUp.Token));

        // It has left the queue, and is still counted when the first unit looks for somebody to leave the COMMIT to.
        await givesUp.CancelAsync();
        await held.Reached.WaitAsync(Limit);
        var committed = first.CommitAsync();
        Assert.False(committed.IsCompleted);
        held.LetGo();

        await committed.WaitAsync(Limit);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiter.WaitAsync(Limit));
        Assert.Equal(["first"], Stored());
    }

    [Fact]
    public async Task Acknowledged_work_is_in_the_file_for_every_reader()
    {
        using var writer = new SqliteWriter(Open, groupLimit: 8);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            for (var number = 0; number < 20; number++)
            {
                var name = $"{thread}-{number}";
                if (number % 5 == 4)
                {
                    await FailAsync(writer, name);
                    continue;
                }
                await AddAsync(writer, name);
                Assert.Contains(name, Stored());
            }
        }))).WaitAsync(Limit);

        Assert.Equal(16 * 16, Stored().Count);
        Assert.True(commits < 16 * 16, $"{commits} commits for {16 * 16} units");
    }

    private async Task QueueAsync(SqliteWriter writer, int units)
    {
        var first = await writer.BeginAsync(default);
        Run(first.Connection, "INSERT INTO unit VALUES ('first')");
        var queued = Enumerable.Range(1, units - 1).Select(number => AddAsync(writer, $"{number}")).ToList();
        queued.Add(first.CommitAsync());
        foreach (var unit in queued) acknowledgements.Add(unit);
        await Task.WhenAll(queued).WaitAsync(Limit);
    }

    private static async Task AddAsync(SqliteWriter writer, string name)
    {
        var unit = await writer.BeginAsync(default);
        Run(unit.Connection, $"INSERT INTO unit VALUES ('{name}')");
        await unit.CommitAsync();
    }

    private static async Task FailAsync(SqliteWriter writer, string name)
    {
        var unit = await writer.BeginAsync(default);
        Run(unit.Connection, $"INSERT INTO unit VALUES ('{name}')");
        await unit.RollbackAsync();
    }

    // As a full disk does; this one can be made at will.
    private static async Task RollEverythingBackAsync(SqliteWriter writer, bool isSwallowed)
    {
        var unit = await writer.BeginAsync(default);
        var error = Assert.Throws<SqliteException>(() => Run(unit.Connection, "INSERT OR ROLLBACK INTO unit VALUES ('first')"));
        if (isSwallowed)
        {
            await unit.CommitAsync();
            return;
        }
        await unit.RollbackAsync();
        throw error;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "units.db")};Pooling=False");
        connection.Open();
        raw.sqlite3_commit_hook(connection.Handle, _ =>
        {
            commits++;
            acknowledgedTooEarly += acknowledgements.Count(acknowledgement => acknowledgement.IsCompletedSuccessfully);
            return 0;
        }, null);
        return connection;
    }

    private List<string> Stored()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "units.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM unit ORDER BY name";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }

#pragma warning disable CA2100 // The statements are this file's own.
    private static void Run(System.Data.Common.DbConnection connection, string sql)
    {
        var sqlite = connection is KeptStatements kept ? kept.Sqlite : (SqliteConnection)connection;
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100

    /// <summary>Holds a task back where it first goes on.</summary>
    private sealed class HeldBack : SynchronizationContext
    {
        private readonly TaskCompletionSource reached = new();
        private readonly TaskCompletionSource go = new();

        public Task Reached => reached.Task;

        public void LetGo() => go.SetResult();

        public Task Start(Func<Task> body)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return body();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            reached.TrySetResult();
            go.Task.ContinueWith(_ => d(state), TaskScheduler.Default);
        }
    }
}
