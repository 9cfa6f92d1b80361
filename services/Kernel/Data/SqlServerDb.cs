using System.Data;
using System.Data.Common;
using System.Reflection;
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

    internal override string System => "microsoft.sql_server";

    internal override bool IsDuplicateKey(DbException error) =>
        error is SqlException { Number: UniqueConstraintViolation or UniqueIndexViolation };

    internal override bool IsTransient(DbException error) => error is SqlException { Number: DeadlockVictim or SnapshotConflict };

    internal override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
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
        () => DeployChanges.To.SqlDatabase(connectionString, Schema).JournalTo((connections, log) => new Journal(connections, log, Schema)), "SqlServer", Schema, scripts);

    private protected override string Translate(string sql) => sql;

    private sealed class SqlServerTransaction(DbConnection connection, DbTransaction transaction) : WriteTransaction
    {
        public override DbConnection Connection => connection;

        public override DbTransaction Transaction => transaction;

        public override async Task CommitAsync()
        {
            // No cancellation: a cancelled COMMIT leaves the outcome unknown.
            try
            {
                await transaction.CommitAsync(CancellationToken.None);
            }
            finally
            {
                await RollbackAsync();
            }
        }

        // Disposing rolls back what is not committed, also where the server already did (deadlock victim, lost connection).
        public override async Task RollbackAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private sealed class Journal(Func<IConnectionManager> connections, Func<IUpgradeLog> log, string schema) : SqlTableJournal(connections, log, schema, Migrations.Journal)
    {
        protected override string CreateSchemaTableSql(string quotedPrimaryKeyName) =>
            $"CREATE TABLE {FqSchemaTableName} (ScriptName NVARCHAR(255) NOT NULL CONSTRAINT {quotedPrimaryKeyName} PRIMARY KEY, Applied DATETIME NOT NULL)";
    }
}
