using Dapper;
using Microsoft.Data.SqlClient;

namespace Testing;

/// <summary>Empty databases for one test, for all three services, gone when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    internal const string ServerVariable = "PLATFORM_TEST_SQLSERVER";

    private const string Memory = "/dev/shm";

    private static readonly string[] Schemas = ["enrollment", "faculty", "partnership"];

    // Tests kill processes and not machines: where there is memory for it, no commit waits for a disk.
    private static readonly string Parent = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 1L << 30
        ? Memory
        : Path.GetTempPath();

    private readonly Func<Task> drop;

    private TestDatabase(Engine engine, Dictionary<string, string?> configuration, Func<Task> drop)
    {
        Engine = engine;
        Configuration = configuration;
        this.drop = drop;
    }

    public Engine Engine { get; }

    /// <summary>What a service's configuration needs to use it: <c>Sqlite:Folder</c>, or a connection string per schema.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; }

    internal static string? Server => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? server : null;

    public static async Task<TestDatabase> CreateAsync(Engine engine, CancellationToken ct = default)
    {
        SqlMapper.ConnectionStringComparer = new OneStatementForAllDatabases();
        return engine is Engine.Sqlite ? CreateFolder() : await CreateOnServerAsync(ct);
    }

    /// <summary>An empty folder for files of SQLite, which whoever asks for it deletes.</summary>
    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(Parent, $"platform-test-{Guid.NewGuid():N}")).FullName;

    public async ValueTask DisposeAsync() => await drop();

    private static TestDatabase CreateFolder()
    {
        var folder = NewFolder();
        return new(Engine.Sqlite, new() { ["Sqlite:Folder"] = folder }, () =>
        {
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreateOnServerAsync(CancellationToken ct)
    {
        var server = Server ?? throw new InvalidOperationException($"{ServerVariable} names no SQL Server.");
        var name = $"platform_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}", ct);
        await ExecuteAsync(server, $"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON", ct);
        var database = new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;
        return new(Engine.SqlServer, Schemas.ToDictionary(schema => $"ConnectionStrings:{schema}", string? (_) => database), async () =>
        {
            // A pooled connection keeps a database from being dropped.
            using (var pooled = new SqlConnection(database)) SqlConnection.ClearPool(pooled);
            // A session that is just closing holds it too.
            await ExecuteAsync(
                server, $"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}", CancellationToken.None);
        });
    }

    private static async Task ExecuteAsync(string server, string statement, CancellationToken ct)
    {
        await using var connection = new SqlConnection(server);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made above from a GUID; DDL takes no parameters.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
