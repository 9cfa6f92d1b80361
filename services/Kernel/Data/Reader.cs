using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Kernel.Data;

/// <summary>What can be asked for rows: the database for a request that only reads, a unit of work for one that decides by what it reads.</summary>
public interface IReader
{
    Task<IReadOnlyList<T>> QueryAsync<T>([ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default);
}

public static class ReaderExtensions
{
    /// <summary>Reads the row of one thing, or none. A unit of work holds it: what is told of it stays true.</summary>
    public static Task<IReadOnlyList<T>> HoldAsync<T>(
        this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        reader is UnitOfWork work ? work.HoldRowsAsync<T>(sql, parameters, ct) : reader.QueryAsync<T>(sql, parameters, ct);

    /// <summary>Reads one row, or the default value where there is none; held as <see cref="HoldAsync"/> does.</summary>
    public static async Task<T?> FindAsync<T>(
        this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        (await reader.HoldAsync<T>(sql, parameters, ct)).SingleOrDefault();

    /// <summary>Reads the one row that there must be.</summary>
    public static async Task<T> SingleAsync<T>(
        this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        await reader.QueryAsync<T>(sql, parameters, ct) is { Count: > 0 } rows ? rows.Single() : throw new RowGoneException();
}

/// <summary>Another changed the row that there was a moment ago: what is begun anew sees what is there now.</summary>
internal sealed class RowGoneException() : DbException("The row that there must be is not there.");
