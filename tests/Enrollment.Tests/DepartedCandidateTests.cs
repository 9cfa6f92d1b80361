using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Candidates who leave the training before and after their results are published (D4, D7, D45).</summary>
public sealed class DepartedCandidateTests
{
    [Theory, Engines]
    public async Task D45_learner_who_left_before_the_publication_gets_no_marks_and_no_result(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, stays, leaves) = await ClosedAsync(exam);
        await exam.MarkAsync(plan, stays, ExamApp.Marks(70));
        await LeaveAsync(exam, leaves);

        var problem = await exam.MarkAsync(plan, leaves, ExamApp.Marks(80))
            .ShouldBeProblemAsync("candidate-left", HttpStatusCode.Conflict);
        Assert.Equal(
            ("D45", "withdrawn", $"{Day:O}"),
            (problem.Rule, problem.Fact("learnerState").GetString(), problem.Fact("since").GetString()));
        await exam.PublishedAsync(plan);

        Assert.Equal("left", (await exam.CandidateAsync(plan, leaves)).State);
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>()).Plan;
        Assert.Equal((1, 1), (told.Passed, told.Sat));
    }

    [Theory, Engines]
    public async Task D45_marks_of_a_learner_who_left_before_the_publication_become_no_result(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, stays, leaves) = await ClosedAsync(exam, exam.Exam(places: 1));
        await exam.MarkAsync(plan, stays, ExamApp.Marks(70));
        await exam.MarkAsync(plan, leaves, ExamApp.Marks(90));
        await exam.PublishAsync(plan, Bpc, ExamApp.Settled);
        await LeaveAsync(exam, leaves);
        await exam.PublishAsync(plan, Ncut, ExamApp.Settled);

        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(ExamApp.AppealDays + 1));
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(stays);
    }

    [Theory, Engines]
    public async Task D45_learner_who_left_before_the_publication_reads_no_marks_and_appeals_against_none(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var leaves = await exam.ReadyAsync("p-1");
        await exam.RegisterAsync(plan, leaves);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, leaves, ExamApp.Marks(90));
        await LeaveAsync(exam, leaves);
        await exam.PublishedAsync(plan, Day);

        var path = $"/transfer-plans/{plan}/candidates/{leaves}";
        var seen = await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-1"), path).BodyAsync();
        Assert.Equal(("left", JsonValueKind.Null), (seen.Text("state"), seen.GetProperty("total").ValueKind));
        var problem = await exam.Enrollment.Learner("p-1").PostAsync($"{Api}{path}/appeal", new { grounds = "Too few." })
            .ShouldBeProblemAsync("candidate-state", HttpStatusCode.Conflict);
        Assert.Equal("left", problem.Fact("state").GetString());
    }

    [Theory, Engines]
    public async Task D45_learner_who_took_the_associate_diploma_before_the_publication_is_no_candidate(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, stays, declines) = await ClosedAsync(exam);
        await exam.MarkAsync(plan, stays, ExamApp.Marks(70));
        await exam.LearnAsync(declines, "associate-diploma", new { reason = "declined" }).BodyAsync();

        await exam.PublishedAsync(plan);

        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D45_learner_on_leave_stays_a_candidate(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var away = await exam.ReadyInLastStageAsync();
        await exam.RegisterAsync(plan, away);
        await exam.PostAsync(plan, "closing");
        await exam.LearnAsync(away, "leave", new { reason = "Illness." }).BodyAsync();

        await exam.PublishAsync(plan, Bpc).ShouldBeProblemAsync("marks-missing", HttpStatusCode.Conflict);

        Assert.Equal("marked", (await exam.MarkAsync(plan, away, ExamApp.Marks(70))).State);
    }

    [Theory, Engines]
    public async Task D45_result_that_was_published_before_the_learner_left_stays(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);

        foreach (var learner in learners) await LeaveAsync(exam, learner);

        Assert.Equal((1, 2, "50.00"), await exam.RateAsync());
        Assert.Equal("passed", (await exam.CandidateAsync(plan, learners[0])).State);
        Assert.Equal("failed", (await exam.CandidateAsync(plan, learners[1])).State);
    }

    [Theory, Engines]
    public async Task D45_learner_who_left_before_the_resit_keeps_the_result_of_the_first_sitting(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);
        await exam.PostAsync(plan, "resit");
        await exam.RegisterAsync(plan, learners[1]);
        await exam.PostAsync(plan, "closing");
        await LeaveAsync(exam, learners[1]);

        await exam.PublishedAsync(plan);

        Assert.Equal((1, 2, "50.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D45_candidates_are_listed_by_the_state_that_they_show(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, stays, leaves) = await ClosedAsync(exam);
        await LeaveAsync(exam, leaves);

        var problem = await exam.PublishAsync(plan, Bpc).ShouldBeProblemAsync("marks-missing", HttpStatusCode.Conflict);
        var missing = new Uri(problem.Change("mark").GetString()!, UriKind.Relative);

        Assert.Equal(1, problem.Fact("candidates").GetInt32());
        var waiting = (await exam.Enrollment.Registrar(Ncut).GetAsync(missing).BodyAsync()).GetProperty("items").EnumerateArray();
        Assert.Equal(stays, Assert.Single(waiting).GetProperty("learnerId").GetGuid());
        var left = (await exam.By(Bpc).ListCandidatesAsync(plan, state: "left")).Items;
        Assert.Equal(leaves, Assert.Single(left).LearnerId);
    }

    private static async Task<(Guid Plan, Guid Stays, Guid Leaves)> ClosedAsync(ExamApp exam, TransferExam? terms = null)
    {
        var plan = (await exam.OpenAsync(terms)).Id;
        var (stays, leaves) = (await exam.RegisteredAsync(plan), await exam.RegisteredAsync(plan));
        await exam.PostAsync(plan, "closing");
        return (plan, stays, leaves);
    }

    private static Task<JsonElement> LeaveAsync(ExamApp exam, Guid learner) =>
        exam.LearnAsync(learner, "withdrawal", new { reason = "Moved." }).BodyAsync();
}
