using Platform.Tests.Crash;
using Platform.Tests.Tracing;
using Testing;

namespace Platform.Tests;

/// <summary>
/// All in one process. Its partnership has a past: it ran alone over a broker, where nobody heard what it told; the other services of the
/// process start for the first time.
/// </summary>
[CollectionDefinition(Name)]
public sealed class EmbeddedPlatform(RabbitMqBroker broker) : ICollectionFixture<EmbeddedPlatform>, IAsyncLifetime
{
    public const string Name = "one process";

    private readonly OtlpCollector collector = new();

    internal OneProcess Process { get; private set; } = null!;

    internal OtlpCollector Collector => collector;

    /// <summary>What the tests of crashes write to.</summary>
    internal CrashGround Ground { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await collector.StartAsync();
        await using var alone = await Processes.StartAsync(await broker.NewVirtualHostAsync(), null, Service.Partnership);
        var past = new Cooperation(alone, "crash");
        var agreement = await past.FoundAsync();
        await Eventually.TrueAsync(async () => await alone.CountAsync(Service.Partnership, "outbox") == 0);
        await alone.StopAsync(Service.Partnership);

        Process = new OneProcess(past.Organisations, collector.Address);
        foreach (var file in Directory.GetFiles(alone.Folder)) File.Copy(file, Path.Combine(Process.Folder, Path.GetFileName(file)));
        await Process.StartAsync();
        Ground = new CrashGround(Process, new Cooperation(Process, "crash"), () => Task.FromResult(agreement));
    }

    public async ValueTask DisposeAsync()
    {
        if (Process is not null) await Process.DisposeAsync();
        await collector.DisposeAsync();
    }
}
