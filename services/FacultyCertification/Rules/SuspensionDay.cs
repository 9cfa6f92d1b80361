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
    public Verdict JudgeFirst(DateOnly day) => Beginning.Any(days => days.Covers(day))
        ? Verdict.Passed("D19")
        : Verdict.Refused(
            "D19", new { suspendedOn = day, heldFrom = Held.From, heldUntil = Held.Until, today = Today },
            Nearest(Beginning, day) is { } nearest ? new { suspendedOn = nearest } : null);

    /// <summary>D19: a suspension ends on its first day or later, by the certificate's last day, and before the next suspension.</summary>
    /// <param name="suspendedOn">Its first day.</param>
    /// <param name="day">The first day on which the certificate is in force again.</param>
    public Verdict JudgeEnd(DateOnly suspendedOn, DateOnly day)
    {
        var end = new Period(suspendedOn, NextAfter(suspendedOn)).And(new(DateOnly.MinValue, Later(Today, suspendedOn)))
            .And(new(DateOnly.MinValue, Held.Until));
        return end.Covers(day)
            ? Verdict.Passed("D19")
            : Verdict.Refused(
                "D19", new { reinstatedOn = day, suspendedOn, heldUntil = Held.Until, today = Today },
                end.Nearest(day) is { } nearest ? new { reinstatedOn = nearest } : null);
    }

    /// <summary>D19: only the last suspension lasts; another one has ended before the next begins.</summary>
    public Verdict JudgeOpen(DateOnly suspendedOn) => NextAfter(suspendedOn) is var next && next == DateOnly.MaxValue
        ? Verdict.Passed("D19")
        : Verdict.Refused("D19", new { suspendedOn, nextSuspendedOn = next }, new { reinstatedOn = next });

    // A certificate that has not begun can only be suspended from its first day.
    private IReadOnlyList<Period> Beginning =>
        Held.And(new(DateOnly.MinValue, Later(Today, Held.From))).Without(Others);

    private DateOnly NextAfter(DateOnly day) =>
        Others.Where(other => other.From >= day).Select(other => (DateOnly?)other.From).Min() ?? DateOnly.MaxValue;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly? Nearest(IReadOnlyList<Period> periods, DateOnly day) => periods
        .Select(period => period.Nearest(day)).OrderBy(near => Math.Abs(near!.Value.DayNumber - day.DayNumber)).FirstOrDefault();
}
