using System.Net;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A mistaken registration for the transfer exam is withdrawn before it is sat (D7, D43).</summary>
public sealed class WithdrawnCandidateTests
{
    private static readonly WithdrawCandidateRequest Mistake = new() { Reason = "Of another learner." };

    [Theory, Engines]
    public async Task D43_withdrawn_registration_gets_no_marks_and_waits_for_none(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var (sits, mistaken) = (await exam.RegisteredAsync(plan), await exam.RegisteredAsync(plan));
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, sits, ExamApp.Marks(70));
        var hash = (await exam.PlanAsync(plan)).ResultsHash;

        var withdrawn = await exam.By(Bpc).WithdrawCandidateAsync(plan, mistaken, Mistake);

        Assert.Equal(("withdrawn", 2), (withdrawn.State, withdrawn.Version));
        Assert.NotEqual(hash, (await exam.PlanAsync(plan)).ResultsHash);
        await exam.MarkAsync(plan, mistaken, ExamApp.Marks(90)).ShouldBeProblemAsync("candidate-state", HttpStatusCode.Conflict);
        await exam.PublishedAsync(plan);
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
        Assert.Equal(
            [mistaken], (await exam.By(Bpc).ListCandidatesAsync(plan, state: "withdrawn")).Items.Select(one => one.LearnerId));
    }

    [Theory, Engines]
    public async Task D43_learner_of_a_withdrawn_registration_registers_again(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.By(Bpc).WithdrawCandidateAsync(plan, learner, Mistake);
        await exam.By(Bpc).WithdrawCandidateAsync(plan, learner, Mistake)
            .ShouldBeProblemAsync("candidate-state", HttpStatusCode.Conflict);

        var again = await exam.RegisterAsync(plan, learner);

        Assert.Equal(("registered", 3), (again.State, again.Version));
        await exam.RegisterAsync(plan, learner).ShouldBeProblemAsync("already-registered", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D5a_withdrawn_registration_does_not_bar_a_change_of_major(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        ChangeMajorRequest to = new() { ArticulationId = accounting.Id, Reason = "Wishes so." };
        await exam.By(Bpc).ChangeMajorAsync(learner, to)
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);

        await exam.By(Bpc).WithdrawCandidateAsync(plan, learner, Mistake);

        await exam.By(Bpc).ChangeMajorAsync(learner, to);
    }

    [Theory, Engines]
    public async Task D7_registration_is_withdrawn_before_the_day_of_the_exam(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var sitting = new ExamSitting
        {
            RegistrationFrom = Day,
            RegistrationUntil = Day.AddDays(5),
            ExamOn = Day.AddDays(10),
            Venue = "Hall 1",
        };
        var plan = (await exam.OpenAsync(exam.Exam(resits: 0) with { Sittings = [sitting] })).Id;
        var (first, second) = (await exam.ReadyAsync(), await exam.ReadyAsync());
        foreach (var learner in new[] { first, second }) await exam.RegisterAsync(plan, learner, on: Day);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(9));
        await exam.By(Bpc).WithdrawCandidateAsync(plan, first, Mistake);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(10));

        var problem = await exam.By(Bpc).WithdrawCandidateAsync(plan, second, Mistake)
            .ShouldBeProblemAsync("outside-exam-days", HttpStatusCode.Conflict);

        Assert.Equal(("D7", $"{sitting.ExamOn:O}"), (problem.Rule, problem.Fact("examOn").GetString()));
        Assert.Null(problem.Change);
    }

    [Theory, Engines]
    public async Task D43_only_the_institution_that_registers_withdraws_before_the_publication(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(70)]);

        await exam.By(Ncut).WithdrawCandidateAsync(plan, learners[0], Mistake)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await exam.By(Bpc).WithdrawCandidateAsync(plan, learners[0], Mistake)
            .ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
    }
}
