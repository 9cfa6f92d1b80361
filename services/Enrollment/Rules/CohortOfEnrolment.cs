using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D5: a learner joins the cohort of the year of enrolment, the year before or the year after. A late record has an earlier day of
/// enrolment, not another cohort.
/// </summary>
internal static class CohortOfEnrolment
{
    /// <summary>The earliest day of enrolment: the first cohort is that of 2000, which learners joined from the year before.</summary>
    public const string FirstDay = "1999-01-01";

    /// <param name="cohort">The year in which the cohort begins.</param>
    /// <param name="enrolledOn">The day of enrolment.</param>
    /// <returns>Refused with the nearest year that passes.</returns>
    public static Verdict Judge(int cohort, DateOnly enrolledOn)
    {
        var (first, last) = (enrolledOn.Year - 1, enrolledOn.Year + 1);
        return first <= cohort && cohort <= last
            ? Verdict.Passed("D5")
            : Verdict.Refused("D5", new { cohort, enrolledOn, first, last }, change: new { cohort = cohort < first ? first : last });
    }
}
