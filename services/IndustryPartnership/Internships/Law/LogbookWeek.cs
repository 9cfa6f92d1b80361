using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D39: a logbook entry covers one week, named by its Monday. Its days are past or present working days of the placement.
/// </summary>
public static class LogbookWeek
{
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <param name="weekOf">The week as the entry names it.</param>
    /// <param name="days">The days of the entry.</param>
    /// <param name="placement">The placement's days: from its start to its planned or actual end.</param>
    /// <param name="paused">The days on which it was paused.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the right Monday, and with the days that pass; without days if none passes.</returns>
    public static Verdict Judge(
        DateOnly weekOf, IReadOnlyList<DateOnly> days, Period placement, IReadOnlyList<Period> paused, DateOnly today)
    {
        var monday = MondayOf(weekOf);
        var passing = days.Where(
            day => MondayOf(day) == monday && day <= today && placement.Covers(day) && !paused.Any(pause => pause.Covers(day))).ToList();
        if (monday == weekOf && passing.Count == days.Count) return Verdict.Passed("D39");

        var change = new Dictionary<string, object>();
        if (monday != weekOf) change[nameof(weekOf)] = monday;
        if (passing.Count < days.Count) change[nameof(days)] = passing;
        return Verdict.Refused(
            "D39", new
            {
                weekOf,
                days,
                from = placement.From,
                until = placement.Until,
                paused = paused.Select(pause => new { pause.From, pause.Until }),
                today,
            }, passing.Count == 0
                ? null
                : change);
    }
}
