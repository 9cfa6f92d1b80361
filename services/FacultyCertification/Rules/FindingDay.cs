using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D14: an institution records a failed ethics review of a teacher whom it employed on the first day of the finding.</summary>
internal static class FindingDay
{
    /// <param name="barredFrom">The first day of the finding.</param>
    /// <param name="employments">All employments of the teacher at the institution.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day on which the institution employed the teacher.</returns>
    public static Verdict Judge(DateOnly barredFrom, IReadOnlyList<Employment> employments, DateOnly today)
    {
        if (employments.Any(one => one.Days.Covers(barredFrom))) return Verdict.Passed("D14");
        var nearest = employments.Select(one => one.Days.And(new(DateOnly.MinValue, today)).Nearest(barredFrom)).OfType<DateOnly>()
            .OrderBy(day => Math.Abs(day.DayNumber - barredFrom.DayNumber)).Cast<DateOnly?>().FirstOrDefault();
        return Verdict.Refused(
            "D14",
            new { barredFrom, employments = employments.Select(one => new { employedFrom = one.From, one.LastDay }) },
            nearest is null ? null : new { barredFrom = nearest });
    }
}
