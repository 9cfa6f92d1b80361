using System.ComponentModel;
using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using DbUp.SqlServer;
using Microsoft.Data.SqlClient;

namespace Kernel.Data;

internal sealed class SqlServerDb(string connectionString, string schema) : Db(schema)
{
    private const int UniqueConstraintViolation = 2627;
    private const int UniqueIndexViolation = 2601;
    private const int DeadlockVictim = 1205;
    private const int SnapshotConflict = 3960;

    // From this severity on, the server has closed the connection.
    private const byte Fatal = 20;

    // In this order: failed retries. No answer in time, no server, a broken connection. No lock, worker, memory or space. Failover,
    // recovery or read-only. Azure's own.
    private static readonly HashSet<int> AwayNumbers =
    [
        DeadlockVictim, SnapshotConflict,
        -2, -1, 2, 20, 53, 64, 121, 232, 233, 258, 10053, 10054, 10060, 10061, 11001,
        701, 802, 845, 1105, 1204, 1222, 8645, 8651, 9002, 10928, 10929,
        596, 615, 617, 904, 922, 923, 924, 927, 976, 978, 979, 981, 982, 983, 3906, 4060, 4221, 6005, 17142, 18401,
        40143, 40197, 40501, 40540, 40613, 42108, 49918, 49919, 49920,
    ];

    private static readonly Regex OptionalFilter = new(@"\(@\w+ IS NULL OR ");

    // A table with its schema, and its alias: any word except the keywords that may follow.
    private static readonly Regex Source = new(
        @"\b(?:FROM|JOIN)\s+\w+\.\w+(?:\s+AS\s+\w+"
        + @"|\s+(?!(?:WHERE|ON|JOIN|INNER|LEFT|CROSS|GROUP|ORDER|HAVING|UNION|EXCEPT|INTERSECT|OFFSET|SET)\b)[A-Za-z]\w*)?");

    internal override string System => "microsoft.sql_server";

    internal override bool IsDuplicateKey(DbException error) =>
        error is SqlException { Number: UniqueConstraintViolation or UniqueIndexViolation };

    internal override bool IsTransient(DbException error) => error is RowGoneException
        or SqlException { Number: DeadlockVictim or SnapshotConflict } or SqlException { Class: >= Fatal, Number: not (-2 or 258) };

    internal override bool IsAway(DbException error) =>
        error is DatabaseAwayException or SqlException { Class: >= Fatal } or SqlException { InnerException: Win32Exception or IOException }
        || (error is SqlException known && AwayNumbers.Contains(known.Number));

    internal override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (InvalidOperationException exhausted)
        {
            // The pool has no free connection; the driver has no exception of its own for it.
            await connection.DisposeAsync();
            throw new DatabaseAwayException("No connection to the database was free in time.", exhausted);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override async Task<WriteTransaction> BeginAsync(CancellationToken ct)
    {
        var connection = await OpenAsync(ct);
        try
        {
            return new SqlServerTransaction(connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override void Migrate(params Assembly[] scripts) => Migrations.Run(
        () => DeployChanges.To.SqlDatabase(connectionString, Schema).JournalTo((connections, log) => new Journal(connections, log, Schema)),
        "SqlServer", Schema, scripts);

    private protected override string Translate(string sql, Reading reading) => Dialect(sql, reading);

    /// <summary>The hints of a statement on SQL Server: how it reads, and no shared plan if it has optional filters.</summary>
    /// <remarks>
    /// The database reads committed snapshots, so a GET waits for no writer. A unit of work decides on what it reads, so it waits. SQLite
    /// needs no hint, because its units of work take turns.
    /// </remarks>
    internal static string Dialect(string sql, Reading reading)
    {
        var held = reading is Reading.Held ? Source.Matches(sql).FirstOrDefault(source => IsOuter(sql, source.Index)) : null;
        string Hint(Match source) => source.Index == held?.Index ? "UPDLOCK" : "READCOMMITTEDLOCK";
        if (reading is not Reading.Committed) sql = Source.Replace(sql, source => $"{source.Value} WITH ({Hint(source)})");
        return OptionalFilter.IsMatch(sql) ? sql + "\nOPTION (RECOMPILE)" : sql;
    }

    private static bool IsOuter(string sql, int index) => sql.AsSpan(0, index).Count('(') == sql.AsSpan(0, index).Count(')');

    private sealed class SqlServerTransaction(DbConnection connection, DbTransaction transaction) : WriteTransaction
    {
        private const string Marked = "mark";

        public override DbConnection Connection => connection;

        public override DbTransaction Transaction => transaction;

        public override Task MarkAsync() => transaction.SaveAsync(Marked);

        public override Task ReturnToMarkAsync() => transaction.RollbackAsync(Marked);

        public override async Task CommitAsync()
        {
            // No cancellation: a cancelled COMMIT leaves the outcome unknown.
            try
            {
                await transaction.CommitAsync(CancellationToken.None);
            }
            catch (Exception lost) when (lost is InvalidOperationException or SqlException { Class: >= Fatal })
            {
                // No repetition: the commit may have happened.
                throw new DatabaseAwayException("The connection was lost in a COMMIT, whose outcome is not known.", lost);
            }
            finally
            {
                await RollbackAsync();
            }
        }

        // Disposal rolls back uncommitted work, also after a rollback by the server (deadlock victim, lost connection).
        public override async Task RollbackAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private sealed class Journal(
        Func<IConnectionManager> connections, Func<IUpgradeLog> log, string schema)
            : SqlTableJournal(connections, log, schema, Migrations.Journal)
    {
        protected override string CreateSchemaTableSql(string quotedPrimaryKeyName) =>
            $"CREATE TABLE {FqSchemaTableName} (ScriptName NVARCHAR(255) NOT NULL CONSTRAINT {quotedPrimaryKeyName} PRIMARY KEY, Applied "
                + $"DATETIME NOT NULL)";
    }
}
