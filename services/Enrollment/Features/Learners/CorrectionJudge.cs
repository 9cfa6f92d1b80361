using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace Enrollment.Features.Learners;

/// <summary>What a correction must keep: it is judged as the enrolment and its later facts were (D43).</summary>
internal static class CorrectionJudge
{
    /// <summary>A withdrawal was a mistake only if there is one. A place that the exam gave the learner must be left.</summary>
    public static async Task<Refusal?> WhyNotBackAsync(UnitOfWork work, CorrectLearnerRequest request, Learner learner)
    {
        if (request.WithdrawalWasMistake != true) return null;
        if (learner.State != LearnerState.Withdrawn) return Problems.LearnerNotIn(learner.State, LearnerState.Withdrawn);
        if (learner.PresentInstitution == learner.ToInstitution) return null;
        if (await TransferPlanRow.FindOfAsync(work, learner) is not { } plan) return null;
        if (await CandidateRow.LastStateAsync(work, plan, learner.Id) != CandidateRow.Passed) return null;
        var left = await work.SingleAsync<int>(
            "SELECT places - taken FROM enrollment.transfer_place WHERE plan_id = @plan AND articulation_id = @ArticulationId",
            new { plan = plan.Id, learner.ArticulationId });
        return left > 0 ? null : Problems.PlaceGivenAway(plan.Id);
    }

    /// <summary>What the record itself speaks against.</summary>
    public static Refusal? WhyNot(CorrectLearnerRequest request, Correction correction, DateOnly today)
    {
        var (learner, facts) = (correction.Learner, correction.After);
        if (correction.Replaced.Count == 0) return Problems.NothingToCorrect(new { version = learner.Version - 1 });
        var first = facts[0];
        if (PlausibleBirthDate.Judge(learner.BirthDate, learner.EnrolledOn) is { Passes: false } birth)
        {
            return Problems.BirthDateImplausible(birth);
        }
        if (CohortOfEnrolment.Judge(first.Cohort, first.EffectiveOn) is { Passes: false } another) return Problems.AnotherCohort(another);
        var joined = Correction.CohortBegan(facts);
        if (joined > 0 && LaterCohort.Judge(learner.Cohort, facts[joined - 1].Cohort, facts[joined].EffectiveOn) is { Passes: false } late)
        {
            return Problems.NotALaterCohort(late);
        }
        foreach (var (member, index, day) in new[]
        {
            ("enrolledOn", 0, request.EnrolledOn),
            ("stageBeganOn", Correction.StageBegan(facts), request.StageBeganOn),
            ("since", Correction.StateBegan(facts), request.Since),
        })
        {
            if (day is null) continue;
            // Two members may name the same fact, such as the enrolment.
            if (facts[index].EffectiveOn != day) return Problems.DaysOfOneFact(member, day.Value, facts[index].EffectiveOn);
            if (CorrectedDays.Judge(facts, index, member, EnrolledDay.First, today) is { Passes: false } verdict)
            {
                return Problems.DayOutOfRange(verdict);
            }
        }
        return null;
    }

    /// <summary>What other records speak against: one student number each, and one training of a person at a time (D38).</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Learner before, Correction correction)
    {
        var learner = correction.Learner;
        if (learner.StudentNumber != before.StudentNumber)
        {
            var isErased = await work.WasErasedAsync(LearnerValues.StudentNumber, learner.StudentNumber, learner.Institution);
            if (isErased || await NumberedLearner.FindAsync(work, learner.StudentNumber, learner.Institution) is not null)
            {
                return Problems.StudentNumberTaken(learner.StudentNumber);
            }
        }
        return learner.Person is { } person ? await EnrolledPerson.WhyNotAsync(work, learner, person) : null;
    }
}
