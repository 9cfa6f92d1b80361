using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D38: a learner has one placement on any date.</summary>
public static class OnePlacementAtATime
{
    /// <param name="from">The first day of the placement in question.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="others">First and last days of the learner's other placements.</param>
    public static Verdict Judge(DateOnly from, DateOnly until, IReadOnlyList<(DateOnly From, DateOnly Until)> others)
    {
        var overlapping = others.Where(other => other.From <= until && from <= other.Until).ToList();
        return overlapping.Count == 0
            ? Verdict.Passed("D38")
            : Verdict.Refused("D38", new { from, until, placed = overlapping.Select(other => new { other.From, other.Until }) }, new { startsOn = overlapping.Max(other => other.Until).AddDays(1) });
    }
}
