using System.Diagnostics.CodeAnalysis;

namespace Kernel.Data;

/// <summary>What can be asked for rows: the database for a request that only reads, a unit of work for one that decides by what it reads.</summary>
public interface IReader
{
    Task<IReadOnlyList<T>> QueryAsync<T>([ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default);
}

public static class ReaderExtensions
{
    /// <summary>Reads one row, or the default value where there is none.</summary>
    public static async Task<T?> FindAsync<T>(this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        (await reader.QueryAsync<T>(sql, parameters, ct)).SingleOrDefault();

    /// <summary>Reads the one row that there must be.</summary>
    public static async Task<T> SingleAsync<T>(this IReader reader, [ConstantExpected] string sql, object? parameters = null, CancellationToken ct = default) =>
        (await reader.QueryAsync<T>(sql, parameters, ct)).Single();
}
