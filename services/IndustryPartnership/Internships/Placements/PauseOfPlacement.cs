using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// D37, D38: a pause begins on a past or present day of the placement, not before it last resumed. It resumes on a later day, up to the
/// planned end.
/// </summary>
public static class PauseOfPlacement
{
    /// <param name="pausedOn">The first day without work.</param>
    /// <param name="notBefore">The day on which the placement started, or was last resumed.</param>
    /// <param name="endsOn">Its planned last day.</param>
    /// <param name="lastSigned">The last day that the mentor has signed, which was worked (D39); null if there is none.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes, which may be a future day.</returns>
    public static Verdict Judge(DateOnly pausedOn, DateOnly notBefore, DateOnly endsOn, DateOnly? lastSigned, DateOnly today)
    {
        var first = lastSigned >= notBefore ? lastSigned.Value.AddDays(1) : notBefore;
        var days = new Period(first, endsOn < today ? endsOn : today);
        if (days.Covers(pausedOn)) return Verdict.Passed("D37");
        object? change = days.Nearest(pausedOn) is { } nearest
            ? new { pausedOn = nearest }
            : first <= endsOn
            ? new { notBefore = first }
            : null;
        return Verdict.Refused(
            pausedOn >= notBefore && pausedOn < first ? "D39" : "D37", new { pausedOn, notBefore, lastSigned, endsOn, today }, change);
    }

    /// <param name="resumedOn">The first day of work again.</param>
    /// <param name="pausedOn">The first day without work.</param>
    /// <param name="endsOn">The planned last day.</param>
    /// <param name="today">The business date.</param>
    /// <returns>
    /// Refused with the nearest day that passes, which may be a future day; without one if the pause has lasted to the planned end.
    /// </returns>
    public static Verdict JudgeResumption(DateOnly resumedOn, DateOnly pausedOn, DateOnly endsOn, DateOnly today)
    {
        var days = new Period(pausedOn.AddDays(1), endsOn);
        var come = days.And(new Period(DateOnly.MinValue, today));
        if (come.Covers(resumedOn)) return Verdict.Passed("D37");
        object? change = come.Nearest(resumedOn) is { } nearest
            ? new { resumedOn = nearest }
            : days.Days > 0
            ? new { notBefore = days.From }
            : null;
        return Verdict.Refused("D37", new { resumedOn, pausedOn, endsOn, today }, change);
    }
}
