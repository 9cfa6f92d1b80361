using System.Runtime.CompilerServices;
using Dapper;

namespace Testing;

/// <summary>
/// Each test has a database of its own, and all of them have the same tables. Dapper would compile each statement anew for each connection
/// string, which took half of a suite's time.
/// </summary>
internal sealed class OneStatementForAllDatabases : IEqualityComparer<string>
{
    [ModuleInitializer]
    internal static void Begin() => SqlMapper.ConnectionStringComparer = new OneStatementForAllDatabases();

    // A connection to SQL Server names it, and a column may have another type there.
    public bool Equals(string? one, string? other) => IsFile(one) == IsFile(other);

    public int GetHashCode(string text) => IsFile(text) ? 1 : 0;

    private static bool IsFile(string? text) => text?.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase) == true
        && !text.Contains("Initial Catalog", StringComparison.OrdinalIgnoreCase);
}
