using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Features.Credits;
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

    /// <summary>D5: what could not follow the fact before it.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfFooting(IReadOnlyList<FactRow> facts, IReadOnlyList<StageRow> stages) =>
        facts.Zip(facts.Skip(1)).Where(pair => !FactFooting.Holds(pair.First, pair.Second, stages)).Select(
            pair => new ReadLearnerRisks.Risk("fact-without-footing", "D5", new
            {
                pair.Second.Fact,
                pair.Second.EffectiveOn,
                stateBefore = pair.First.State,
                stageBefore = pair.First.Stage,
            }));

    /// <summary>D7: a registration for the exam by one who never was ready for it, or was on leave then.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfRegistrations(
        IReadOnlyList<FactRow> facts, IReadOnlyList<StageRow> stages, IEnumerable<LearnerRisks.Registration> registrations)
    {
        var everReady = facts.Any(fact => FactFooting.IsReadyForExam(fact.State, fact.Stage, stages));
        foreach (var registration in registrations)
        {
            var then = facts.LastOrDefault(fact => fact.EffectiveOn <= registration.RegisteredOn);
            if (everReady && then?.State != LearnerState.OnLeave) continue;
            yield return new("registered-when-not-ready", "D7", new { registration.RegisteredOn, then?.State, then?.Stage });
        }
    }

    /// <summary>D12: credit of a placement that ended while the learner was on leave.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfPlacements(
        IReadOnlyList<FactRow> facts, IEnumerable<LearnerRisks.EndedPlacement> placements) => placements
        .Where(placement => facts.LastOrDefault(fact => fact.EffectiveOn <= placement.EndsOn)?.State == LearnerState.OnLeave)
        .Select(placement => new ReadLearnerRisks.Risk("credit-of-a-leave", "D12", new { placement.PlacementId, placement.EndsOn }));

    /// <summary>D7: exams of a cohort in which the learner never was.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfExams(IReadOnlyList<FactRow> facts, IEnumerable<int> examined) =>
        examined.Where(cohort => facts.All(fact => fact.Cohort != cohort)).Select(cohort => new ReadLearnerRisks.Risk(
            "exam-of-another-cohort", "D7", new { examinedWith = cohort, cohorts = facts.Select(fact => fact.Cohort).Distinct() }));

    /// <summary>D7: what a candidate's record no longer meets. Exams of another cohort are told once, by their own rule.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfCandidates(IEnumerable<CandidateRow> candidates) => candidates.SelectMany(
        candidate => candidate.RisksOf().Where(kind => kind != CandidateRow.OfAnotherCohort),
        (candidate, kind) => new ReadLearnerRisks.Risk(kind, "D7", new { candidate.PlanId, candidate.Sitting, candidate.State }));

    /// <summary>D12: credit at risk that nobody has decided about.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfCredit(IEnumerable<Judged> credit) => credit
        .Where(judged => judged.Risk is { Decision: null } && judged.Credits > 0)
        .GroupBy(judged => judged.Source)
        .Select(own => new ReadLearnerRisks.Risk("credit-at-risk", "D12", new
        {
            sourceKind = own.Key.Kind,
            sourceId = own.Key.Id,
            credits = own.Sum(judged => judged.Credits),
            why = own.First().Risk!.Why,
        }));

    /// <summary>D3: a diploma of a day on which nothing ended.</summary>
    public static IEnumerable<ReadLearnerRisks.Risk> OfDiplomas(IReadOnlyList<FactRow> facts, IEnumerable<DateOnly> awards) =>
        awards.Where(awardedOn => facts.All(fact => fact.EffectiveOn != awardedOn))
            .Select(awardedOn => new ReadLearnerRisks.Risk("diploma-of-another-day", "D3", new { awardedOn }));
}
