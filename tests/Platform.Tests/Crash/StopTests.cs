using System.Diagnostics;
using Testing;
using VocationalPlatform.Client;

namespace Platform.Tests.Crash;

/// <summary>SIGTERM: a process ends what it has begun, and then itself.</summary>
public sealed class StopTests(RabbitMqBroker broker)
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Each_process_shuts_down_cleanly_and_keeps_acknowledged_work()
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), null, [.. Service.All]);
        var cooperation = new Cooperation(platform, "stop");
        var acknowledged = 0;
        var stopping = false;
        var load = Parallel.ForAsync(0, 4, async (worker, ct) =>
        {
            for (var number = 0; !Volatile.Read(ref stopping); number++)
            {
                try
                {
                    await cooperation.RegisterOnceAsync($"school-{worker}-{number}");
                    Interlocked.Increment(ref acknowledged);
                }
                catch (Exception error) when (error is ApiException or HttpRequestException)
                {
                    // What was not answered was not acknowledged.
                }
            }
        });
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) >= 20));

        await StopAsync(platform, Service.Partnership);
        Volatile.Write(ref stopping, true);
        await load;
        foreach (var service in platform.Victims.Where(service => service != Service.Partnership)) await StopAsync(platform, service);

        Assert.True(await platform.CountAsync(Service.Partnership, "organisation") >= acknowledged);
    }

    private static async Task StopAsync(Processes platform, Service service)
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await platform.StopAsync(service));
        Assert.True(watch.Elapsed < Limit, $"{service.Name} took {watch.Elapsed} to end.");
    }
}

[Collection(EmbeddedPlatform.Name)]
public sealed class StopEmbeddedTests(EmbeddedPlatform platform)
{
    [Fact]
    public async Task The_single_process_shuts_down_cleanly()
    {
        var (process, watch) = (platform.Process.Process, Stopwatch.StartNew());
        var said = process.Output.Length;
        Assert.Equal(0, await process.StopAsync());
        Assert.True(watch.Elapsed < StopTests.Limit, $"It took {watch.Elapsed} to end.");
        Assert.DoesNotContain(" error ", process.Output[said..], StringComparison.Ordinal);

        await platform.Process.RestartAsync(Service.Partnership);
    }
}
