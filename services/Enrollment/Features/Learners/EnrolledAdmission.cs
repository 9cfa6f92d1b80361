using Enrollment.Features.Admissions;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>The admission of an enrolment, and the conditions of its year (D2).</summary>
internal static class EnrolledAdmission
{
    /// <returns>The outcome, and the verdict: passed where nothing was stated, or no conditions exist.</returns>
    public static async Task<(string Outcome, Verdict Verdict)> JudgeAsync(
        IReader reader, AdmissionStatement? stated, string institution, string pathway, int year, CancellationToken ct = default)
    {
        if (stated is null || await ConditionsRow.FindAsync(reader, pathway, year, stated.Region, institution, ct) is not { } conditions)
        {
            return (AdmissionOutcome.NotRecorded, Verdict.Passed("D2"));
        }
        var verdict = AdmissionOfYear.Judge(stated, conditions);
        return (verdict.Passes ? AdmissionOutcome.Met : AdmissionOutcome.NotMet, verdict);
    }

    /// <summary>The outcome of an admission as corrected. The cohort of the enrolment decides its year.</summary>
    public static async Task<string> JudgeCorrectedAsync(
        IReader reader, CorrectLearnerRequest request, Learner learner, IReadOnlyList<FactRow> facts)
    {
        var year = Correction.CohortBegan(facts) == 0 ? request.Cohort ?? facts[0].Cohort : facts[0].Cohort;
        return (await JudgeAsync(reader, request.Admission ?? Of(learner), learner.Institution, learner.PathwayCode, year)).Outcome;
    }

    /// <summary>The learner with the outcome as it is now: conditions may be stated and corrected after the enrolment.</summary>
    public static async Task<Learner> JudgedNowAsync(IReader reader, Learner learner, CancellationToken ct = default) =>
        learner.AdmissionRegion is null
            ? learner
            : learner with
            {
                Admission = (await JudgeAsync(
                    reader, Of(learner), learner.Institution, learner.PathwayCode, learner.FirstCohort, ct)).Outcome,
            };

    /// <summary>What a learner's record states; null if it states nothing.</summary>
    public static AdmissionStatement? Of(Learner learner) => learner.AdmissionRegion is not { } region
        ? null
        : new(region, learner.AdmissionScore, learner.HoldsRegistration);
}
