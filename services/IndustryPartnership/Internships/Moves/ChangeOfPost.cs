using Kernel;

namespace IndustryPartnership.Internships.Moves;

/// <summary>D37, D39: from which day a placement under way may be at another post. The next slot must have all remaining days.</summary>
public static class ChangeOfPost
{
    /// <param name="effectiveOn">The first day of the next post.</param>
    /// <param name="since">The first day of the present post. The placement stays there for at least that day.</param>
    /// <param name="lastLogged">The last day in the logbook, worked at the present post; null if there is none.</param>
    /// <param name="endsOn">The placement's planned last day.</param>
    /// <returns>Refused with the nearest day that passes; without one if none is left.</returns>
    public static Verdict Judge(DateOnly effectiveOn, DateOnly since, DateOnly? lastLogged, DateOnly endsOn)
    {
        var last = lastLogged > since ? lastLogged.Value : since;
        var days = new Period(last.AddDays(1), endsOn);
        return days.Covers(effectiveOn)
            ? Verdict.Passed("D37")
            : Verdict.Refused(
                lastLogged >= effectiveOn && since < effectiveOn ? "D39" : "D37",
                new { effectiveOn, since, lastLogged, endsOn },
                days.Nearest(effectiveOn) is { } nearest ? new { effectiveOn = nearest } : null);
    }

    /// <param name="effectiveOn">The first day at the slot, which passes for itself.</param>
    /// <param name="endsOn">The placement's planned last day.</param>
    /// <param name="slot">The slot's days.</param>
    /// <returns>Refused with the first day from which the slot has them all; without one if the slot ends before the placement.</returns>
    public static Verdict JudgeCover(DateOnly effectiveOn, DateOnly endsOn, Period slot) => slot.Covers(effectiveOn) && slot.Covers(endsOn)
        ? Verdict.Passed("D37")
        : Verdict.Refused(
            "D37",
            new { effectiveOn, endsOn, slot = new { slot.From, slot.Until } },
            slot.From > effectiveOn && slot.Covers(endsOn) ? new { effectiveOn = slot.From } : null);
}
