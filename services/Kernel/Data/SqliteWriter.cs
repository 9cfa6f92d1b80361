using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Kernel.Data;

/// <summary>
/// The one writer of a SQLite file in this process. Units of work take turns on one connection, each in a savepoint. Queued units share one
/// COMMIT, and so one fsync. No unit is acknowledged before that COMMIT.
/// </summary>
internal sealed class SqliteWriter(Func<SqliteConnection> open, int groupLimit) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private KeptStatements? connection;
    private Group? group;
    private int waiting;

    public async Task<WriteTransaction> BeginAsync(CancellationToken ct)
    {
        await TakeTurnAsync(ct);
        try
        {
            group ??= new Group((connection ??= new KeptStatements(open())).Sqlite.BeginTransaction(deferred: false));
            group.Transaction.Save(Unit.Savepoint);
            return new Unit(this, connection!, group);
        }
        catch (Exception error)
        {
            Abandon(error);
            turn.Release();
            throw;
        }
    }

    private async Task TakeTurnAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            // Twice as long as a lock, because the unit before this one may wait for a lock.
            if (await turn.WaitAsync(SqliteDb.Patience * 2, ct))
            {
                Interlocked.Decrement(ref waiting);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            _ = PassTurnOnAsync();
            throw;
        }
        _ = PassTurnOnAsync();
        throw new SqliteException("The writers before this one take too long.", SqliteDb.Busy);
    }

    // The unit before may have left the COMMIT to a unit that stopped waiting.
    private async Task PassTurnOnAsync()
    {
        Interlocked.Decrement(ref waiting);
        await turn.WaitAsync(CancellationToken.None);
        EndTurn();
    }

    public void Dispose()
    {
        connection?.Dispose();
        turn.Dispose();
    }

    /// <summary>Commits the group, unless another unit is about to join it, and gives the turn to the next unit.</summary>
    private void EndTurn()
    {
        try
        {
            var oneMoreWillJoin = Volatile.Read(ref waiting) > 0 && group?.Members < groupLimit;
            if (group is null || oneMoreWillJoin) return;
            group.Transaction.Commit();
            group.Transaction.Dispose();
            group.Durable.TrySetResult();
            group = null;
        }
        catch (Exception error)
        {
            Abandon(error);
        }
        finally
        {
            turn.Release();
        }
    }

    // Some errors (a full disk, failed I/O) roll back the whole transaction. Then no unit of the group is acknowledged. The other units
    // left nothing behind and may run again from their beginning.
    private void Abandon(Exception error)
    {
        group?.Durable.TrySetException(new SqliteException(
            $"The units that shared a COMMIT were rolled back: {error.Message}", SqliteDb.Aborted, SqliteDb.RolledBack));
        group = null;
        connection?.Dispose();
        connection = null;
    }

    private sealed class Group(SqliteTransaction transaction)
    {
        public SqliteTransaction Transaction => transaction;

        public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Members { get; set; }
    }

    private sealed class Unit(SqliteWriter writer, KeptStatements connection, Group group) : WriteTransaction
    {
        public const string Savepoint = "unit";
        private const string Marked = "mark";

        private bool hasMark;

        public override DbConnection Connection => connection;

        public override DbTransaction Transaction => group.Transaction;

        // The mark before would stay below a new one, and its pages would be kept.
        public override Task MarkAsync()
        {
            if (hasMark) group.Transaction.Release(Marked);
            group.Transaction.Save(Marked);
            hasMark = true;
            return Task.CompletedTask;
        }

        public override Task ReturnToMarkAsync()
        {
            group.Transaction.Rollback(Marked);
            return Task.CompletedTask;
        }

        public override async Task CommitAsync()
        {
            try
            {
                group.Transaction.Release(Savepoint);
                group.Members++;
            }
            catch (Exception error)
            {
                writer.Abandon(error);
            }
            writer.EndTurn();
            await group.Durable.Task;
        }

        public override Task RollbackAsync()
        {
            try
            {
                group.Transaction.Rollback(Savepoint);
                group.Transaction.Release(Savepoint);
            }
            catch (Exception error)
            {
                writer.Abandon(error);
            }
            writer.EndTurn();
            return Task.CompletedTask;
        }
    }
}
