using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D17: whoever ran the place confirms days of those that the teacher states, on which they ran it, and which are over.</summary>
public static class ConfirmedDays
{
    /// <param name="stated">The days that the teacher states.</param>
    /// <param name="ran">The days on which the organisation ran the place.</param>
    /// <param name="confirmed">The days that are to be confirmed, merged.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with those of the days that pass, where there are any.</returns>
    public static Verdict Judge(Period stated, IReadOnlyList<Period> ran, IReadOnlyList<Period> confirmed, DateOnly today)
    {
        var over = stated.And(new Period(DateOnly.MinValue, today));
        var passing = Period.Merge(ran.SelectMany(days => confirmed.Select(over.And(days).And)));
        return confirmed.Sum(period => period.Days) == passing.Sum(period => period.Days)
            ? Verdict.Passed("D17")
            : Verdict.Refused(
                "D17", new { from = stated.From, until = stated.Until, today },
                passing.Count == 0 ? null : new { attended = passing.Select(period => new { period.From, period.Until }) });
    }
}
