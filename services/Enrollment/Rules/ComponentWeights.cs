using Kernel;

namespace Enrollment.Rules;

/// <summary>D10: the weights of an exam's components sum to exactly 1. Weights are in ten-thousandths here.</summary>
internal static class ComponentWeights
{
    public const int Whole = 10_000;

    public static Verdict Judge(IReadOnlyList<(string Code, int Weight)> components)
    {
        var missing = Whole - components.Sum(component => component.Weight);
        return missing == 0
            ? Verdict.Passed("D10")
            : Verdict.Refused(
                "D10",
                new
                {
                    sum = Shown(Whole - missing),
                    missing = Shown(missing),
                    weights = components.Select(component => Shown(component.Weight)),
                },
                change: new { components = Settle(components, missing).Select(one => new { one.Code, weight = Shown(one.Weight) }) });
    }

    // The last component takes the missing weight or gives the surplus. The one before it gives the rest.
    private static IEnumerable<(string Code, int Weight)> Settle(IReadOnlyList<(string Code, int Weight)> components, int missing)
    {
        var settled = components.ToArray();
        for (var last = settled.Length - 1; last >= 0 && missing != 0; last--)
        {
            var weight = Math.Clamp(settled[last].Weight + missing, 1, Whole);
            missing -= weight - settled[last].Weight;
            settled[last].Weight = weight;
        }
        return settled;
    }

    private static decimal Shown(int weight) => weight / (decimal)Whole;
}
