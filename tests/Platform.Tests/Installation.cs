using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Testing;

namespace Platform.Tests;

/// <summary>A platform of real processes on a folder of SQLite files, spoken to over HTTP; killed and started again at will.</summary>
internal abstract class Installation : IAsyncDisposable
{
    /// <summary>How long a process holds what it sends; short, since tests wait until a killed one's runs out.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, HttpClient> clients = new();

    public string Folder { get; } = TestDatabase.NewFolder();

    /// <summary>The processes that a test may kill.</summary>
    public abstract IReadOnlyList<Service> Victims { get; }

    /// <summary>Kills the process that the service is in, and starts it so that it dies at this point of a message's life.</summary>
    public abstract Task ArmAsync(Service service, string failpoint);

    public abstract Task WaitUntilDeadAsync(Service service);

    public abstract void Kill(Service service);

    /// <summary>Starts again what is dead, and waits until it is ready.</summary>
    public abstract Task RestartAsync(Service service);

    /// <summary>A partner with a token of this organisation and role, and of this person where one is named.</summary>
    public HttpClient As(string org, string role, string? person = null) =>
        clients.GetOrAdd($"{org} {role} {person}", _ => Connect(org, role, person));

    /// <summary>Counts in a service's own file.</summary>
    /// <param name="service">Whose file.</param>
    /// <param name="what">A table, with a WHERE clause where not all is meant.</param>
    public async Task<long> CountAsync(Service service, string what)
    {
        await using var file = new SqliteConnection($"Data Source={Path.Combine(Folder, service.Schema)}.db;Pooling=False");
        await file.OpenAsync();
        await using var count = file.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        count.CommandText = $"SELECT COUNT(*) FROM {what}";
#pragma warning restore CA2100
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Changes what a service has stored, as if days had passed: the date of a process is the clock's.</summary>
    /// <param name="service">Whose database.</param>
    /// <param name="statement">A statement that names tables as <c>$schema.table</c>.</param>
    public async Task ExecuteAsync(Service service, string statement)
    {
        await using var database = DatabaseOf(service);
        await database.OpenAsync();
        await using var change = database.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        change.CommandText = statement.Replace(
            "$schema.", database is SqliteConnection ? "" : $"{service.Schema}.", StringComparison.Ordinal);
#pragma warning restore CA2100
        await change.ExecuteNonQueryAsync();
    }

    protected virtual DbConnection DatabaseOf(Service service) =>
        new SqliteConnection($"Data Source={Path.Combine(Folder, service.Schema)}.db;Pooling=False");

    public virtual ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values) client.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected abstract HttpClient Connect(string org, string role, string? person);

    protected static HttpClient Connect(HttpMessageHandler handler, Uri address, string token)
    {
        var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <param name="failpoint">Where the process is to die; none where it is null.</param>
    /// <param name="collector">Where it sends its traces; nowhere where it is null.</param>
    protected Dictionary<string, string?> Settings(string? failpoint, Uri? collector) => new()
    {
        ["Sqlite:Folder"] = Folder,
        ["Messaging:Lease"] = $"{Lease:c}",
        ["Gateway:RateLimit:Burst"] = "100000",
        ["Gateway:RateLimit:PerSecond"] = "100000",
        ["PLATFORM_FAILPOINT"] = failpoint,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector?.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };
}
