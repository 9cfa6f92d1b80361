using Platform.Tests.Crash;
using Platform.Tests.Tracing;
using Testing;

namespace Platform.Tests;

/// <summary>Three services, the gateway and a broker: five processes, which the tests of this collection take turns with.</summary>
[CollectionDefinition(Name)]
public sealed class WholePlatform(RabbitMqBroker broker) : ICollectionFixture<WholePlatform>, IAsyncLifetime
{
    public const string Name = "a process a service";

    private readonly OtlpCollector collector = new();

    internal Processes Processes { get; private set; } = null!;

    internal OtlpCollector Collector => collector;

    /// <summary>What the tests of crashes write to.</summary>
    internal CrashGround Ground { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await collector.StartAsync();
        Processes = await Processes.StartAsync(await broker.NewVirtualHostAsync(), collector.Address, [.. Service.All]);
        var cooperation = new Cooperation(Processes, "crash");
        Ground = new CrashGround(Processes, cooperation, cooperation.FoundAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (Processes is not null) await Processes.DisposeAsync();
        await collector.DisposeAsync();
    }
}
