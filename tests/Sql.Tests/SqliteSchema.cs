using Kernel.Data;
using Microsoft.Data.Sqlite;

namespace Sql.Tests;

/// <summary>A database made by the SQLite migrations, attached under the schema's name as the kernel does.</summary>
internal sealed class SqliteSchema : IDisposable
{
    private readonly string schema;
    private readonly string file = Path.GetTempFileName();
    private readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");

    public SqliteSchema(string schema, IEnumerable<string> scripts)
    {
        this.schema = schema;
        using (var migration = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            migration.Open();
            foreach (var script in scripts)
            {
                using var command = migration.CreateCommand();
                command.CommandText = script.Replace("$schema$", schema, StringComparison.Ordinal);
                command.ExecuteNonQuery();
            }
            SqliteStatistics.Write(migration);
        }
        connection.Open();
        Read($"ATTACH '{file}' AS {schema}", _ => 0);
    }

    public IReadOnlyList<Table> Tables() =>
        [.. Read(
            $"SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            row => (Name: row.GetString(0), Sql: row.GetString(1))).Select(table => Table(table.Name, table.Sql))];

    /// <summary>Lets the engine compile a statement.</summary>
    /// <returns>Its complaint, or null.</returns>
    public string? Complaint(string sql, IEnumerable<string> parameters)
    {
        try
        {
            Read("EXPLAIN " + sql, _ => 0, [.. parameters]);
            return null;
        }
        catch (SqliteException error)
        {
            return error.Message;
        }
    }

    /// <summary>How the engine would find the rows of a statement, a line for each table.</summary>
    public IReadOnlyList<string> Plan(string sql, IEnumerable<string> parameters) =>
        [.. Read("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), [.. parameters])];

    public void Dispose()
    {
        connection.Dispose();
        File.Delete(file);
    }

    private Table Table(string name, string sql)
    {
        var columns = Read($"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{name}', '{schema}')", row =>
            (Name: row.GetString(0), Type: row.GetString(1)
                .ToUpperInvariant(), IsNotNull: row.GetBoolean(2), HasDefault: !row.IsDBNull(3), Key: row.GetInt32(4)));
        var isNumbered = sql.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase);
        var key = columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name).ToList();
        // The key of a numbered table is the row's own number, which is never null.
        bool IsRowNumber(string column) => isNumbered && key is [var only] && only == column;
        var indexes = Read($"SELECT name, \"unique\", origin, partial FROM pragma_index_list('{name}', '{schema}')", row =>
            (Name: row.GetString(0), IsUnique: row.GetBoolean(1), Origin: row.GetString(2), IsPartial: row.GetBoolean(3)));
        return new Table(
            name,
            [.. columns.Select(column => new Column(
                column.Name, column.Type, !column.IsNotNull && !IsRowNumber(column.Name), column.HasDefault, IsRowNumber(column.Name)))],
            string.Join(", ", key),
            indexes.Where(index => index.IsUnique && index.Origin != "pk")
                .Select(index => IndexColumns(index.Name) + Where(index.Name, index.IsPartial))
                .ToHashSet(),
            ForeignKeys(name),
            indexes.Where(index => !index.IsUnique)
                .Select(index => $"{index.Name}: {IndexColumns(index.Name)}{Where(index.Name, index.IsPartial)}")
                .ToHashSet());
    }

    private string IndexColumns(string index) => string.Join(", ", Read(
        $"SELECT name, \"desc\" FROM pragma_index_xinfo('{index}', '{schema}') WHERE key = 1 ORDER BY seqno", row => row.GetString(0)
            + (row.GetBoolean(1)
            ? " desc"
            : "")));

    private string Where(string index, bool isPartial)
    {
        if (!isPartial) return "";
        var sql = Read($"SELECT sql FROM {schema}.sqlite_master WHERE name = '{index}'", row => row.GetString(0)).Single();
        return SqlServerSchema.Filter(sql[(sql.LastIndexOf("WHERE", StringComparison.OrdinalIgnoreCase) + "WHERE".Length)..]);
    }

    private HashSet<string> ForeignKeys(string table) => Read(
            $"SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list('{table}', '{schema}') ORDER BY id, seq",
            row => (Id: row.GetInt32(0), Table: row.GetString(1), From: row.GetString(2), To: row.IsDBNull(3)
                ? "?"
                : row.GetString(3), OnDelete: row.GetString(4)))
        .GroupBy(column => column.Id)
        .Select(key => SqlServerSchema.ForeignKey(
            key.Select(column => column.From), key.First().Table, key.Select(column => column.To), key.First().OnDelete))
        .ToHashSet();

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map, params string[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter, 1);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }
}
