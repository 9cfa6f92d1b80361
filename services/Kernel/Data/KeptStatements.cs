using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Kernel.Data;

/// <summary>The writer's connection with its compiled statements. Dapper makes a command for each call, and SQLite would compile its text
/// each time.</summary>
internal sealed class KeptStatements(SqliteConnection sqlite) : DbConnection
{
    // More texts than a service has. Lists add some, one for each of a few lengths.
    private const int Most = 1000;

    private readonly Dictionary<string, SqliteCommand> compiled = new(StringComparer.Ordinal);

    public SqliteConnection Sqlite => sqlite;

    [AllowNull]
    public override string ConnectionString
    {
        get => sqlite.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => sqlite.Database;

    public override string DataSource => sqlite.DataSource;

    public override string ServerVersion => sqlite.ServerVersion;

    public override ConnectionState State => sqlite.State;

    /// <summary>The statement of this text, compiled once. Units of work take turns, so nobody else runs it.</summary>
    public SqliteCommand Compiled(string text)
    {
        if (compiled.TryGetValue(text, out var kept)) return kept;
        if (compiled.Count >= Most) Forget();
        return compiled[text] = new SqliteCommand(text, sqlite);
    }

    /// <summary>Drops a statement that failed, so that the next execution begins anew.</summary>
    public void Forget(string text)
    {
        if (compiled.Remove(text, out var failed)) failed.Dispose();
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => sqlite.Close();

    public override void Open() => sqlite.Open();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => sqlite.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            sqlite.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var command in compiled.Values) command.Dispose();
        compiled.Clear();
    }
}

/// <summary>One execution of a kept statement, with its own parameters.</summary>
internal sealed class KeptCommand(KeptStatements connection) : DbCommand
{
    // Without a connection, because a connection keeps a finalisable reference to each of its commands.
    private readonly SqliteCommand own = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException();
    }

    protected override DbParameterCollection DbParameterCollection => own.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => Run(static command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(static command => command.ExecuteScalar());

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    protected override DbParameter CreateDbParameter() => own.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing) own.Dispose();
        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> execute)
    {
        var command = connection.Compiled(CommandText);
        command.Transaction = (SqliteTransaction?)DbTransaction;
        command.CommandTimeout = CommandTimeout;
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in own.Parameters) command.Parameters.Add(parameter);
        try
        {
            return execute(command);
        }
        catch
        {
            connection.Forget(CommandText);
            throw;
        }
    }
}
