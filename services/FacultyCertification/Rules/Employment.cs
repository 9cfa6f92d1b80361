using Kernel;

namespace FacultyCertification.Rules;

/// <summary>From when, and until when, a teacher is employed by the institution.</summary>
/// <param name="From">The first day.</param>
/// <param name="LastDay">The last day, where one is known.</param>
public readonly record struct Employment(DateOnly From, DateOnly? LastDay)
{
    public Period Days => new(From, LastDay ?? DateOnly.MaxValue);

    /// <summary>D19, D45: nothing of a teacher's reaches beyond the last day.</summary>
    /// <param name="from">The first day of what is asked for, on which the teacher is employed.</param>
    /// <param name="until">Its last day.</param>
    /// <returns>Refused with the last day that passes.</returns>
    public Verdict JudgeLast(DateOnly from, DateOnly until) => LastDay is { } lastDay && until > lastDay
        ? Verdict.Refused("D19", new { from, until, lastDay }, new { until = lastDay })
        : Verdict.Passed("D19");

    /// <summary>D14: a teacher of the institution is one whom it employs.</summary>
    public Verdict Judge(DateOnly today) => Days.Covers(today) ? Verdict.Passed("D14") : Verdict.Refused("D14", new { today, employedFrom = From, lastDay = LastDay });
}
