using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Dapper;

namespace Kernel.Data;

/// <summary>One service's schema in one database. Only this type knows the engine.</summary>
/// <remarks>
/// Statements are compile-time constants in T-SQL. Table names have their schema on both engines. Kernel tables are written
/// <c>$schema.outbox</c>, and a page ends with <see cref="Page"/>. Nothing else is rewritten.
/// </remarks>
public abstract class Db(string schema) : IReader
{
    /// <summary>Goes after ORDER BY and reads the parameter <c>@limit</c>.</summary>
    public const string Page = "OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY";

    private readonly ConcurrentDictionary<(string Sql, Reading Reading, ListShape? Shape), Statement> statements = new(new SameText());

    static Db()
    {
        Columns.MapTypes();
        // Lists of similar lengths share one text, and so one plan.
        SqlMapper.Settings.PadListExpansions = true;
    }

    /// <summary>The schema's name, also the name of its connection string and configuration section.</summary>
    public string Schema { get; } = schema;

    /// <summary>Reads rows outside of a unit of work.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        return await Prepare(sql).QueryAsync<T>(connection, null, parameters, ct);
    }

    /// <summary>Reads rows of a list, or how many there are.</summary>
    internal async Task<IReadOnlyList<T>> QueryAsync<T>(
        [ConstantExpected] string rows, ListShape shape, object? parameters, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await Prepare(rows, Reading.Committed, shape).QueryAsync<T>(connection, null, parameters, ct);
    }

    /// <summary>Brings the schema up to date; safe to call from several processes at once.</summary>
    public abstract void Migrate(params System.Reflection.Assembly[] scripts);

    internal Statement Prepare(string sql, Reading reading = Reading.Committed, ListShape? shape = null) => statements.GetOrAdd(
        (sql, reading, shape),
        static (key, db) => new Statement(
            db.Translate(
                (key.Shape?.Of(key.Sql) ?? key.Sql).Replace("$schema.", db.Schema + ".", StringComparison.Ordinal), key.Reading),
            db.System),
        this);

    // A constant is one object, and a look at all its characters for each execution would cost more than the rest of the search.
    private sealed class SameText : IEqualityComparer<(string Sql, Reading Reading, ListShape? Shape)>
    {
        public bool Equals(
            (string Sql, Reading Reading, ListShape? Shape) x, (string Sql, Reading Reading, ListShape? Shape) y) =>
            ReferenceEquals(x.Sql, y.Sql) && x.Reading == y.Reading && x.Shape == y.Shape;

        public int GetHashCode((string Sql, Reading Reading, ListShape? Shape) obj) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Sql), obj.Reading, obj.Shape);
    }

    internal abstract string System { get; }

    internal abstract bool IsDuplicateKey(DbException error);

    /// <summary>True if the work left nothing behind and a repetition may succeed at once (a deadlock, a lost connection).</summary>
    internal abstract bool IsTransient(DbException error);

    /// <summary>True if the database or the way to it fails for a time; false if a statement or the schema is wrong.</summary>
    internal abstract bool IsAway(DbException error);

    internal abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    internal abstract Task<WriteTransaction> BeginAsync(CancellationToken ct);

    private protected abstract string Translate(string sql, Reading reading);
}

/// <summary>What a statement needs of the rows that it reads.</summary>
internal enum Reading
{
    /// <summary>Committed rows, from any moment.</summary>
    Committed,

    /// <summary>Present rows: the statement waits for their writers.</summary>
    Present,

    /// <summary>Present rows, and the one row that is found does not change until the unit of work ends.</summary>
    Held,
}
