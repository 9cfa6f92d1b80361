using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D14: an institution employs a person as one teacher at a time, so that figures count the person once.</summary>
internal static class OneEmployment
{
    /// <param name="employedFrom">The first day of the new employment.</param>
    /// <param name="others">All other employments of the person at the institution.</param>
    /// <returns>Refused with the first day that passes, if departures from all the others are recorded.</returns>
    public static Verdict Judge(DateOnly employedFrom, IReadOnlyList<Employment> others)
    {
        if (others.Any(other => other.LastDay is null)) return Verdict.Refused("D14", new { employedFrom, hasDeparted = false });
        return others.Max(other => other.LastDay) is { } lastDay && lastDay >= employedFrom
            ? Verdict.Refused("D14", new { employedFrom, hasDeparted = true, lastDay }, new { employedFrom = lastDay.AddDays(1) })
            : Verdict.Passed("D14");
    }
}
