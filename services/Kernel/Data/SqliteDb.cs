using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using DbUp;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using DbUp.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kernel.Data;

/// <summary>The file is attached under the schema's name, so that "enrollment.outbox" means the same here as on SQL Server.</summary>
internal sealed class SqliteDb : Db, IDisposable
{
    internal const int Busy = 5;

    // SQLITE_ABORT_ROLLBACK: the statement's transaction was rolled back.
    internal const int Aborted = 4;
    internal const int RolledBack = 516;

    /// <summary>The longest wait for another process's lock, well below the time-outs of clients and gateway.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int OutOfMemory = 7;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int SchemaLocked = 6;

    private const int PrimaryKeyViolation = 1555;
    private const int UniqueViolation = 2067;

    private readonly string file;
    private readonly string connectionString;
    private readonly SqliteWriter writer;
    private readonly ConditionalWeakTable<sqlite3, string> attached = [];

    public SqliteDb(string file, string schema, int groupLimit = 64) : base(schema)
    {
        this.file = file;
        // The main database is a named in-memory one. A plain ":memory:" is never pooled, and attaching again costs a millisecond. The name
        // is unique; otherwise a pooled handle could bring another service's file.
        connectionString = $"Data Source=file:{schema}-{Guid.NewGuid():N}?mode=memory;Default Timeout=1";
        writer = new SqliteWriter(OpenAttached, groupLimit);
    }

    internal override string System => "sqlite";

    internal override bool IsDuplicateKey(DbException error) =>
        error is SqliteException { SqliteExtendedErrorCode: PrimaryKeyViolation or UniqueViolation };

    // No retry for a busy file, because the wait is over.
    internal override bool IsTransient(DbException error) =>
        error is RowGoneException or SqliteException { SqliteExtendedErrorCode: RolledBack };

    internal override bool IsAway(DbException error) =>
        error is DatabaseAwayException
        or SqliteException { SqliteErrorCode: Busy or SchemaLocked or Aborted or OutOfMemory or InputOutput or Full or CannotOpen };

    internal override Task<DbConnection> OpenAsync(CancellationToken ct) => Task.FromResult<DbConnection>(OpenAttached());

    internal override Task<WriteTransaction> BeginAsync(CancellationToken ct) => writer.BeginAsync(ct);

    public override void Migrate(params Assembly[] scripts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        KeepToOwner();
        Migrations.Run(
            () => DeployChanges.To.SqliteDatabase($"Data Source={file};Pooling=False")
                .JournalTo((connections, log) => new Journal(connections, log)),
            "Sqlite", Schema, scripts);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        SqliteStatistics.Write(connection);
    }

    // The file has personal data and a private key. SQLite gives its side files the same permissions.
    private void KeepToOwner()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var create = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = Owner,
        };
        try
        {
            File.Open(file, create).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // The file existed, or another process made it at the same moment.
        }
        foreach (var part in new[] { file, file + "-wal", file + "-shm" }) if (File.Exists(part)) File.SetUnixFileMode(part, Owner);
    }

    /// <summary>Releases the file, which a pooled handle would hold.</summary>
    public void Dispose()
    {
        writer.Dispose();
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private protected override string Translate(string sql, Reading reading) => sql.Replace(Page, "LIMIT @limit", StringComparison.Ordinal);

    private SqliteConnection OpenAttached()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // A pooled handle keeps its attachments, and a second ATTACH under the same name fails.
            if (!attached.TryGetValue(connection.Handle!, out _))
            {
                Attach(connection);
                attached.Add(connection.Handle!, file);
            }
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Attach(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // busy_timeout comes first; without it the driver sleeps 150 ms for each try on a locked file.
        // 8 MB of pages, where SQLite keeps 2: the upper pages of a file with a million learners stay.
        command.CommandText = $"""
            PRAGMA busy_timeout = {Patience.TotalMilliseconds};
            ATTACH @file AS {Schema};
            PRAGMA {Schema}.journal_mode = WAL;
            PRAGMA {Schema}.synchronous = FULL;
            PRAGMA {Schema}.secure_delete = ON;
            PRAGMA {Schema}.cache_size = -8192;
            PRAGMA temp_store = MEMORY;
            PRAGMA foreign_keys = ON;
            """;
        command.Parameters.AddWithValue("@file", file);
        command.ExecuteNonQuery();
    }

    private sealed class Journal(
        Func<IConnectionManager> connections, Func<IUpgradeLog> log) : SqliteTableJournal(connections, log, Migrations.Journal)
    {
        protected override string CreateSchemaTableSql(string quotedPrimaryKeyName) =>
            $"CREATE TABLE {FqSchemaTableName} (ScriptName TEXT NOT NULL PRIMARY KEY, Applied TEXT NOT NULL)";
    }
}
