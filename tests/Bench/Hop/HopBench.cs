using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Data;
using Testing;

namespace Bench.Hop;

/// <summary>
/// From the commit in one service to the effect's row in another, each in a process of its own, over RabbitMQ with a quorum queue: how many
/// in a second, and how long one takes at half of that load.
/// </summary>
internal static class HopBench
{
    private const int Messages = 20_000;
    private const int Workers = 64;
    private static readonly TimeSpan HalfLoad = TimeSpan.FromSeconds(15);

    private sealed record Contender(string Name, Effects Effects, Func<IReadOnlyList<Guid>, Action, Task> SendAsync, int Batch, int AtOnce);

    public static async Task RunAsync()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        foreach (var engine in Measure.Engines)
        {
            var settings = new Dictionary<string, string?>
            {
                ["ConnectionStrings:rabbitmq"] = await broker.NewVirtualHostAsync(),
                ["Logging:LogLevel:Default"] = "Warning",
            };
            await using var ourDatabase = await TestDatabase.CreateAsync(engine);
            await using var theirDatabase = await TestDatabase.CreateAsync(engine);
            var (ourSettings, theirSettings) = (With(settings, ourDatabase), With(settings, theirDatabase));

            await using var receiver = ServiceProcess.Start("tests/Bench", ourSettings, ["receiver"]);
            await using var loopReceiver = ServiceProcess.Start("tests/Bench", theirSettings, ["loop-receiver"]);
            await receiver.WaitForAsync();
            while (!loopReceiver.Output.Contains("ready", StringComparison.Ordinal)) await Task.Delay(50);
            await using var sender = await Sender.StartAsync(ourSettings);
            var loopDatabase = Databases.Open(Databases.Of(theirSettings), Sender.Schema);
            loopDatabase.Migrate(typeof(Db).Assembly, typeof(HopBench).Assembly);
            await using var connection = await HandBatchedLoop.ConnectAsync(settings["ConnectionStrings:rabbitmq"]!);
            await using var channel = await HandBatchedLoop.OpenAsync(connection);

            var platform = new Contender(
                "the platform",
                new Effects(Databases.Of(ourSettings)),
                async (ids, committed) => { await sender.CommitAsync(ids[0]); committed(); },
                1,
                Workers);
            var loop = new Contender(
                "loop batched by hand",
                new Effects(Databases.Of(theirSettings)),
                (ids, committed) => HandBatchedLoop.SendAsync(loopDatabase, channel, ids, committed),
                HandBatchedLoop.Batch,
                1);
            await CompareAsync(engine, platform, loop);
        }
    }

    private static async Task CompareAsync(Engine engine, Contender platform, Contender loop)
    {
        await ThroughputAsync(loop);
        await ThroughputAsync(platform);
        var rounds = new List<(Sample Ours, Sample Peers)>();
        for (var round = 0; round < Measure.Rounds; round++)
        {
            var peers = await ThroughputAsync(loop);
            rounds.Add((await ThroughputAsync(platform), peers));
        }
        Measure.Report(
            $"Commit to effect over RabbitMQ, {engine}, {Messages} messages as fast as they go (latencies are those of a backlog)",
            loop.Name,
            rounds);

        Console.WriteLine($"The same at half of each one's load, {engine}");
        foreach (var (contender, perSecond) in new[]
        {
            (loop, rounds.Select(round => round.Peers.PerSecond)),
            (platform, rounds.Select(round => round.Ours.PerSecond)),
        })
        {
            Console.WriteLine($"  {contender.Name,-28} {await AtAsync(contender, Measure.Median(perSecond) / 2)}");
        }
        Console.WriteLine();
    }

    private static async Task<Sample> ThroughputAsync(Contender contender)
    {
        var ids = Enumerable.Range(0, Messages).Select(_ => Guid.CreateVersion7()).Chunk(contender.Batch).ToList();
        // Only the last one's moment matters: looking more often would take the processor from those who are measured.
        return await MeasureAsync(
            contender,
            TimeSpan.FromMilliseconds(20),
            send => Parallel.ForEachAsync(
                ids, new ParallelOptions { MaxDegreeOfParallelism = contender.AtOnce }, async (batch, _) => await send(batch)));
    }

    private static Task<Sample> AtAsync(
        Contender contender, double perSecond) => MeasureAsync(contender, TimeSpan.FromMilliseconds(1), async send =>
    {
        var (watch, sending) = (Stopwatch.StartNew(), new List<Task>());
        for (var sent = 0; watch.Elapsed < HalfLoad; sent += contender.Batch)
        {
            var due = TimeSpan.FromSeconds(sent / perSecond);
            if (due > watch.Elapsed) await Task.Delay(due - watch.Elapsed);
            sending.Add(send([.. Enumerable.Range(0, contender.Batch).Select(_ => Guid.CreateVersion7())]));
        }
        await Task.WhenAll(sending);
    });

    private static async Task<Sample> MeasureAsync(Contender contender, TimeSpan look, Func<Func<IReadOnlyList<Guid>, Task>, Task> sendAll)
    {
        var committed = new ConcurrentDictionary<Guid, long>();
        using var stop = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var watching = contender.Effects.WatchAsync(look, stop.Token);
        await sendAll(ids => contender.SendAsync(ids, () =>
        {
            var now = Stopwatch.GetTimestamp();
            foreach (var id in ids) committed[id] = now;
        }));
        while (contender.Effects.Seen.Count < committed.Count) await Task.Delay(20);
        await stop.CancelAsync();
        await watching;

        var seen = contender.Effects.TakeSeen();
        var latencies = committed.Select(pair => Stopwatch.GetElapsedTime(pair.Value, seen[pair.Key])).ToList();
        return new Sample(committed.Count, Stopwatch.GetElapsedTime(began, seen.Values.Max()), latencies);
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> settings, TestDatabase database) =>
        new(settings.Concat(database.Configuration));
}
