using System.Globalization;
using Testing;

namespace Contracts.Tests;

/// <summary>How much of something is left in each file. It may only shrink, and goes when it is empty.</summary>
/// <remarks>With <c>UPDATE_CONTRACTS=1</c> the present counts are written, where they are no more in all: so a file may be moved.</remarks>
internal static class Baseline
{
    public static void ShouldNotGrow(string name, IEnumerable<(string Where, int Count)> counts)
    {
        var file = Path.Combine(Repository.Root, "tests", "Contracts.Tests", "Baselines", $"{name}.txt");
        var allowed = File.Exists(file) ? File.ReadLines(file).Select(line => line.Split(' '))
            .ToDictionary(line => line[0], line => int.Parse(line[1], CultureInfo.InvariantCulture)) : [];
        var present = counts.Where(count => count.Count > 0).OrderBy(count => count.Where, StringComparer.Ordinal).ToList();

        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACTS") == "1" && present.Sum(count => count.Count) <= allowed.Values.Sum())
        {
            File.WriteAllText(file, string.Concat(present.Select(count => $"{count.Where} {count.Count}\n")));
            return;
        }
        Assert.Equal("", string.Join('\n', present.Where(count => count.Count > allowed.GetValueOrDefault(count.Where))
            .Select(count => $"{count.Where}: {count.Count}, and not more than {allowed.GetValueOrDefault(count.Where)}")));
    }
}
