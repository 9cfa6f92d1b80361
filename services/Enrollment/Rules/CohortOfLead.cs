using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D12: a module is led for a cohort whose learners follow the programme. The first ones join the cohort in the year before it begins, and
/// the last ones in the year after (D5). Later cohorts have it too, because learners repeat a year.
/// </summary>
internal static class CohortOfLead
{
    /// <param name="cohort">The year in which the cohort begins.</param>
    /// <param name="inForceFrom">The first day of the programme.</param>
    /// <param name="firstCohort">The first cohort of its articulation; null if that takes all.</param>
    /// <param name="days">The days of the assignment.</param>
    /// <returns>Refused with the nearest cohort that passes, and with later days where none does.</returns>
    public static Verdict Judge(int cohort, DateOnly inForceFrom, int? firstCohort, Period days)
    {
        var first = Math.Max(2000, Math.Max(firstCohort ?? 0, inForceFrom.Year - 1));
        var last = days.From.Year + 1;
        if (first <= cohort && cohort <= last) return Verdict.Passed("D12");

        var begin = new DateOnly(first - 1, 1, 1);
        object change = first <= last ? new { cohort = cohort < first ? first : last }
            : days.Until >= begin ? new { cohort = first, startsOn = begin }
            : new { cohort = first, startsOn = begin, endsOn = begin };
        return Verdict.Refused(
            "D12", new { cohort, inForceFrom, firstCohort, startsOn = days.From, endsOn = days.Until, first, last }, change);
    }
}
