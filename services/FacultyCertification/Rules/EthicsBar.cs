using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D15: a failed ethics review bars applying on the days of its period.</summary>
public static class EthicsBar
{
    /// <param name="day">The day of applying.</param>
    /// <param name="barred">The periods of all findings that stand.</param>
    /// <returns>Refused with the first later day on which no finding bars.</returns>
    public static Verdict Judge(DateOnly day, IReadOnlyList<Period> barred)
    {
        var over = Period.Merge(barred).Where(period => period.Covers(day)).ToList();
        if (over.Count == 0) return Verdict.Passed("D15");
        var first = over[0].Until.AddDays(1);
        return Verdict.Refused("D15", new { submittedOn = day, barredUntil = over[0].Until }, new { submittedOn = first });
    }
}
