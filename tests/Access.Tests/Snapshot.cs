using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Access.Tests;

/// <summary>Looks at every row of every table of a service's file, past the service, to see whether a request left anything behind.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly IReadOnlyList<string> tables;
    private long lastVersion = -1;
    private IReadOnlyDictionary<string, string> last = new Dictionary<string, string>();

    public Snapshot(string file)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        tables = [.. Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").Select(row => row[0])];
    }

    /// <summary>For each table how many rows it has, and a hash of all that is in them.</summary>
    public IReadOnlyDictionary<string, string> Take()
    {
        // It changes with every commit of another connection, and with nothing else.
        var version = long.Parse(Rows("PRAGMA data_version").Single()[0], CultureInfo.InvariantCulture);
        if (version == lastVersion) return last;
        lastVersion = version;
        last = tables.ToDictionary(table => table, table =>
        {
            var rows = Rows($"SELECT * FROM {table} ORDER BY 1, 2").Select(row => string.Join('\u001f', row)).ToList();
            return $"{rows.Count} rows, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', rows))))[..12]}";
        });
        return last;
    }

    /// <summary>How many rows each table has.</summary>
    public IReadOnlyDictionary<string, int> Count() => tables.ToDictionary(table => table, table => int.Parse(Rows($"SELECT COUNT(*) FROM {table}").Single()[0], CultureInfo.InvariantCulture));

    public void Dispose() => connection.Dispose();

#pragma warning disable CA2100 // The names of tables are the file's own.
    private List<string[]> Rows(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "NULL" : reader.GetValue(column).ToString()!)]);
        return rows;
    }
#pragma warning restore CA2100
}
