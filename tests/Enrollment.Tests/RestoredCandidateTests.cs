using System.Net;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A candidate whose withdrawal was a mistake, and others without a true way on (D4, D5, D7, D43).</summary>
public sealed class RestoredCandidateTests
{
    [Theory, Engines]
    public async Task D43_candidate_whose_withdrawal_was_a_mistake_gets_a_late_result_before_the_end(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, restored) = await RestoredAsync(exam);

        Assert.Equal(["result-missing"], (await exam.CandidateAsync(plan, restored)).Risks);
        var risk = Assert.Single((await exam.By(Ncut).GetLearnerRisksAsync(restored)).Risks);
        Assert.Equal(("result-missing", "D7"), (risk.Kind, risk.Rule));
        foreach (var step in new[] { "finalisation", "resit" })
        {
            var problem = await exam.PostAsync(plan, step).ShouldBeProblemAsync("marks-missing", HttpStatusCode.Conflict);
            Assert.Equal(1, problem.Fact("candidates").GetInt32());
        }
        var late = await exam.By(Ncut).CorrectMarksAsync(
            plan, restored, new() { Reason = "The learner never left.", Marks = ExamApp.Marks(70).Marks });

        Assert.Equal(("passed", 0), (late.State, late.Risks.Count));
        Assert.Equal((2, 2, "100.00"), await exam.RateAsync());
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync(asOf: Day.AddDays(-1)));
        // The late result has an appeal period of its own.
        await exam.PostAsync(plan, "finalisation").ShouldBeProblemAsync("appeal-period-runs", HttpStatusCode.Conflict);
        await exam.By(Bpc).AppealResultAsync(plan, restored, new() { Grounds = "A page was not marked." });
    }

    [Theory, Engines]
    public async Task D7_late_result_of_a_final_plan_is_appealed_against_from_the_day_of_its_record(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, restored) = await RestoredAsync(exam, exam.Exam(resits: 0), isFinal: true);
        var other = (await exam.By(Bpc).ListCandidatesAsync(plan)).Items.Single(candidate => candidate.LearnerId != restored).LearnerId;
        await exam.By(Ncut).CorrectMarksAsync(
            plan, restored, new() { Reason = "The learner never left.", Marks = ExamApp.Marks(50).Marks });
        var grounds = new AppealResultRequest { Grounds = "A page was not marked." };

        await exam.By(Bpc).AppealResultAsync(plan, other, grounds).ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(ExamApp.AppealDays + 1));
        await exam.By(Bpc).AppealResultAsync(plan, restored, grounds)
            .ShouldBeProblemAsync("appeal-too-late", HttpStatusCode.UnprocessableEntity);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(ExamApp.AppealDays));
        Assert.Equal("appealed", (await exam.By(Bpc).AppealResultAsync(plan, restored, grounds)).State);

        await exam.By(Ncut).DecideAppealAsync(plan, restored, new() { Decision = "marks-changed", Marks = ExamApp.Marks(70).Marks });
        await exam.TransferAsync(restored);
        await exam.TransferAsync(other, Day);
        Assert.Equal("final", (await exam.PlanAsync(plan)).State);
    }

    [Theory, Engines]
    public async Task D9_failed_needs_a_final_result_that_is_no_pass(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, restored) = await RestoredAsync(exam, exam.Exam(resits: 0), isFinal: true);

        var problem = await exam.By(Bpc).AwardAssociateDiplomaAsync(restored, new() { Reason = "failed" })
            .ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("declined", "registered"), (problem.Change("reason").GetString(), problem.Fact("lastResult").GetString()));
        await exam.By(Ncut).CorrectMarksAsync(plan, restored, new() { Reason = "The learner never left.", Absent = true });
        await exam.By(Bpc).AwardAssociateDiplomaAsync(restored, new() { Reason = "failed" });
    }

    [Theory, Engines]
    public async Task D9_last_final_result_decides_also_after_an_earlier_pass_by_correction(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(40)]);
        await exam.PostAsync(plan, "resit");
        await exam.RegisterAsync(plan, learners[0], on: ExamApp.Settled);
        await exam.PostAsync(plan, "closing");
        await exam.By(Ncut).CorrectMarksAsync(
            plan, learners[0], new() { Reason = "A page was not marked.", Marks = ExamApp.Marks(80).Marks, Sitting = 1 });
        await exam.MarkAsync(plan, learners[0], ExamApp.Marks(30));
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);

        Assert.Equal(
            "passed-before-this-sitting", Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learners[0])).Risks).Kind);
        await exam.TransferAsync(learners[0]).ShouldBeProblemAsync("transfer-not-passed", HttpStatusCode.UnprocessableEntity);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[0], new() { Reason = "failed" });
    }

    [Theory, Engines]
    public async Task D5_learner_who_passed_without_a_place_ends_with_the_associate_diploma(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[0], new() { Reason = "no-place" })
            .ShouldBeProblemAsync("transfer-not-without-place", HttpStatusCode.UnprocessableEntity);
        await exam.TransferAsync(learners[0]);

        var problem = await exam.TransferAsync(learners[1]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("no-place", 1), (problem.Change("reason").GetString(), problem.Fact("taken").GetInt32()));
        var ended = await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[1], new() { Reason = "no-place" });
        Assert.Equal("completed-associate", ended.State);
    }

    [Theory, Engines]
    public async Task D4_place_taken_by_one_who_failed_by_correction_is_refused_with_its_facts(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);
        await exam.By(Ncut).CorrectMarksAsync(plan, learners[0], new() { Reason = "Mistyped.", Marks = ExamApp.Marks(10).Marks });

        var problem = await exam.TransferAsync(learners[1]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);

        Assert.Equal((1, 1, 1), (problem.Fact("rank").GetInt32(), problem.Fact("places").GetInt32(), problem.Fact("taken").GetInt32()));
        var risk = Assert.Single((await exam.By(Ncut).GetLearnerRisksAsync(learners[0])).Risks);
        Assert.Equal("transferred-without-pass", risk.Kind);
    }

    [Theory, Engines]
    public async Task D7_results_hold_on_the_day_of_the_last_registration_at_the_earliest(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, _) = await exam.MarkedAsync(null, [ExamApp.Marks(70)]);

        var problem = await exam.PublishAsync(plan, Ncut, ExamApp.Registration.AddDays(-1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(ExamApp.Registration, problem.Change("publishedOn").Day());
        await exam.PublishAsync(plan, Ncut, ExamApp.Registration);
    }

    [Theory, Engines]
    public async Task D43_candidate_whose_cohort_was_corrected_is_told_why(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");

        await exam.By(Bpc).CorrectLearnerAsync(learner, new() { Cohort = ExamApp.Cohort - 1, Reason = "A typo." });

        var candidate = await exam.CandidateAsync(plan, learner);
        Assert.Equal(("left", "exam-of-another-cohort"), (candidate.State, Assert.Single(candidate.Risks)));
        var problem = await exam.By(Ncut).EnterMarksAsync(plan, learner, candidate.Version, ExamApp.Marks(70))
            .ShouldBeProblemAsync("candidate-left", HttpStatusCode.Conflict);
        Assert.Equal(
            (ExamApp.Cohort - 1, ExamApp.Cohort), (problem.Fact("learnerCohort").GetInt32(), problem.Fact("planCohort").GetInt32()));
    }

    // One has a result, and the other seemed to have left before the publication.
    private static async Task<(Guid Plan, Guid Restored)> RestoredAsync(ExamApp exam, TransferExam? terms = null, bool isFinal = false)
    {
        var plan = (await exam.OpenAsync(terms)).Id;
        var (marked, restored) = (await exam.RegisteredAsync(plan), await exam.RegisteredAsync(plan));
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, marked, ExamApp.Marks(80));
        await exam.By(Bpc).WithdrawLearnerAsync(restored, new() { Reason = "Moved." });
        await exam.PublishedAsync(plan);
        if (isFinal) await exam.FinaliseAsync(plan);
        await exam.By(Bpc).CorrectLearnerAsync(restored, new() { WithdrawalWasMistake = true, Reason = "Another learner left." });
        return (plan, restored);
    }
}
