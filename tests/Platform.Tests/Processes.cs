using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Testing;

namespace Platform.Tests;

/// <summary>A process a service, with a broker between them and the gateway before them, or some of these.</summary>
internal sealed class Processes : Installation
{
    private readonly TestIssuer issuer;
    private readonly Func<Service, string?> broker;
    private readonly Uri? collector;
    private readonly TestDatabase? database;
    private readonly ConcurrentDictionary<Service, ServiceProcess> running = new();
    private readonly Dictionary<Service, int> ports = Service.All.ToDictionary(service => service, _ => ServiceProcess.FreePort());
    private readonly SocketsHttpHandler http = new();

    private Processes(TestIssuer issuer, Func<Service, string?> broker, Uri? collector, TestDatabase? database) =>
        (this.issuer, this.broker, this.collector, this.database) = (issuer, broker, collector, database);

    public TestIssuer Issuer => issuer;

    public override IReadOnlyList<Service> Victims => [.. running.Keys];

    /// <param name="broker">The address of a virtual host; null for none.</param>
    /// <param name="collector">Where traces go.</param>
    /// <param name="services">What is to run at first.</param>
    public static Task<Processes> StartAsync(string? broker, Uri? collector = null, params Service[] services) =>
        StartAsync(_ => broker, collector, null, services);

    /// <summary>Each service as a user of the broker of its own.</summary>
    public static Task<Processes> StartEachAsync(Func<Service, string?> broker, params Service[] services) =>
        StartAsync(broker, null, null, services);

    /// <summary>All services and the gateway on this engine.</summary>
    public static async Task<Processes> StartAsync(string broker, Engine engine) =>
        await StartAsync(_ => broker, null, await TestDatabase.CreateAsync(engine), [.. Service.All]);

    private static async Task<Processes> StartAsync(
        Func<Service, string?> broker, Uri? collector, TestDatabase? database, Service[] services)
    {
        var processes = new Processes(await TestIssuer.StartAsync(), broker, collector, database);
        try
        {
            await Task.WhenAll(services.Select(service => processes.StartAsync(service)));
            return processes;
        }
        catch
        {
            await processes.DisposeAsync();
            throw;
        }
    }

    public Uri AddressOf(Service service) => new($"http://127.0.0.1:{ports[service]}");

    public ServiceProcess this[Service service] => running[service];

    /// <summary>Starts a service and waits until it is ready; the gateway, where not all services run, until it lives.</summary>
    public async Task StartAsync(Service service, string? failpoint = null)
    {
        running[service] = ServiceProcess.Start(service.Project, SettingsOf(service, failpoint), port: ports[service]);
        await running[service].WaitForAsync(service == Service.Gateway ? "/health/live" : "/health/ready");
    }

    /// <summary>Runs one step of a service's installation.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(Service service, params string[] step)
    {
        await using var process = ServiceProcess.Start(service.Project, SettingsOf(service, null), step, ports[service]);
        return await process.WaitForExitAsync();
    }

    /// <summary>Another process of the same service, on the same file.</summary>
    public async Task<ServiceProcess> StartReplicaAsync(Service service)
    {
        var replica = ServiceProcess.Start(service.Project, SettingsOf(service, null));
        await replica.WaitForAsync();
        return replica;
    }

    public async Task<int> StopAsync(Service service) => await running[service].StopAsync();

    public override async Task ArmAsync(Service service, string failpoint)
    {
        Kill(service);
        await ReleaseAsync(service);
        await StartAsync(service, failpoint);
    }

    public override Task WaitUntilDeadAsync(Service service) => running[service].WaitForExitAsync();

    public override void Kill(Service service) => running[service].Kill();

    public override async Task RestartAsync(Service service)
    {
        await ReleaseAsync(service);
        await StartAsync(service);
    }

    /// <summary>A client of a service itself, or of the gateway, with any token.</summary>
    public HttpClient Directly(Service service, string token) => Directly(AddressOf(service), token);

    /// <summary>A client of a process at this address.</summary>
    public HttpClient Directly(Uri address, string token) => Connect(http, address, token);

    public override async ValueTask DisposeAsync()
    {
        foreach (var process in running.Values) await process.DisposeAsync();
        await issuer.DisposeAsync();
        await base.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        http.Dispose();
    }

    // Through the gateway where there is one; else each request goes to the service that its path names.
    [SuppressMessage("Reliability", "CA2000", Justification = "It lives as long as the client.")]
    protected override HttpClient Connect(string org, string role, string? person)
    {
        HttpMessageHandler handler = running.ContainsKey(Service.Gateway) ? http : new ByPath(this, http);
        return Connect(
            handler,
            AddressOf(Service.Gateway),
            issuer.Token(org, [role], person: person ?? Cooperation.PersonOf(org, role), clientId: $"{org}-{role}"));
    }

    protected override DbConnection DatabaseOf(Service service) => database switch
    {
        null => base.DatabaseOf(service),
        { Engine: Engine.SqlServer } => new SqlConnection(database.Configuration[$"ConnectionStrings:{service.Schema}"]),
        _ => new SqliteConnection($"Data Source={Path.Combine(database.Configuration["Sqlite:Folder"]!, service.Schema)}.db;Pooling=False"),
    };

    private async Task ReleaseAsync(Service service) => await running[service].DisposeAsync();

    private Dictionary<string, string?> SettingsOf(Service service, string? failpoint)
    {
        var settings = Settings(failpoint, collector);
        foreach (var (key, value) in database?.Configuration ?? new Dictionary<string, string?>()) settings[key] = value;
        settings["ConnectionStrings:rabbitmq"] = broker(service);
        settings["Authentication:Authority"] = issuer.Url;
        if (service != Service.Gateway) return settings;
        foreach (var upstream in Service.Three) settings[$"Services:{upstream.Name.Replace("-", "")}"] = AddressOf(upstream).ToString();
        return settings;
    }

    private sealed class ByPath(Processes processes, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            request.RequestUri = new Uri(
                processes.AddressOf(Service.Three.Single(service => path.StartsWith($"/{service.Name}/", StringComparison.Ordinal))), path);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
