namespace Sql.Tests;

/// <summary>What must be the same on both engines. Types are SQLite's; a SQL Server type without a counterpart is named as it is.</summary>
internal sealed record Table(
    string Name, IReadOnlyList<Column> Columns, string PrimaryKey, IReadOnlySet<string> UniqueKeys, IReadOnlySet<string> ForeignKeys,
    IReadOnlySet<string> Indexes)
{
    /// <summary>Readable differences between two schemas; none where they agree.</summary>
    public static IEnumerable<string> Differences(IEnumerable<Table> sqlServer, IEnumerable<Table> sqlite)
    {
        var (left, right) = (sqlServer.ToDictionary(table => table.Name), sqlite.ToDictionary(table => table.Name));
        foreach (var name in left.Keys.Except(right.Keys)) yield return $"{name}: no such table on SQLite";
        foreach (var name in right.Keys.Except(left.Keys)) yield return $"{name}: no such table on SQL Server";
        foreach (var name in left.Keys.Intersect(right.Keys))
        {
            foreach (var difference in left[name].DifferencesTo(right[name])) yield return $"{name}: {difference}";
        }
    }

    /// <summary>Unique keys over a column that may be null: SQLite takes any number of nulls, SQL Server one.</summary>
    public IEnumerable<string> NullableKeys() =>
        from key in UniqueKeys
        where !key.Contains(" where ", StringComparison.Ordinal)
        from column in Columns
        where column.IsNullable && key.Split(", ").Contains(column.Name)
        select $"{Name}: the unique key ({key}) has the nullable column {column.Name}";

    private IEnumerable<string> DifferencesTo(Table other)
    {
        var (left, right) = (Columns.ToDictionary(column => column.Name), other.Columns.ToDictionary(column => column.Name));
        foreach (var name in left.Keys.Except(right.Keys)) yield return $"column {name} is missing on SQLite";
        foreach (var name in right.Keys.Except(left.Keys)) yield return $"column {name} is missing on SQL Server";
        foreach (var name in left.Keys.Intersect(right.Keys).Where(name => left[name] != right[name]))
        {
            yield return $"column {name} is {left[name]} on SQL Server, {right[name]} on SQLite";
        }
        if (PrimaryKey != other.PrimaryKey) yield return $"the primary key is ({PrimaryKey}) on SQL Server, ({other.PrimaryKey}) on SQLite";
        foreach (var difference in Sets("unique key", UniqueKeys, other.UniqueKeys)) yield return difference;
        foreach (var difference in Sets("foreign key", ForeignKeys, other.ForeignKeys)) yield return difference;
        foreach (var difference in Sets("index", Indexes, other.Indexes)) yield return difference;
    }

    private static IEnumerable<string> Sets(string what, IReadOnlySet<string> left, IReadOnlySet<string> right) =>
        left.Except(right).Select(key => $"{what} ({key}) is missing on SQLite")
            .Concat(right.Except(left).Select(key => $"{what} ({key}) is missing on SQL Server"));
}

internal sealed record Column(string Name, string Type, bool IsNullable, bool HasDefault, bool IsIdentity)
{
    public override string ToString() =>
        $"{Type} {(IsNullable
            ? "NULL"
            : "NOT NULL")}{(HasDefault ? " with a default" : "")}{(IsIdentity ? ", numbered by the engine" : "")}";
}
