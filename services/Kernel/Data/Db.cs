using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dapper;

namespace Kernel.Data;

/// <summary>One service's schema in one database. The only type that knows which engine it talks to.</summary>
/// <remarks>
/// Statements are compile-time constants in T-SQL. Tables are schema-qualified on both engines; the tables that every service has
/// are written <c>$schema.outbox</c>, and a page ends with <see cref="Page"/>. Nothing else is rewritten.
/// </remarks>
public abstract class Db(string schema) : IReader
{
    /// <summary>Goes after ORDER BY and reads the parameter <c>@limit</c>.</summary>
    public const string Page = "OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY";

    private readonly ConcurrentDictionary<(string Sql, Reading Reading), Statement> statements = new();

    static Db()
    {
        Columns.MapTypes();
        // Lists of similar lengths share one text, and so one plan.
        SqlMapper.Settings.PadListExpansions = true;
    }

    /// <summary>The schema's name, which is also the name of its connection string and configuration section.</summary>
    public string Schema { get; } = schema;

    /// <summary>Reads rows outside of a unit of work.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>([ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        return await Prepare(sql).QueryAsync<T>(connection, null, parameters, ct);
    }

    /// <summary>Brings the schema up to date; safe to call from several processes at once.</summary>
    public abstract void Migrate(params System.Reflection.Assembly[] scripts);

    internal Statement Prepare(string sql, Reading reading = Reading.Committed) => statements.GetOrAdd(
        (sql, reading),
        static (key, db) => new Statement(
            db.Translate(key.Sql.Replace("$schema.", db.Schema + ".", StringComparison.Ordinal), key.Reading), db.System),
        this);

    internal abstract string System { get; }

    internal abstract bool IsDuplicateKey(DbException error);

    /// <summary>True where nothing of the work is left, and it may succeed at once if it is begun anew (a deadlock, a lost connection).</summary>
    internal abstract bool IsTransient(DbException error);

    /// <summary>True where the database or the way to it fails, which passes by itself; else a statement or the schema is wrong.</summary>
    internal abstract bool IsAway(DbException error);

    internal abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    internal abstract Task<WriteTransaction> BeginAsync(CancellationToken ct);

    private protected abstract string Translate(string sql, Reading reading);
}

/// <summary>What a statement asks of the rows that it reads.</summary>
internal enum Reading
{
    /// <summary>To be committed, at whatever moment.</summary>
    Committed,

    /// <summary>To be of now: it waits for whoever is changing them.</summary>
    Present,

    /// <summary>To be of now, and the one row that is found to stay so until the unit of work ends.</summary>
    Held,
}
