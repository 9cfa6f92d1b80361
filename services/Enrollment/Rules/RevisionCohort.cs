using Kernel;

namespace Enrollment.Rules;

/// <summary>D6b: a revision is for later cohorts; earlier ones keep the revision before.</summary>
internal static class RevisionCohort
{
    /// <param name="firstCohort">The first cohort of the revision.</param>
    /// <param name="latest">That of the latest revision; null if it takes all cohorts before.</param>
    public static Verdict Judge(int firstCohort, int? latest) => latest is not { } before || firstCohort > before
        ? Verdict.Passed("D6b")
        : Verdict.Refused("D6b", new { firstCohort, latestFirstCohort = before }, new { firstCohort = before + 1 });
}
