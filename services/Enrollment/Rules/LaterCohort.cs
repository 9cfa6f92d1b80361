using Kernel;

namespace Enrollment.Rules;

/// <summary>D5a: who repeats a year, or comes back from leave, may go on with a later cohort that has begun.</summary>
internal static class LaterCohort
{
    /// <param name="cohort">The year in which the later cohort began.</param>
    /// <param name="present">The learner's cohort.</param>
    /// <param name="on">The first day in the later cohort.</param>
    /// <returns>Refused with the nearest cohort that passes, or the first day on which one does.</returns>
    public static Verdict Judge(int cohort, int present, DateOnly on)
    {
        var (first, last) = (present + 1, on.Year);
        if (first <= cohort && cohort <= last) return Verdict.Passed("D5a");
        return Verdict.Refused(
            "D5a",
            new { cohort, presentCohort = present, on, first, last },
            last < first ? new { notBefore = new DateOnly(first, 1, 1) } : new { cohort = cohort < first ? first : last });
    }
}
