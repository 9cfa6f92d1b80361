using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D17: the organisation of the place confirms past days that the teacher states and on which it ran the place.</summary>
public static class ConfirmedDays
{
    /// <param name="stated">The days that the teacher states.</param>
    /// <param name="ran">The days on which the organisation ran the place.</param>
    /// <param name="confirmed">The days to confirm, merged.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the days that pass, if any do.</returns>
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
