using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D14: an institution employs a person as one teacher at a time, so that figures count the person once.</summary>
internal static class OneEmployment
{
    /// <param name="employment">The new or corrected employment.</param>
    /// <param name="others">All other employments of the person at the institution.</param>
    /// <returns>Refused with the first day that passes, if departures from all that overlap are recorded.</returns>
    public static Verdict Judge(Employment employment, IReadOnlyList<Employment> others)
    {
        var overlapped = others.Where(other => other.Days.Overlaps(employment.Days)).ToList();
        if (overlapped.Count == 0) return Verdict.Passed("D14");
        var employedFrom = employment.From;
        if (overlapped.Any(other => other.LastDay is null)) return Verdict.Refused("D14", new { employedFrom, hasDeparted = false });
        var lastDay = overlapped.Max(other => other.LastDay!.Value);
        return Verdict.Refused(
            "D14", new { employedFrom, hasDeparted = true, lastDay },
            employment.Days.Covers(lastDay.AddDays(1)) ? new { employedFrom = lastDay.AddDays(1) } : null);
    }
}
