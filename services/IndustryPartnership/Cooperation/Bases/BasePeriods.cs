using Kernel;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>
/// D25: a base may be used from its approval on, within its validity, until it is suspended; each approval begins a period.
/// </summary>
public static class BasePeriods
{
    /// <summary>An approval's day is not in the future, within the validity, and not before the suspension.</summary>
    /// <param name="approvedOn">The day of the approval.</param>
    /// <param name="validUntil">The last day of the base's validity.</param>
    /// <param name="suspendedOn">The day of the last suspension, if any.</param>
    /// <param name="today">The business date.</param>
    public static Verdict JudgeApproval(DateOnly approvedOn, DateOnly validUntil, DateOnly? suspendedOn, DateOnly today)
    {
        var latest = validUntil < today ? validUntil : today;
        return approvedOn <= latest && (suspendedOn is null || suspendedOn <= approvedOn)
            ? Verdict.Passed("D25")
            : Verdict.Refused(
                "D25", new { approvedOn, validUntil, suspendedOn, today }, new { approvedOn = approvedOn > latest ? latest : suspendedOn });
    }

    /// <summary>
    /// A suspension's day is not in the future, and not before the present period. If that period is in the future, it is today.
    /// </summary>
    /// <param name="suspendedOn">The first day on which it may not be used.</param>
    /// <param name="from">The first day of the present period.</param>
    /// <param name="today">The business date.</param>
    public static Verdict JudgeSuspension(DateOnly suspendedOn, DateOnly from, DateOnly today)
    {
        var earliest = from < today ? from : today;
        return earliest <= suspendedOn && suspendedOn <= today
            ? Verdict.Passed("D25")
            : Verdict.Refused(
                "D25", new { suspendedOn, from, today }, new { suspendedOn = suspendedOn > today ? today : earliest });
    }

    /// <summary>The base may be used on each of the days.</summary>
    /// <param name="startsOn">The first day.</param>
    /// <param name="endsOn">The last day.</param>
    /// <param name="periods">The periods in which it may be used.</param>
    /// <returns>Refused with the longest run of these days on which it may be used; without a change if there is none.</returns>
    public static Verdict JudgeUse(DateOnly startsOn, DateOnly endsOn, IReadOnlyList<Period> periods)
    {
        var asked = new Period(startsOn, endsOn);
        var usable = Period.Merge(Period.Merge(periods).Select(asked.And));
        if (usable.Any(run => run == asked)) return Verdict.Passed("D25");
        var longest = usable.OrderByDescending(run => run.Days).FirstOrDefault();
        return Verdict.Refused(
            "D25", new { startsOn, endsOn, activePeriods = periods.Select(period => new { period.From, period.Until }) },
            usable.Count == 0 ? null : new { startsOn = longest.From, endsOn = longest.Until });
    }

    /// <summary>The first day of the period that an approval begins.</summary>
    public static DateOnly Begin(DateOnly validFrom, DateOnly approvedOn) => validFrom > approvedOn ? validFrom : approvedOn;
}
