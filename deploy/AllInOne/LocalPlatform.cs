using System.Net;
using System.Net.Sockets;
using Enrollment;
using FacultyCertification;
using Gateway;
using IndustryPartnership;
using Issuer;
using Kernel;
using Kernel.Hosting;
using Kernel.Messaging.Transport;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OpenTelemetry.Trace;

namespace AllInOne;

/// <summary>
/// Three services and the gateway in one process, each a host of its own with its own container, configuration and port, as they are when
/// they run alone. The gateway's host also has the local issuer. They share the business date and, without a broker, the embedded
/// transport.
/// </summary>
internal sealed class LocalPlatform : IAsyncDisposable
{
    private readonly List<WebApplication> hosts = [];
    private readonly Options options;
    private readonly EmbeddedHub hub = new(services: 3);
    private readonly Dictionary<string, Socket> sockets =
        new[] { EnrollmentService.Name, FacultyCertificationService.Name, IndustryPartnershipService.Name }
            .ToDictionary(name => name, _ => Bound());
    private readonly Socket? gatewaySocket;

    private LocalPlatform(Options options)
    {
        this.options = options;
        gatewaySocket = options.Port == 0 ? Bound() : null;
        Address = gatewaySocket is null ? new Uri($"http://localhost:{options.Port}") : AddressOf(gatewaySocket);
    }

    /// <summary>The gateway's address, which is also the issuer's.</summary>
    public Uri Address { get; }

    public Today Today { get; } = new(TimeProvider.System, canMove: true);

    public TraceCollector Traces { get; } = new();

    public IReadOnlyList<LocalClient> Clients => Gateway.Services.GetRequiredService<LocalClients>().All;

    private WebApplication Gateway => hosts[^1];

    public static async Task<LocalPlatform> StartAsync(Options options)
    {
        var platform = new LocalPlatform(options);
        try
        {
            // The gateway starts with the services and not after them: it asks nothing of them before it is asked itself.
            platform.hosts.AddRange(await Task.WhenAll(
                Task.Run(() => platform.StartServiceAsync(
                    EnrollmentService.Name, builder => builder.AddEnrollment(), app => app.MapEnrollment())),
                Task.Run(() => platform.StartServiceAsync(
                    FacultyCertificationService.Name, builder => builder.AddFacultyCertification(), app => app.MapFacultyCertification())),
                Task.Run(() => platform.StartServiceAsync(
                    IndustryPartnershipService.Name, builder => builder.AddIndustryPartnership(), app => app.MapIndustryPartnership())),
                Task.Run(platform.StartGatewayAsync)));
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public void Introduce()
    {
        Console.WriteLine($"The portal for persons: {Address} (sign in as one of the sample's people; no password).");
        Console.WriteLine($"The platform serves on {Address} (data in {Path.GetFullPath(options.Data)}).");
        foreach (var name in sockets.Keys) Console.WriteLine($"  {name,-22} {new Uri(Address, $"/{name}/docs")}");
        Console.WriteLine("Local clients (their secrets are public: for local use only):");
        foreach (var client in Clients) Console.WriteLine($"  {client.Id,-14} {client.Secret,-28} {client.Label}");
        Console.WriteLine($"A token:   curl -s {new Uri(
            Address, "/connect/token")} -d grant_type=client_credentials -d client_id=bpc -d client_secret=bpc-local-secret");
        Console.WriteLine($"Use it:    curl -s {new Uri(Address, "/enrollment/v1/articulations")} -H \"Authorization: Bearer $TOKEN\"");
    }

    public Task WaitForShutdownAsync() => Gateway.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        // They stop together, and each ends what it has begun.
        await Task.WhenAll(hosts.Select(host => host.StopAsync()));
        foreach (var host in Enumerable.Reverse(hosts)) await host.DisposeAsync();
        foreach (var socket in sockets.Values) socket.Dispose();
        gatewaySocket?.Dispose();
    }

    private async Task<WebApplication> StartServiceAsync(string name, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        // The spans of all hosts of the process are one tracer's, which is the gateway's.
        var socket = sockets[name];
        var settings = new Dictionary<string, string?> { ["Sqlite:Folder"] = options.Data, ["Telemetry:Enabled"] = "false" };
        var builder = CreateBuilder(AddressOf(socket), socket, settings);
        builder.Services.AddSingleton(hub);
        builder.AddServiceDefaults(name);
        add(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        map(app);
        app.Migrate();
        await app.StartAsync();
        Console.WriteLine($"  {name} is up.");
        return app;
    }

    private async Task<WebApplication> StartGatewayAsync()
    {
        var settings = sockets.ToDictionary(
            service => $"ReverseProxy:Clusters:{service.Key}:Destinations:service:Address",
            string? (service) => AddressOf(service.Value).ToString());
        // Room for the sample, which one client loads in seconds.
        settings["Gateway:RateLimit:Burst"] = "5000";
        settings["Gateway:RateLimit:PerSecond"] = "2000";
        settings["Issuer:Uri"] = Address.ToString();
        settings["Issuer:Clients:portal:RedirectUris:0"] = new Uri(Address, "/signed-in").ToString();
        settings["Issuer:Partnership"] = AddressOf(sockets[IndustryPartnershipService.Name]).ToString();
        // The tour shows the trace of each of its steps, and begins it.
        if (options.Tour) (settings["Telemetry:Enabled"], settings["Gateway:ContinueTraces"]) = ("true", "true");
        var builder = CreateBuilder(Address, gatewaySocket, settings);
        builder.AddServiceDefaults("gateway");
        builder.AddGateway();
        builder.AddIssuer(options.Data);
        if (options.Tour)
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(TraceCollector.SourceName)
                .AddProcessor(Traces));
        }
        var app = builder.Build();
        app.MapGateway();
        app.MapIssuer();
        BusinessDate.Map(app);
        await app.StartAsync();
        return app;
    }

    private WebApplicationBuilder CreateBuilder(Uri address, Socket? socket, Dictionary<string, string?> settings)
    {
        settings["urls"] = address.ToString();
        settings["Authentication:Authority"] = Address.ToString();
        settings["Logging:LogLevel:Default"] = "Warning";
        // A host that cannot start says why by its exception, which is printed as a sentence.
        settings["Logging:LogLevel:Microsoft.Extensions.Hosting"] = "None";
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        // No file beside the program is read: there is one of each host here.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddEnvironmentVariables().AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddConsole();
        builder.Services.AddSingleton(Today);
        if (socket is not null)
        {
            builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = _ => socket);
        }
        return builder;
    }

    // The hosts begin together, and each knows the others' ports before they serve. A port that is only known to be free may be taken
    // meanwhile; a bound one is kept, and refuses whoever comes before its host listens.
    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Uri AddressOf(Socket socket) => new($"http://{socket.LocalEndPoint}");
}
