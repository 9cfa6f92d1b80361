using Kernel;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>D17, D25: an attended day is not in the future, within the seat's days, and in a period when the base was active.</summary>
public static class Attendance
{
    /// <param name="attended">The days stated as attended.</param>
    /// <param name="seat">The days of the seat.</param>
    /// <param name="active">The periods in which the base may be used.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the days that pass.</returns>
    public static Verdict Judge(IReadOnlyList<Period> attended, Period seat, IReadOnlyList<Period> active, DateOnly today)
    {
        var (asked, usable) = (Period.Merge(attended), Period.Merge(active));
        var seatUntilToday = seat.And(new Period(DateOnly.MinValue, today));
        var passing = Period.Merge(usable.Select(seatUntilToday.And).SelectMany(days => asked.Select(days.And)));
        return passing.Sum(days => days.Days) == asked.Sum(days => days.Days)
            ? Verdict.Passed("D17")
            : Verdict.Refused(
                "D17", new { from = seat.From, until = seat.Until, today, activePeriods = Show(usable) },
                new { attended = Show(passing) });
    }

    private static IEnumerable<object> Show(IEnumerable<Period> periods) => periods.Select(period => new { period.From, period.Until });
}
