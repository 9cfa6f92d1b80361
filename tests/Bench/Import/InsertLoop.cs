using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Bench.Import;

/// <summary>The peer: prepared inserts into the tables that an import has filled, with the same indexes and commits.</summary>
internal static class InsertLoop
{
    private const int BatchSize = 500;

    public static (double PerSecond, string Tables) Run(string imported, string target, int rows)
    {
        var tables = Filled(imported, rows);
        CopySchema(imported, target);
        using var connection = Open(target);
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF");
        var inserts = tables.Select(table => new Insert(connection, table)).ToList();
        var watch = Stopwatch.StartNew();
        for (var row = 0; row < rows;)
        {
            using var transaction = connection.BeginTransaction();
            for (var last = Math.Min(rows, row + BatchSize); row < last; row++)
            {
                var id = Guid.CreateVersion7().ToString().ToUpperInvariant();
                foreach (var insert in inserts) insert.Run(transaction, row, id);
            }
            transaction.Commit();
        }
        var rate = rows / watch.Elapsed.TotalSeconds;
        foreach (var insert in inserts) insert.Dispose();
        return (rate, string.Join(", ", tables.CountBy(table => table.Name).Select(table => $"{table.Value} × {table.Key}")));
    }

    // The tables with as many rows as the upload, or with several for each. Each insert has two rows of its kind, one learner apart.
    private static List<Filling> Filled(string imported, int rows)
    {
        using var connection = Open(imported);
        var tables = Read(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            .Select(row => (
                Name: (string)row[0].Value,
                IsNumbered: ((string)row[1].Value).Contains("AUTOINCREMENT", StringComparison.Ordinal)));
        var filled = new List<Filling>();
        foreach (var (name, isNumbered) in tables)
        {
            var each = (int)((long)Read(connection, $"SELECT COUNT(*) FROM {name}").Single().Single().Value / rows);
            if (each == 0) continue;
            var last = Read(connection, $"SELECT * FROM {name} ORDER BY rowid DESC LIMIT {2 * each}");
            filled.AddRange(Enumerable.Range(0, each).Select(i => new Filling(name, isNumbered, i == 0, [last[i], last[i + each]])));
        }
        return filled;
    }

    private static void CopySchema(string imported, string target)
    {
        using var source = Open(imported);
        using var copy = Open(target);
        const string Made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY type <> 'table'";
        foreach (var row in Read(source, Made))
        {
            Execute(copy, (string)row.Single().Value);
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

#pragma warning disable CA2100 // The statements are made of this file's own schema.
    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static List<List<KeyValuePair<string, object>>> Read(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection) { CommandTimeout = 0 };
        using var reader = command.ExecuteReader();
        var rows = new List<List<KeyValuePair<string, object>>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => KeyValuePair.Create(reader.GetName(i), reader.GetValue(i)))]);
        }
        return rows;
    }

    /// <summary>A table, and two of its rows: what differs between them is different in each row.</summary>
    private sealed record Filling(
        string Name, bool IsNumbered, bool IsFirst, IReadOnlyList<List<KeyValuePair<string, object>>> Rows);

    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand command;
        private readonly List<(SqliteParameter Parameter, Func<int, string, object> Value)> varied = [];

        public Insert(SqliteConnection connection, Filling table)
        {
            List<(string Name, object First, object Second)> columns = [.. table.Rows[0]
                .Zip(table.Rows[1], (one, other) => (one.Key, one.Value, other.Value))
                .Where(column => column.Key != "seq" || !table.IsNumbered)];
            var names = columns.Select(column => column.Name).ToList();
            command = new SqliteCommand(
                $"INSERT INTO {table.Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})",
                connection);
            foreach (var (name, first, second) in columns)
            {
                var parameter = command.Parameters.AddWithValue("@" + name, first);
                if (first.Equals(second)) continue;
                if (first is string text && Guid.TryParse(text, out _))
                {
                    varied.Add((parameter, (_, id) => table.IsFirst ? id : Guid.CreateVersion7().ToString().ToUpperInvariant()));
                }
                else if (name == "seq") varied.Add((parameter, (row, _) => row + 1L));
                else if (first is string numbered && numbered.Length is >= 8 and < 20 && numbered[^8..].All(char.IsAsciiDigit))
                {
                    varied.Add((parameter, (row, _) => numbered[..^8] + row.ToString("00000000", CultureInfo.InvariantCulture)));
                }
            }
            command.Prepare();
        }

        public void Run(SqliteTransaction transaction, int row, string id)
        {
            foreach (var (parameter, value) in varied) parameter.Value = value(row, id);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();
    }
#pragma warning restore CA2100
}
