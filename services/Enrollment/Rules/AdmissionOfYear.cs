using Enrollment.Features.Admissions;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D2: a year's admission to a pathway has its own conditions in each region, which are data.</summary>
internal static class AdmissionOfYear
{
    /// <param name="stated">What the learner was admitted by.</param>
    /// <param name="conditions">The conditions of the year in the region.</param>
    /// <returns>Refused with the statement that would pass.</returns>
    public static Verdict Judge(AdmissionStatement stated, ConditionsRow conditions)
    {
        var lacksRegistration = conditions.RequiresRegistration && stated.HoldsRegistration != true;
        var lacksScore = conditions.MinimumScore is { } cut && (stated.Score is not { } score || score < cut);
        if (!lacksRegistration && !lacksScore) return Verdict.Passed("D2");
        var change = new Dictionary<string, object?>();
        if (lacksRegistration) change["holdsRegistration"] = true;
        if (lacksScore) change["score"] = conditions.MinimumScore;
        return Verdict.Refused(
            "D2",
            new
            {
                pathway = conditions.PathwayCode,
                conditions.Year,
                conditions.Region,
                conditions.RequiresRegistration,
                stated.HoldsRegistration,
                conditions.MinimumScore,
                stated.Score,
            },
            new { admission = change });
    }
}
