using System.Net;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Marks that were entered by mistake, before and after the publication (D7, D43).</summary>
public sealed class MarkCorrectionTests
{
    private const string Why = "Entered for another candidate.";

    [Theory, Engines]
    public async Task D43_marks_replaced_before_the_publication_need_a_reason_which_stays_readable(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(30));

        var problem = await exam.By(Ncut).EnterMarksAsync(plan, learner, 2, ExamApp.Marks(80))
            .ShouldBeProblemAsync("reason-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D43", "marked"), (problem.Rule, problem.Fact("state").GetString()));
        var reason = problem.Change("reason").GetString();
        var replaced = Assert.Single(
            (await exam.By(Ncut).EnterMarksAsync(plan, learner, 2, ExamApp.Marks(80) with { Reason = reason })).Replaced);
        Assert.Equal(("marked", 30m, Day, reason), (replaced.State, replaced.Total, replaced.ReplacedOn, replaced.Reason));
        Assert.NotEqual(default, replaced.ReplacedAt);
        Assert.Equal(replaced.AsJson(), (await exam.CandidateAsync(plan, learner)).Replaced.Single().AsJson());
    }

    [Theory, Engines]
    public async Task D43_corrected_result_is_judged_again_and_holds_from_the_day_of_the_mistaken_one(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(40), ExamApp.Marks(80)]);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(2));

        var corrected = await CorrectAsync(exam, plan, learners[0], 90);

        Assert.Equal(("passed", 90m), (corrected.State, corrected.Total));
        Assert.Equal(("failed", 40m, Why), corrected.Replaced.Select(one => (one.State, one.Total, one.Reason)).Single());
        Assert.Equal(corrected.AsJson(), (await exam.CandidateAsync(plan, learners[0])).AsJson());
        Assert.Equal((2, 2, "100.00"), await exam.RateAsync(asOf: ExamApp.Settled));
        Assert.Equal((1, 2, "50.00"), await exam.RateAsync(asOf: ExamApp.Settled, knownOn: Day));
        var told = await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>();
        Assert.Equal([(1, 2), (2, 2)], told.Select(fact => (fact.Plan.Passed, fact.Plan.Sat)));
    }

    [Theory, Engines]
    public async Task D43_correction_voids_the_one_declaration_of_finality_and_leaves_a_final_plan_final(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80)]);
        await exam.PostAsync(plan, "finalisation");

        await CorrectAsync(exam, plan, learners[0], 70);

        Assert.Equal(("published", 0), ((await exam.PlanAsync(plan)).State, (await exam.PlanAsync(plan)).Finalisations.Count));
        Assert.Equal("final", (await exam.FinaliseAsync(plan)).State);
        await CorrectAsync(exam, plan, learners[0], 75);
        Assert.Equal(("final", 2), ((await exam.PlanAsync(plan)).State, (await exam.PlanAsync(plan)).Finalisations.Count));
    }

    [Theory, Engines]
    public async Task D43_transfer_that_a_corrected_result_would_refuse_stays_and_is_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        Assert.Equal(["transferred-without-pass"], (await CorrectAsync(exam, plan, learners[0], 40)).Risks);
        Assert.Empty((await CorrectAsync(exam, plan, learners[1], 40)).Risks);

        Assert.Equal("transferred", (await exam.LearnerAsync(learners[0])).State);
        Assert.Equal(["transferred-without-pass"], (await exam.CandidateAsync(plan, learners[0])).Risks);
        await exam.TransferAsync(learners[1]).ShouldBeProblemAsync("transfer-not-passed", HttpStatusCode.UnprocessableEntity);
        Assert.Empty((await CorrectAsync(exam, plan, learners[0], 60)).Risks);
    }

    [Theory, Engines]
    public async Task D43_pass_found_after_the_associate_diploma_or_in_an_earlier_sitting_is_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(40), ExamApp.Marks(40)]);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[0], new() { Reason = "declined" });
        Assert.Equal(["passed-after-associate-diploma"], (await CorrectAsync(exam, plan, learners[0], 60)).Risks);
        await exam.PostAsync(plan, "resit");
        await exam.RegisterAsync(plan, learners[1]);

        var first = await CorrectAsync(exam, plan, learners[1], 60, sitting: 1);

        Assert.Equal((1, "passed", 0), (first.Sitting, first.State, first.Risks.Count));
        Assert.Equal(["passed-before-this-sitting"], (await exam.CandidateAsync(plan, learners[1])).Risks);
        Assert.Equal((2, 2, "100.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D9_later_sitting_counts_after_a_correction_of_the_earlier_one(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(40)]);
        await exam.PostAsync(plan, "resit");
        await exam.RegisterAsync(plan, learners[0]);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learners[0], ExamApp.Marks(70));
        await exam.PublishedAsync(plan);
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());

        await CorrectAsync(exam, plan, learners[0], 45, sitting: 1);

        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D9_absence_that_was_entered_as_marks_leaves_the_pass_rate(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(absence: "does-not-count"), [ExamApp.Marks(40), ExamApp.Marks(80)]);

        var absent = await exam.By(Ncut).CorrectMarksAsync(plan, learners[0], new() { Reason = Why, Absent = true });

        Assert.Equal(("absent", 0), (absent.State, absent.Marks.Count));
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D43_only_a_published_result_is_corrected_by_the_examiner_and_only_where_it_is_wrong(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(40));
        var state = await CorrectAsync(exam, plan, learner, 50).ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
        Assert.Equal("closed", state.Fact("state").GetString());
        await exam.PublishedAsync(plan, Day);

        Assert.Equal("D43", (await CorrectAsync(exam, plan, learner, 40)
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity)).Rule);
        await exam.By(Ncut).CorrectMarksAsync(plan, learner, new() { Reason = Why, Marks = [ExamApp.Mark("work", 5)] })
            .ShouldBeProblemAsync("marks-not-as-planned", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(exam, plan, learner, 50, org: Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await CorrectAsync(exam, plan, learner, 50, org: ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await CorrectAsync(exam, plan, learner, 50, sitting: 2).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await exam.By(Bpc).AppealResultAsync(plan, learner, new() { Grounds = "A page was not marked." });
        var pending = await CorrectAsync(exam, plan, learner, 50).ShouldBeProblemAsync("candidate-state", HttpStatusCode.Conflict);
        Assert.Equal("appealed", pending.Fact("state").GetString());
        await exam.By(Ncut).DecideAppealAsync(plan, learner, new() { Decision = "result-kept" });
        await CorrectAsync(exam, plan, learner, 50);
    }

    private static Task<Candidate> CorrectAsync(
        ExamApp exam, Guid plan, Guid learner, decimal mark, int? sitting = null, string org = Ncut) => exam.By(org).CorrectMarksAsync(
            plan, learner, new() { Reason = Why, Marks = ExamApp.Marks(mark).Marks, Sitting = sitting });
}
