using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D43: what the standing facts of a learner would have refused. It was done, and stays a risk until somebody decides.</summary>
internal static class CourseRisks
{
    /// <summary>D2: the admission, or the conditions of its year, were corrected since.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfAdmission(Verdict admission) =>
        admission.Passes ? [] : [new("admission-conditions-not-met", admission.Rule, admission.Facts!)];

    /// <summary>D5: a stage that was left before its last year began.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfStages(IReadOnlyList<FactRow> facts, IReadOnlyList<StageRow> stages)
    {
        foreach (var left in facts.Where(fact => fact.Fact is LearnerFact.StageCompleted or LearnerFact.Graduated))
        {
            var stage = facts.TakeWhile(fact => fact != left).Last().Stage;
            var beganOn = facts.First(fact => fact.Stage == stage).EffectiveOn;
            var earliest = StageEnd.Earliest(beganOn, stages[stage - 1].Years);
            if (left.EffectiveOn >= earliest) continue;
            yield return new("stage-too-short", "D5", new { stage, beganOn, endedOn = left.EffectiveOn, earliest });
        }
    }

    /// <summary>D7: results of an exam of a cohort in which the learner never was.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfExams(IReadOnlyList<FactRow> facts, IEnumerable<int> examined) =>
        examined.Where(cohort => facts.All(fact => fact.Cohort != cohort)).Select(cohort => new ReadLearnerRisks.Risk(
            "exam-of-another-cohort", "D7", new { examinedWith = cohort, cohorts = facts.Select(fact => fact.Cohort).Distinct() }));

    /// <summary>D3: a diploma of a day on which nothing ended.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfDiplomas(IReadOnlyList<FactRow> facts, IEnumerable<DateOnly> awards) =>
        awards.Where(awardedOn => facts.All(fact => fact.EffectiveOn != awardedOn))
            .Select(awardedOn => new ReadLearnerRisks.Risk("diploma-of-another-day", "D3", new { awardedOn }));
}
