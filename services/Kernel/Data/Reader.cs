using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Kernel.Data;

/// <summary>A source of rows: the database for a request that only reads, or a unit of work for one that also decides.</summary>
public interface IReader
{
    Task<IReadOnlyList<T>> QueryAsync<T>([ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default);
}

public static class ReaderExtensions
{
    /// <summary>Reads the row of one thing, or none. A unit of work holds the row, so it stays as it was read.</summary>
    public static Task<IReadOnlyList<T>> HoldAsync<T>(
        this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        reader is UnitOfWork work ? work.HoldRowsAsync<T>(sql, parameters, ct) : reader.QueryAsync<T>(sql, parameters, ct);

    /// <summary>Reads one row or the default value, and holds it like <see cref="HoldAsync"/>.</summary>
    public static async Task<T?> FindAsync<T>(
        this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        (await reader.HoldAsync<T>(sql, parameters, ct)).SingleOrDefault();

    /// <summary>Reads the one row that must exist.</summary>
    public static async Task<T> SingleAsync<T>(
        this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        await reader.QueryAsync<T>(sql, parameters, ct) is { Count: > 0 } rows ? rows.Single() : throw new RowGoneException();
}

/// <summary>Another transaction changed the row a moment ago. A repetition of the work sees the present row.</summary>
internal sealed class RowGoneException() : DbException("The row that there must be is not there.");
