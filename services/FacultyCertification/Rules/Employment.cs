using Kernel;

namespace FacultyCertification.Rules;

/// <summary>From when, and until when, a teacher is employed by the institution.</summary>
/// <param name="From">The first day.</param>
/// <param name="LastDay">The last day, where one is known.</param>
public readonly record struct Employment(DateOnly From, DateOnly? LastDay)
{
    public Period Days => new(From, LastDay ?? DateOnly.MaxValue);

    /// <summary>D14: a teacher of the institution is one whom it employs.</summary>
    public Verdict Judge(DateOnly today) => Days.Covers(today) ? Verdict.Passed("D14") : Verdict.Refused("D14", new { today, employedFrom = From, lastDay = LastDay });
}
