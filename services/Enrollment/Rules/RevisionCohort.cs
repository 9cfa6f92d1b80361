using Kernel;

namespace Enrollment.Rules;

/// <summary>D6b: a revision is for cohorts that have not begun; earlier ones keep the revision before.</summary>
internal static class RevisionCohort
{
    /// <param name="firstCohort">The first cohort of the revision.</param>
    /// <param name="latest">That of the revision before; null if that takes all cohorts.</param>
    /// <param name="enrolled">The latest cohort with learners on the route; null if there is none.</param>
    /// <param name="today">The business date. A cohort of an earlier year has begun; this year's begins with its first learner.</param>
    /// <returns>Refused with the nearest cohort that passes.</returns>
    public static Verdict Judge(int firstCohort, int? latest, int? enrolled, DateOnly today)
    {
        var nearest = new[] { latest + 1 ?? 0, enrolled + 1 ?? 0, today.Year }.Max();
        return firstCohort >= nearest
            ? Verdict.Passed("D6b")
            : Verdict.Refused(
                "D6b", new { firstCohort, latestFirstCohort = latest, latestCohortWithLearners = enrolled, today },
                new { firstCohort = nearest });
    }
}
