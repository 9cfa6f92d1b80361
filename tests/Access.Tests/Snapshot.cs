using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Access.Tests;

/// <summary>Looks at every row of every table of a service's file, past the service, to see whether a request left anything
/// behind.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly string file;
    private readonly SqliteConnection present;
    private readonly IReadOnlyList<string> tables;

    public Snapshot(string file)
    {
        this.file = file;
        present = Open(file);
        tables = [.. Rows(
            present,
            """
            SELECT name
            FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            ORDER BY name
            """).Select(row => row[0])];
    }

    /// <summary>The file as it is now, for as long as it is looked at.</summary>
    public Moment Take() => new(this);

    /// <summary>How many rows each table has.</summary>
    public IReadOnlyDictionary<string, int> Count() =>
        tables.ToDictionary(
            table => table, table => int.Parse(Rows(present, $"SELECT COUNT(*) FROM {table}").Single()[0], CultureInfo.InvariantCulture));

    public void Dispose() => present.Dispose();

    // It changes with every commit of another connection, and with nothing else.
    private long Version() => long.Parse(Rows(present, "PRAGMA data_version").Single()[0], CultureInfo.InvariantCulture);

    /// <summary>For each table how many rows it has, and a hash of all that is in them.</summary>
    private string Contents(SqliteConnection at) => string.Join('\n', tables.Select(table =>
    {
        var rows = Rows(at, $"SELECT * FROM {table}").Select(row => string.Join('\u001f', row)).Order(StringComparer.Ordinal).ToList();
        return $"{table}: {rows.Count} rows, {Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', rows))))[..12]}";
    }));

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        return connection;
    }

#pragma warning disable CA2100 // The names of tables are the file's own.
    private static List<string[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount)
            .Select(column => reader.IsDBNull(column) ? "NULL" : reader.GetValue(column).ToString()!)]);
        return rows;
    }
#pragma warning restore CA2100

    /// <summary>A moment of the file. Its rows are read only where somebody has committed since, and then as they were: a reader that began
    /// then sees them still.</summary>
    public sealed class Moment : IDisposable
    {
        private readonly Snapshot snapshot;
        private readonly SqliteConnection then;
        private readonly long version;

        internal Moment(Snapshot snapshot)
        {
            this.snapshot = snapshot;
            version = snapshot.Version();
            then = Open(snapshot.file);
            Rows(then, "BEGIN");
            Rows(then, "SELECT COUNT(*) FROM sqlite_master");
        }

        /// <summary>What is other now than it was; null where nothing is.</summary>
        public string? Difference()
        {
            if (snapshot.Version() == version) return null;
            var (before, after) = (snapshot.Contents(then), snapshot.Contents(snapshot.present));
            return before == after
                ? null
                : string.Join("; ", before.Split('\n').Zip(after.Split('\n')).Where(table => table.First != table.Second)
                    .Select(table => $"{table.First} became {table.Second}"));
        }

        public void Dispose()
        {
            Rows(then, "ROLLBACK");
            then.Dispose();
        }
    }
}
