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

        var acknowledged = await UnderLoadAsync(cooperation, () => StopAsync(platform, Service.Partnership));
        foreach (var service in platform.Victims.Where(service => service != Service.Partnership)) await StopAsync(platform, service);

        Assert.True(await platform.CountAsync(Service.Partnership, "organisation") >= acknowledged);
    }

    /// <summary>Stops something while four clients register organisations, each of which is an event for the other services.</summary>
    /// <returns>How many registrations were acknowledged.</returns>
    internal static async Task<int> UnderLoadAsync(Cooperation cooperation, Func<Task> stop)
    {
        var (acknowledged, stopping) = (0, false);
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

        await stop();
        Volatile.Write(ref stopping, true);
        await load;
        return acknowledged;
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
    public async Task The_single_process_shuts_down_cleanly_and_keeps_acknowledged_work()
    {
        var (process, watch) = (platform.Process.Process, new Stopwatch());
        var said = 0;

        var acknowledged = await StopTests.UnderLoadAsync(new Cooperation(platform.Process, "crash"), async () =>
        {
            said = process.Output.Length;
            watch.Start();
            Assert.Equal(0, await process.StopAsync());
            watch.Stop();
        });

        Assert.True(watch.Elapsed < StopTests.Limit, $"It took {watch.Elapsed} to end.");
        Assert.DoesNotContain(" error ", process.Output[said..], StringComparison.Ordinal);
        Assert.True(await platform.Process.CountAsync(Service.Partnership, "organisation") >= acknowledged);

        await platform.Process.RestartAsync(Service.Partnership);
    }
}
