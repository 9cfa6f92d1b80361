using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D38: a learner has one placement on any date.</summary>
public static class OnePlacementAtATime
{
    /// <param name="from">The first day of the placement in question.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="others">First and last days of the learner's other placements.</param>
    /// <param name="member">What the first day is called to whoever is refused.</param>
    public static Verdict Judge(DateOnly from, DateOnly until, IReadOnlyList<(DateOnly From, DateOnly Until)> others, string member = "startsOn")
    {
        var overlapping = others.Where(other => other.From <= until && from <= other.Until).ToList();
        if (overlapping.Count == 0) return Verdict.Passed("D38");
        var last = overlapping.Max(other => other.Until);
        // After the last day that there is nothing passes.
        var change = last < DateOnly.MaxValue ? new Dictionary<string, DateOnly> { [member] = last.AddDays(1) } : null;
        return Verdict.Refused("D38", new { from, until, placed = overlapping.Select(other => new { other.From, other.Until }) }, change);
    }
}
