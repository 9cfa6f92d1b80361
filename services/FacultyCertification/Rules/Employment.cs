using Kernel;

namespace FacultyCertification.Rules;

/// <summary>The days on which the institution employs a teacher.</summary>
/// <param name="From">The first day.</param>
/// <param name="LastDay">The last day, if one is known.</param>
public readonly record struct Employment(DateOnly From, DateOnly? LastDay)
{
    public Period Days => new(From, LastDay ?? DateOnly.MaxValue);

    /// <summary>D19, D45: no seat of a teacher reaches beyond the last day.</summary>
    /// <param name="from">The first day of the seat, within the employment.</param>
    /// <param name="until">Its last day.</param>
    /// <returns>Refused with the last day that passes.</returns>
    public Verdict JudgeLast(DateOnly from, DateOnly until) => LastDay is { } lastDay && until > lastDay
        ? Verdict.Refused("D19", new { from, until, lastDay }, new { until = lastDay })
        : Verdict.Passed("D19");

    /// <summary>D14: the institution employs its teachers on the day.</summary>
    public Verdict Judge(DateOnly today) => Days.Covers(today)
        ? Verdict.Passed("D14")
        : Verdict.Refused("D14", new { today, employedFrom = From, lastDay = LastDay });

    /// <summary>D14: the institution employs its teachers on the first day of a seat.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <returns>Refused with the days of the seat within the employment, if there are any.</returns>
    public Verdict JudgeFirst(DateOnly from, DateOnly until) => Days.Covers(from)
        ? Verdict.Passed("D14")
        : Verdict.Refused(
            "D14", new { from, employedFrom = From, lastDay = LastDay },
            Days.And(new(from, until)) is { Days: > 0 } within ? new { from = within.From, until = within.Until } : null);
}
