using Kernel;

namespace FacultyCertification.Rules;

/// <summary>
/// D19: the days on which a certificate can be suspended or reinstated. A day to come counts only for one that has not begun.
/// </summary>
/// <param name="Held">The days of the certificate until it is followed, revoked or over.</param>
/// <param name="Others">Its other suspensions; two never overlap.</param>
/// <param name="Today">The business date.</param>
public sealed record SuspensionDay(Period Held, IReadOnlyList<Period> Others, DateOnly Today)
{
    /// <summary>D19: a suspension begins on a day of the certificate, after the end of the suspension before.</summary>
    /// <param name="day">Its first day.</param>
    /// <param name="reinstatedOn">The day of its end, where that is stated as well. The change has both.</param>
    public Verdict JudgeFirst(DateOnly day, DateOnly? reinstatedOn = null) => Beginning.Any(days => days.Covers(day))
        ? Verdict.Passed("D19")
        : Verdict.Refused(
            "D19", new { suspendedOn = day, heldFrom = Held.From, heldUntil = Held.Until, today = Today },
            NearestFirst(day) is { } nearest ? FirstAndEnd(nearest, reinstatedOn) : null);

    /// <summary>The nearest day on which a suspension may begin; null if there is none.</summary>
    public DateOnly? NearestFirst(DateOnly day) => Beginning.Select(period => period.Nearest(day))
        .OrderBy(near => Math.Abs(near!.Value.DayNumber - day.DayNumber)).FirstOrDefault();

    /// <summary>D19: a suspension ends on its first day or later, by the certificate's last day, and before the next suspension.</summary>
    /// <param name="suspendedOn">Its first day.</param>
    /// <param name="day">The first day on which the certificate is in force again.</param>
    public Verdict JudgeEnd(DateOnly suspendedOn, DateOnly day) => Ending(suspendedOn).Covers(day)
        ? Verdict.Passed("D19")
        : Verdict.Refused(
            "D19", new { reinstatedOn = day, suspendedOn, heldUntil = Held.Until, today = Today },
            Ending(suspendedOn).Nearest(day) is { } nearest ? new { reinstatedOn = nearest } : null);

    /// <summary>D19: only the last suspension lasts; another one has ended before the next begins.</summary>
    public Verdict JudgeOpen(DateOnly suspendedOn) => NextAfter(suspendedOn) is var next && next == DateOnly.MaxValue
        ? Verdict.Passed("D19")
        : Verdict.Refused("D19", new { suspendedOn, nextSuspendedOn = next }, new { reinstatedOn = next });

    private Dictionary<string, DateOnly>? FirstAndEnd(DateOnly first, DateOnly? reinstatedOn)
    {
        var change = new Dictionary<string, DateOnly> { ["suspendedOn"] = first };
        if (reinstatedOn is null) return change;
        if (Ending(first).Nearest(reinstatedOn.Value) is not { } end) return null;
        if (end != reinstatedOn) change["reinstatedOn"] = end;
        return change;
    }

    private Period Ending(DateOnly suspendedOn) =>
        new Period(suspendedOn, NextAfter(suspendedOn)).And(new(DateOnly.MinValue, Later(Today, suspendedOn)))
            .And(new(DateOnly.MinValue, Held.Until));

    // A certificate that has not begun can only be suspended from its first day.
    private IReadOnlyList<Period> Beginning =>
        Held.And(new(DateOnly.MinValue, Later(Today, Held.From))).Without(Others);

    // A suspension that was reinstated from its first day on has no day, so it bounds no other one.
    private DateOnly NextAfter(DateOnly day) =>
        Others.Where(other => other.Days > 0 && other.From >= day).Select(other => (DateOnly?)other.From).Min() ?? DateOnly.MaxValue;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
