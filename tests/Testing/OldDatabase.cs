using Microsoft.Data.Sqlite;

namespace Testing;

/// <summary>A SQLite database as it was before a script of the service's migrations, to be filled and then brought up to date.</summary>
public sealed class OldDatabase : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");
    private readonly IReadOnlyList<string> later;

    /// <param name="service">The folder of the service.</param>
    /// <param name="before">The first script that is not run yet, the service's or the kernel's.</param>
    public OldDatabase(string service, string before)
    {
        connection.Open();
        // The kernel's scripts are first, as in a service.
        List<string> scripts = [.. Scripts("Kernel"), .. Scripts(service)];
        var first = scripts.FindIndex(script => Path.GetFileName(script) == before);
        foreach (var script in scripts.Take(first)) Run(File.ReadAllText(script));
        later = scripts[first..];
    }

    public void Migrate()
    {
        foreach (var script in later) Run(File.ReadAllText(script));
    }

#pragma warning disable CA2100 // The scripts are the repository's own, and the statements the tests'.
    public void Run(string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of each row.</summary>
    public IReadOnlyList<string> Read(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
#pragma warning restore CA2100

    public void Dispose() => connection.Dispose();

    private static IEnumerable<string> Scripts(string owner) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "services", owner, "Migrations", "Sqlite")).Order(StringComparer.Ordinal);
}
