using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Bench;

/// <summary>What was measured in one go: how many, in what time, and how long each took.</summary>
internal sealed record Sample(int Count, TimeSpan Elapsed, IReadOnlyList<TimeSpan> Latencies)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double Percentile(double share)
    {
        var ordered = Latencies.Order().ToList();
        return ordered[Math.Min((int)(share * ordered.Count), ordered.Count - 1)].TotalMilliseconds;
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"{PerSecond,9:0} /s   p50 {Percentile(0.5),7:0.0} ms   p99 {Percentile(0.99),7:0.0} ms");
}

/// <summary>One way of doing the same thing.</summary>
/// <param name="Name">How it is printed.</param>
/// <param name="Act">Does the thing once.</param>
/// <param name="Processes">The processes that do it.</param>
internal sealed record Contender(string Name, Func<Task> Act, params IReadOnlyList<ServiceProcess> Processes)
{
    public TimeSpan ProcessorTime => Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.ProcessorTime);
}

/// <summary>A contender's turn: what its clients saw, and the processor time of one act, which other load on the machine changes
/// least.</summary>
internal sealed record Turn(Sample Sample, double Microseconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sample}   processor {Microseconds,5:0} µs");
}

internal static class Measure
{
    public const int Rounds = 3;

    /// <summary>The engines that are at hand.</summary>
    public static IEnumerable<Engine> Engines =>
        Environment.GetEnvironmentVariable("PLATFORM_TEST_SQLSERVER") is { Length: > 0 }
            ? [Engine.Sqlite, Engine.SqlServer]
            : [Engine.Sqlite];

    /// <summary>So many workers do one thing after the other until the time is over.</summary>
    public static async Task<Sample> LoadAsync(int workers, TimeSpan duration, Func<Task> act)
    {
        var latencies = new ConcurrentBag<TimeSpan>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < duration)
            {
                var began = watch.Elapsed;
                await act();
                latencies.Add(watch.Elapsed - began);
            }
        })));
        return new Sample(latencies.Count, watch.Elapsed, [.. latencies]);
    }

    /// <summary>Rounds in which each contender has its turn; the medians of the rounds' ratios to the first are what other machines can
    /// be compared by.</summary>
    public static async Task CompareAsync(string title, IReadOnlyList<Contender> contenders, int workers, TimeSpan duration)
    {
        Console.WriteLine(title);
        var rounds = new List<IReadOnlyList<Turn>>();
        for (var round = 0; round < Rounds; round++)
        {
            var turns = new List<Turn>();
            foreach (var contender in contenders)
            {
                turns.Add(await TakeTurnAsync(contender, workers, duration));
                Console.WriteLine($"  {contender.Name,-28} {turns[^1]}");
            }
            rounds.Add(turns);
        }
        Console.WriteLine($"  medians of {Rounds} ratios to {contenders[0].Name}, by rate and by processor time:");
        for (var i = 1; i < contenders.Count; i++)
        {
            var rate = Median(rounds.Select(turns => turns[i].Sample.PerSecond / turns[0].Sample.PerSecond));
            var processor = Median(rounds.Select(turns => turns[0].Microseconds / turns[i].Microseconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contenders[i].Name,-28} {rate:0.000}   {processor:0.000}"));
        }
        Console.WriteLine();
    }

    private static async Task<Turn> TakeTurnAsync(Contender contender, int workers, TimeSpan duration)
    {
        var before = contender.ProcessorTime;
        var sample = await LoadAsync(workers, duration, contender.Act);
        return new Turn(sample, (contender.ProcessorTime - before).TotalMicroseconds / sample.Count);
    }

    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    /// <summary>Each round's two samples beside each other, and the round of the median ratio, which is what other machines can be compared
    /// by.</summary>
    public static void Report(string title, string peer, IReadOnlyList<(Sample Ours, Sample Peers)> rounds)
    {
        Console.WriteLine(title);
        foreach (var round in rounds) Print(round);
        var median = rounds.OrderBy(Ratio).ElementAt(rounds.Count / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  median of {rounds.Count} ratios: {Ratio(median):0.00} × {peer}, in the round of"));
        Print(median);
        Console.WriteLine();

        static double Ratio((Sample Ours, Sample Peers) round) => round.Ours.PerSecond / round.Peers.PerSecond;

        void Print((Sample Ours, Sample Peers) round)
        {
            Console.WriteLine($"  {peer,-28} {round.Peers}");
            Console.WriteLine($"  {"the platform",-28} {round.Ours}");
        }
    }
}
