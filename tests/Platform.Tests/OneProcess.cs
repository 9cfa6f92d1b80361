using Testing;

namespace Platform.Tests;

/// <summary>All services and the gateway in one process, with the embedded transport between them and the local issuer's tokens.</summary>
internal sealed class OneProcess : Installation
{
    private const string Project = "deploy/AllInOne";
    private const string Secret = "test-secret";

    private static readonly Service Whole = Service.Gateway;

    private readonly int port = ServiceProcess.FreePort();
    private readonly Uri? collector;
    private readonly IReadOnlyList<string> organisations;
    private readonly SocketsHttpHandler http = new();
    private ServiceProcess? process;

    /// <param name="organisations">Those who are to have tokens, besides the sample's.</param>
    /// <param name="collector">Where traces go.</param>
    public OneProcess(IReadOnlyList<string> organisations, Uri? collector = null) =>
        (this.organisations, this.collector) = (organisations, collector);

    public ServiceProcess Process => process!;

    public Uri Address => new($"http://localhost:{port}");

    public override IReadOnlyList<Service> Victims => [Whole];

    /// <summary>Starts it and waits until the sample is there, and nothing happens by itself any more.</summary>
    public async Task StartAsync()
    {
        await StartAsync(null);
        await Eventually.TrueAsync(
            () => Task.FromResult(Process.Output.Contains("cooperation is there", StringComparison.Ordinal)), () => Process.Output);
    }

    public override async Task ArmAsync(Service service, string failpoint)
    {
        Kill(service);
        await Process.DisposeAsync();
        await StartAsync(failpoint);
    }

    public override Task WaitUntilDeadAsync(Service service) => Process.WaitForExitAsync();

    public override void Kill(Service service) => Process.Kill();

    public override async Task RestartAsync(Service service)
    {
        await Process.DisposeAsync();
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        await base.DisposeAsync();
        http.Dispose();
    }

    protected override HttpClient Connect(string org, string role, string? person) =>
        Connect(http, Address, TokenAsync(person ?? $"{org}-{role}").GetAwaiter().GetResult());

    private async Task StartAsync(string? failpoint)
    {
        var settings = Settings(failpoint, collector);
        foreach (var org in organisations)
        {
            foreach (var role in Cooperation.Acting) AddClient(settings, $"{org}-{role}", org, role, Cooperation.PersonOf(org, role));
            foreach (var person in Cooperation.LearnersOf(org)) AddClient(settings, person, org, Contracts.Roles.Learner, person);
        }
        process = ServiceProcess.Start(Project, settings, ["--port", $"{port}", "--data", Folder], port);
        await process.WaitForAsync();
    }

    private static void AddClient(Dictionary<string, string?> settings, string name, string org, string role, string? person)
    {
        var client = $"Issuer:Clients:{name}";
        (
            settings[$"{client}:Secret"],
            settings[$"{client}:Org"],
            settings[$"{client}:Roles:0"],
            settings[$"{client}:Person"]) = (Secret, org, role, person);
        foreach (var (index, scope) in Service.Three.Index()) settings[$"{client}:Scopes:{index}"] = scope.Name;
    }

    private async Task<string> TokenAsync(string client)
    {
        using var asking = new HttpClient(http, disposeHandler: false) { BaseAddress = Address };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = Secret });
        return (await asking.PostAsync(new Uri("/connect/token", UriKind.Relative), form).BodyAsync()).Text("access_token");
    }
}
