using System.Text;
using Microsoft.Data.Sqlite;

namespace Testing;

/// <summary>All bytes of a SQLite database, freed pages too, after its log was written back.</summary>
public static class DatabaseFile
{
    public static async Task<string> ReadAsync(string file)
    {
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        var text = new StringBuilder();
        foreach (var part in new[] { file, file + "-wal" })
        {
            if (!File.Exists(part)) continue;
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            text.Append(await reader.ReadToEndAsync());
        }
        return text.ToString();
    }
}
