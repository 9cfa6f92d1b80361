using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D15: a failed ethics review bars applying on the days of its period.</summary>
public static class EthicsBar
{
    /// <param name="day">The day of applying.</param>
    /// <param name="barred">The periods of all findings that stand.</param>
    /// <returns>Refused with the first later day on which no finding bars.</returns>
    public static Verdict Judge(DateOnly day, IReadOnlyList<Period> barred) => FirstAfter(day, barred) is { } first
        ? Verdict.Refused("D15", new { day, barredUntil = first.AddDays(-1) }, new { notBefore = first })
        : Verdict.Passed("D15");

    /// <summary>The first day after the findings that bar a day; null if none bars it.</summary>
    public static DateOnly? FirstAfter(DateOnly day, IReadOnlyList<Period> barred)
    {
        var over = Period.Merge(barred).Where(period => period.Covers(day)).ToList();
        return over.Count == 0 ? null : over[0].Until.AddDays(1);
    }
}
