using System.Diagnostics;

namespace Testing;

/// <summary>
/// A throw-away RabbitMQ broker. As a fixture (<c>[assembly: AssemblyFixture(typeof(RabbitMqBroker))]</c>) it is the run's broker where
/// <c>tests/run</c> started one, else one of the test process's own, started at its first use. A test of an outage starts its own.
/// </summary>
public sealed class RabbitMqBroker : IAsyncDisposable
{
    private const string RunUri = "PLATFORM_TEST_RABBITMQ";
    private const string RunFolder = "PLATFORM_TEST_RABBITMQ_FOLDER";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly string Launcher = Path.Combine(Repository.Root, "tests", "broker");

    private readonly SemaphoreSlim starting = new(1);
    private Process? process;
    private string? folder;
    private string? uri;
    private bool isOwn;
    private string configuration = "";

    /// <summary>Starts a broker that no other test uses.</summary>
    /// <param name="own">True for the machine's own rabbitmq-server, which is an old one on Debian 12, and not RabbitMQ 4.</param>
    /// <param name="configuration">Lines that are added to its <c>rabbitmq.conf</c>.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static async Task<RabbitMqBroker> StartAsync(bool own = false, string configuration = "", CancellationToken ct = default)
    {
        var broker = new RabbitMqBroker { isOwn = own, configuration = configuration };
        try
        {
            await broker.LaunchAsync(ct);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a virtual host whose exchanges and queues no other test sees.</summary>
    /// <param name="deliveryLimit">How often a queue takes a message back before it drops it; null for the broker's default.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>Its address, as <c>ConnectionStrings:rabbitmq</c> takes it.</returns>
    public async Task<string> NewVirtualHostAsync(int? deliveryLimit = null, CancellationToken ct = default)
    {
        await StartOnceAsync(ct);
        var name = Guid.NewGuid().ToString("N");
        await ControlAsync(["add_vhost", name], ct);
        await ControlAsync(["set_permissions", "--vhost", name, "guest", ".*", ".*", ".*"], ct);
        if (deliveryLimit is { } limit)
        {
            var policy = $"{{\"delivery-limit\":{limit}}}";
            await ControlAsync(["set_policy", "--vhost", name, "--apply-to", "queues", "limit", ".*", policy], ct);
        }
        return $"{uri}/{name}";
    }

    /// <summary>Its version, such as 4.0.5.</summary>
    public async Task<Version> VersionAsync(CancellationToken ct = default)
    {
        await StartOnceAsync(ct);
        return Version.Parse((await ControlAsync(["version"], ct)).Trim());
    }

    /// <summary>Cuts off whoever is connected to a virtual host; its queues get back what was not acknowledged.</summary>
    /// <param name="address">As <see cref="NewVirtualHostAsync"/> gave it.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task CloseConnectionsAsync(string address, CancellationToken ct = default) =>
        ControlAsync(["close_all_connections", "--vhost", new Uri(address).Segments[^1], "cut off by a test"], ct);

    /// <summary>An outage: connections are closed and new ones refused; what is durable stays. Only for a broker of the test's
    /// own.</summary>
    public Task StopAppAsync(CancellationToken ct = default) =>
        process is null
            ? throw new InvalidOperationException("The run's broker is everybody's: start one for an outage.")
            : ControlAsync(["stop_app"], ct);

    /// <summary>Ends the outage; the address stays the same.</summary>
    public Task StartAgainAsync(CancellationToken ct = default) => ControlAsync(["start_app"], ct);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            // The launcher stops the broker when its input ends, also where this process is killed.
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
            Directory.Delete(folder!, recursive: true);
        }
        starting.Dispose();
    }

    private async Task StartOnceAsync(CancellationToken ct)
    {
        await starting.WaitAsync(ct);
        try
        {
            if (uri is not null) return;
            if (Environment.GetEnvironmentVariable(RunUri) is not { Length: > 0 } run)
            {
                await LaunchAsync(ct);
                return;
            }
            folder = Environment.GetEnvironmentVariable(RunFolder)
                ?? throw new InvalidOperationException($"{RunUri} is set without {RunFolder}, the folder that tests/broker was started with.");
            uri = run.TrimEnd('/');
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        folder = Directory.CreateTempSubdirectory("platform-broker-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "more.conf"), configuration, ct);
        string[] arguments = isOwn ? ["start", folder, "own"] : ["start", folder];
        var start = new ProcessStartInfo(Launcher, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartLimit);
        uri = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException(await errors);
    }

    private async Task<string> ControlAsync(string[] command, CancellationToken ct)
    {
        using var control =
            Process.Start(new ProcessStartInfo(
                Launcher, ["ctl", folder!, "--quiet", .. command])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(control.StandardOutput.ReadToEndAsync(ct), control.StandardError.ReadToEndAsync(ct));
        await control.WaitForExitAsync(ct);
        if (control.ExitCode != 0)
        {
            throw new InvalidOperationException($"rabbitmqctl {command[0]} ended with {control.ExitCode}: {string.Concat(said)}");
        }
        return said[0];
    }
}
