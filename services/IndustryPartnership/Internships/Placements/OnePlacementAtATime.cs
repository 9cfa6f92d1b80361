using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// D38: a person has one placement on any date, at all institutions together. A refusal shows only days, never where the other placement
/// is.
/// </summary>
public static class OnePlacementAtATime
{
    /// <param name="from">The first day of the placement in question.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="others">First and last days of the person's other placements.</param>
    /// <returns>Refused with the day from which the learner is free for another slot, if any.</returns>
    public static Verdict Judge(DateOnly from, DateOnly until, IReadOnlyList<(DateOnly From, DateOnly Until)> others)
    {
        var overlapping = Overlapping(from, until, others);
        return overlapping.Count == 0
            ? Verdict.Passed("D38")
            : Refused(from, until, overlapping, FreeFrom(overlapping, others) is { } freeFrom ? new { freeFrom } : null);
    }

    /// <param name="startedOn">The day on which the placement starts.</param>
    /// <param name="until">Its last day.</param>
    /// <param name="others">First and last days of the person's other placements.</param>
    /// <param name="today">The business date.</param>
    /// <returns>
    /// Refused with the first day after the others that passes, which may be a future day; without one if no day is left.
    /// </returns>
    public static Verdict JudgeStart(
        DateOnly startedOn, DateOnly until, IReadOnlyList<(DateOnly From, DateOnly Until)> others, DateOnly today)
    {
        var overlapping = Overlapping(startedOn, until, others);
        if (overlapping.Count == 0) return Verdict.Passed("D38", new { from = startedOn, until, others = others.Count });
        object? change = FreeFrom(overlapping, others) is not { } free || free > until
            ? null
            : free > today
            ? new { notBefore = free }
            : new { startedOn = free };
        return Refused(startedOn, until, overlapping, change);
    }

    private static List<(DateOnly From, DateOnly Until)> Overlapping(
        DateOnly from, DateOnly until, IEnumerable<(DateOnly From, DateOnly Until)> others) =>
        [.. others.Where(other => other.From <= until && from <= other.Until)];

    private static Verdict Refused(
        DateOnly from, DateOnly until, IEnumerable<(DateOnly From, DateOnly Until)> overlapping, object? change) =>
        Verdict.Refused("D38", new { from, until, placed = overlapping.Select(other => new { other.From, other.Until }) }, change);

    // Another one may begin on the very next day; after the last day that is taken anywhere comes none.
    private static DateOnly? FreeFrom(
        IEnumerable<(DateOnly From, DateOnly Until)> overlapping, IReadOnlyList<(DateOnly From, DateOnly Until)> others)
    {
        var last = overlapping.Max(other => other.Until);
        foreach (var (from, until) in others.OrderBy(other => other.From))
        {
            if (last < DayAttribute.LastDay && from <= last.AddDays(1) && until > last) last = until;
        }
        return last < DayAttribute.LastDay ? last.AddDays(1) : null;
    }
}
