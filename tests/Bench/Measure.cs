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

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond,9:0} /s   p50 {Percentile(0.5),7:0.0} ms   p99 {Percentile(0.99),7:0.0} ms");
}

/// <summary>Who does the same thing in another way.</summary>
internal sealed record Contender(string Name, Func<Task> Act);

internal static class Measure
{
    public const int Rounds = 3;

    /// <summary>The engines that are at hand.</summary>
    public static IEnumerable<Engine> Engines => Environment.GetEnvironmentVariable("PLATFORM_TEST_SQLSERVER") is { Length: > 0 } ? [Engine.Sqlite, Engine.SqlServer] : [Engine.Sqlite];

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
        var rounds = new List<IReadOnlyList<Sample>>();
        for (var round = 0; round < Rounds; round++)
        {
            var samples = new List<Sample>();
            foreach (var contender in contenders)
            {
                samples.Add(await LoadAsync(workers, duration, contender.Act));
                Console.WriteLine($"  {contender.Name,-28} {samples[^1]}");
            }
            rounds.Add(samples);
        }
        Console.WriteLine($"  medians of {Rounds} ratios to {contenders[0].Name}:");
        for (var i = 1; i < contenders.Count; i++)
        {
            var ratio = Median(rounds.Select(samples => samples[i].PerSecond / samples[0].PerSecond));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contenders[i].Name,-28} {ratio:0.000}"));
        }
        Console.WriteLine();
    }

    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    /// <summary>Each round's two samples beside each other, and the round of the median ratio, which is what other machines can be compared by.</summary>
    public static void Report(string title, string peer, IReadOnlyList<(Sample Ours, Sample Peers)> rounds)
    {
        Console.WriteLine(title);
        foreach (var round in rounds) Print(round);
        var median = rounds.OrderBy(Ratio).ElementAt(rounds.Count / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median of {rounds.Count} ratios: {Ratio(median):0.00} × {peer}, in the round of"));
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
