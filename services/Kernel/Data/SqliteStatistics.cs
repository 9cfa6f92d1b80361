using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kernel.Data;

/// <summary>
/// What SQLite's planner takes a large file to be like: an institution has many things, and a thing or a person has few. Without it the
/// planner takes both to be alike, and reads all teachers of an institution to find the one who asks. It is the same for every file, so
/// that plans do not change with the data (<c>deploy/adr/0031</c>). SQL Server keeps statistics of its own.
/// </summary>
internal static class SqliteStatistics
{
    private const int Rows = 1_000_000;
    private const int Selected = 10_000;
    private const int OfOrganisation = 10_000;
    private const int OfThing = 10;

    private static readonly HashSet<string> Things = ["id", "person", "lookup", "member", "client", "student_number", "staff_number"];

    /// <summary>Writes the statistics of every index that a file has. A file that has them is only read.</summary>
    public static void Write(SqliteConnection connection)
    {
        var all = Indexes(connection).Select(index => new Statistic(
            index.Table, index.Name, string.Join(' ', Estimate(index.Columns, index.IsUnique, index.IsPartial)))).ToHashSet();
        if (Written(connection).SetEquals(all)) return;
        using var transaction = connection.BeginTransaction();
        // SQLite alone makes the table of statistics. This statement reads no row.
        Execute(connection, "ANALYZE sqlite_schema");
        Execute(connection, "DELETE FROM sqlite_stat1");
        foreach (var one in all)
        {
            Execute(
                connection, "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (@table, @name, @estimate)", ("@table", one.Table),
                ("@name", one.Index), ("@estimate", one.Estimate));
        }
        transaction.Commit();
    }

    private static HashSet<Statistic> Written(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'";
        if ((long)command.ExecuteScalar()! == 0) return [];
        command.CommandText = "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL";
        using var reader = command.ExecuteReader();
        var written = new HashSet<Statistic>();
        while (reader.Read()) written.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return written;
    }

    // The rows in the index, and how many of them have one value of the first column, of the first two, and so on.
    private static IEnumerable<string> Estimate(IReadOnlyList<string> columns, bool isUnique, bool isPartial)
    {
        var left = isPartial ? Selected : Rows;
        yield return Text(left);
        for (var place = 0; place < columns.Count; place++)
        {
            var column = columns[place];
            if (column == "seq" || (isUnique && place == columns.Count - 1)) left = 1;
            else if (column.EndsWith("_id", StringComparison.Ordinal) || Things.Contains(column)) left = Math.Min(left, OfThing);
            else left = place == 0 ? Math.Min(left, OfOrganisation) : Math.Max(left / 10, 1);
            yield return Text(left);
        }
    }

    private static List<Index> Indexes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT t.name, i.name, i."unique", i.partial, c.name
            FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
            WHERE t.type = 'table'
            ORDER BY t.name, i.name, c.seqno
            """;
        using var reader = command.ExecuteReader();
        var columns = new List<(string Table, string Index, bool IsUnique, bool IsPartial, string Column)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetString(4)));
        }
        return
        [
            .. columns.GroupBy(column => (column.Table, column.Index, column.IsUnique, column.IsPartial)).Select(index => new Index(
                index.Key.Table, index.Key.Index, index.Key.IsUnique, index.Key.IsPartial, [.. index.Select(column => column.Column)])),
        ];
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, string Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Index(string Table, string Name, bool IsUnique, bool IsPartial, IReadOnlyList<string> Columns);

    private sealed record Statistic(string Table, string Index, string Estimate);
}
