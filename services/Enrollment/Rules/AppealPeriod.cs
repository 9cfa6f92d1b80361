using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D7: a published result may be appealed against for the plan's days. Until they are over, it is not final and no resit follows.
/// </summary>
internal static class AppealPeriod
{
    /// <param name="publishedOn">The day from which the sitting's results hold.</param>
    /// <param name="days">The plan's days.</param>
    public static DateOnly LastDay(DateOnly publishedOn, int days) => publishedOn.AddDays(days);

    /// <param name="publishedOn">The day from which the sitting's results hold.</param>
    /// <param name="days">The plan's days.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Whether an appeal is in time.</returns>
    public static Verdict JudgeAppeal(DateOnly publishedOn, int days, DateOnly today)
    {
        var lastDay = LastDay(publishedOn, days);
        return today <= lastDay ? Verdict.Passed("D7") : Verdict.Refused("D7", new { today, publishedOn, appealDays = days, lastDay });
    }

    /// <param name="publishedOn">The day from which the sitting's results hold.</param>
    /// <param name="days">The plan's days.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the first day on which the sitting is over.</returns>
    public static Verdict JudgeOver(DateOnly publishedOn, int days, DateOnly today)
    {
        var lastDay = LastDay(publishedOn, days);
        return today > lastDay
            ? Verdict.Passed("D7")
            : Verdict.Refused("D7", new { today, publishedOn, appealDays = days, lastDay }, new { notBefore = lastDay.AddDays(1) });
    }
}
