namespace Testing;

/// <summary>
/// Each test has a database of its own, and all of them have the same tables. Dapper would compile each statement anew for each connection
/// string, which took half of a suite's time.
/// </summary>
internal sealed class OneStatementForAllDatabases : IEqualityComparer<string>
{
    // A connection to SQL Server names a database, and a column may have another type there.
    public bool Equals(string? one, string? other) => IsOfServer(one) == IsOfServer(other);

    public int GetHashCode(string text) => IsOfServer(text) ? 1 : 0;

    private static bool IsOfServer(string? text) => text?.Contains("Initial Catalog", StringComparison.OrdinalIgnoreCase) == true;
}
