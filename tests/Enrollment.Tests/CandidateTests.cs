using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Candidates: registration, marks, publication, resit (D7–D10).</summary>
public sealed class CandidateTests
{
    [Theory, Engines]
    public async Task D7_a_learner_of_the_cohort_registers_is_marked_and_has_passed_when_both_publish(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var (passes, fails) = (await exam.ReadyAsync(), await exam.ReadyAsync());

        using var reply = await exam.Enrollment.Registrar(Bpc)
            .PostAsync($"{Api}/transfer-plans/{plan}/candidates", new { learnerId = passes });
        var candidate = await reply.AsAsync<Candidate>(HttpStatusCode.Created);
        Assert.Equal($"{Api}/transfer-plans/{plan}/candidates/{passes}", reply.Headers.Location?.ToString());
        Assert.Equal(("registered", 1, 1, (decimal?)null), (candidate.State, candidate.Sitting, candidate.Version, candidate.Total));
        await exam.RegisterAsync(plan, fails);
        await exam.PostAsync(plan, "closing");
        var marked = await exam.MarkAsync(plan, passes, ExamApp.Marks(85, 90, 78, 2.5m));
        Assert.Equal(("marked", 84.30m, 2.5m, 2), (marked.State, marked.Total, marked.Bonus, marked.Version));
        Assert.Equal([("course-1", 85m), ("course-2", 90m), ("work", 78m)], marked.Marks.Select(mark => (mark.Component, mark.Mark)));
        await exam.MarkAsync(plan, fails, ExamApp.Marks(59.99m));

        var first = await exam.PublishAsync(plan, Bpc);
        Assert.Equal(("closed", Bpc), (first.State, Assert.Single(first.Publications).Institution));
        Assert.Empty(await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>());
        Assert.Equal("published", (await exam.PublishAsync(plan, Ncut)).State);

        Assert.Equal(["passed", "failed"], (await exam.By(Bpc).ListCandidatesAsync(plan)).Items.Select(item => item.State));
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>()).Plan;
        Assert.Equal((plan, "published", 1, 1, 2), (told.Id, told.State, told.Sitting, told.Passed, told.Sat));
    }

    [Theory, Engines]
    public async Task D7_learner_outside_the_plan_is_refused_like_an_unknown_one(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var plan = (await exam.OpenAsync()).Id;
        var accounting = (await exam.Enrollment.EnrolAsync(Table1.BigDataAccounting, "A1", cohort: 2021, enrolledOn: ExamApp.Began)).Id;

        foreach (var learner in new[] { accounting, await exam.EnrolledAsync(cohort: 2022), Guid.NewGuid() })
        {
            var problem = await exam.RegisterAsync(plan, learner)
                .ShouldBeProblemAsync("learner-not-of-plan", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D7", 2021, exam.Articulation), (problem.Rule, problem.Fact("cohort")
                .GetInt32(), Assert.Single(problem.Fact("articulations").EnumerateArray()).GetGuid()));
        }
        var ready = await exam.ReadyAsync();
        foreach (var org in new[] { Ncut, ShougangIt })
        {
            await exam.RegisterAsync(plan, ready, org).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        await exam.RegisterAsync(Guid.NewGuid(), ready).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D7_candidates_have_come_to_the_last_vocational_stage_and_register_once(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var (early, away) = (await exam.EnrolledAsync(), await exam.ReadyInLastStageAsync());
        await exam.By(Bpc).StartLeaveAsync(away, new() { Reason = "Illness." });

        var problem = await exam.RegisterAsync(plan, early).ShouldBeProblemAsync("not-ready-for-exam", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D7", "enrolled", 1), (problem.Rule, problem.Fact("state").GetString(), problem.Fact("stage").GetInt32()));
        await exam.Enrollment.Registrar(Bpc)
            .PostAsync(problem.Change("complete").GetString()!, new { stage = problem.Change("stage").GetInt32() })
            .BodyAsync();
        await exam.RegisterAsync(plan, early);

        problem = await exam.RegisterAsync(plan, away).ShouldBeProblemAsync("not-ready-for-exam", HttpStatusCode.UnprocessableEntity);
        await exam.Enrollment.Registrar(Bpc).PostAsync(problem.Change("return").GetString()!, new { }).BodyAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => exam.RegisterAsync(plan, away).OutcomeAsync()));
        Assert.Single(replies, reply => reply.Passed);
        foreach (var reply in replies.Where(reply => !reply.Passed))
        {
            Assert.Equal(1, (await reply.ShouldBeProblemAsync("already-registered", HttpStatusCode.Conflict)).Fact("sitting").GetInt32());
        }

        var gone = await exam.ReadyAsync();
        await exam.By(Bpc).WithdrawLearnerAsync(gone, new() { Reason = "Moved." });
        Assert.Null((await exam.RegisterAsync(plan, gone)
            .ShouldBeProblemAsync("not-ready-for-exam", HttpStatusCode.UnprocessableEntity)).Change);
    }

    [Theory, Engines]
    public async Task D9_the_gate_is_passed_with_the_credit_that_was_missing(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync(exam.Exam(gateCredits: 100))).Id;
        var learner = await exam.ReadyAsync();
        await exam.CreditAsync(learner);

        var problem = await exam.RegisterAsync(plan, learner).ShouldBeProblemAsync("gate-not-reached", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D9", 60, 100, 40), (problem.Rule, problem.Fact("credits")
            .GetInt32(), problem.Fact("gateCredits").GetInt32(), problem.Change("creditsMissing").GetInt32()));
        await exam.CreditAsync(learner);
        await exam.RegisterAsync(plan, learner);
    }

    [Theory, Engines]
    public async Task D10_marks_are_in_0_to_100_with_two_decimals_one_for_each_component(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        async Task<HttpResponseMessage> MarkRawAsync(object body) => await exam.Enrollment.Registrar(Ncut).PutAsync(
            $"{Api}/transfer-plans/{plan}/candidates/{learner}/marks", body, (await exam.CandidateAsync(plan, learner)).Version);
        object[] invalid =
        [
            ExamApp.Marks(100.01m), ExamApp.Marks(-0.01m), ExamApp.Marks(50.001m), ExamApp.Marks(50, 50, 50, 10.01m),
            ExamApp.Marks(50, 50, 50, 1.001m), new { }, new { absent = false }, new { marks = Array.Empty<object>() },
            new
            {
                absent = true, marks = new[] { new { component = "work", mark = 5 } },
            }, new
            {
                absent = true, bonus = 1,
            }, new { marks = new object?[] { null } }, new { marks = new[] { new { component = "work", mark = "5" } } },
        ];

        foreach (var body in invalid)
        {
            using var reply = await MarkRawAsync(body);
            Assert.True(
                reply.StatusCode is HttpStatusCode.BadRequest, $"{JsonSerializer.Serialize(body)} answered {(int)reply.StatusCode}");
        }
        object Of(params string[] codes) => new { marks = codes.Select(component => new { component, mark = 50 }) };
        foreach (var (body, fact, code) in new[]
        {
            (Of("course-1", "work"), "missing", "course-2"),
            (Of("course-1", "course-2", "work", "essay"), "unknown", "essay"),
            (Of("course-1", "course-2", "work", "work"), "twice", "work"),
        })
        {
            var problem = await MarkRawAsync(body).ShouldBeProblemAsync("marks-not-as-planned", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D10", code), (problem.Rule(), Assert.Single(problem.Fact(fact).EnumerateArray()).GetString()));
            Assert.Equal(["course-1", "course-2", "work"], problem.Change("marks").EnumerateArray().Select(mark => mark.Text("component")));
        }
        await exam.MarkAsync(plan, learner, ExamApp.Marks(0));
        Assert.Equal(100m, (await exam.MarkAsync(plan, learner, ExamApp.Marks(100))).Total);
    }

    [Theory, Engines]
    public async Task D8_a_bonus_comes_on_top_up_to_the_plans(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync(exam.Exam() with { BonusMax = 2.5m })).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");

        var problem = await exam.MarkAsync(plan, learner, ExamApp.Marks(57.5m, 57.5m, 57.5m, 2.51m))
            .ShouldBeProblemAsync("marks-not-as-planned", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D8", 2.5m), (problem.Rule, problem.Fact("bonusMax").GetDecimal()));
        var marked = await exam.MarkAsync(plan, learner, ExamApp.Marks(57.5m, 57.5m, 57.5m, problem.Change("bonus").GetDecimal()));
        Assert.Equal(60m, marked.Total);
        await exam.PublishedAsync(plan);
        Assert.Equal("passed", (await exam.CandidateAsync(plan, learner)).State);
    }

    [Theory, Engines]
    public async Task D7_marks_are_entered_by_the_examiner_on_the_version_that_was_read(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync(exam.Exam(examinedBy: Bpc))).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");

        await exam.MarkAsync(plan, learner, ExamApp.Marks(50), Ncut).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await exam.MarkAsync(plan, learner, ExamApp.Marks(50), ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await exam.MarkAsync(plan, learner, ExamApp.Absent, Bpc);
        await exam.MarkAsync(plan, learner, ExamApp.Marks(50), Bpc, version: 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var corrected = await exam.MarkAsync(plan, learner, ExamApp.Marks(50), Bpc, version: 2);
        Assert.Equal(("marked", 3), (corrected.State, corrected.Version));
        var absent = await exam.MarkAsync(plan, learner, ExamApp.Absent, Bpc);
        Assert.Equal(("absent", 0, (decimal?)null), (absent.State, absent.Marks.Count, absent.Total));
    }

    [Theory, Engines]
    public async Task D7_publication_needs_all_marks_and_a_changed_mark_voids_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var (one, other) = (await exam.RegisteredAsync(plan), await exam.RegisteredAsync(plan));
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, one, ExamApp.Marks(50));

        var problem = await exam.PublishAsync(plan, Bpc).ShouldBeProblemAsync("marks-missing", HttpStatusCode.Conflict);
        Assert.Equal(("D7", 1), (problem.Rule, problem.Fact("candidates").GetInt32()));
        var waiting = Assert.Single((await exam.Enrollment
            .Registrar(Ncut)
            .GetAsync(new Uri(problem.Change("mark").GetString()!, UriKind.Relative))
            .AsAsync<PageOfCandidate>()).Items);
        Assert.Equal(other, waiting.LearnerId);
        await exam.MarkAsync(plan, other, ExamApp.Absent);

        var read = (await exam.PlanAsync(plan)).ResultsHash;
        await exam.PublishAsync(plan, Bpc, resultsHash: read);
        Assert.Equal(Bpc, (await exam.PublishAsync(plan, Bpc).ShouldBeProblemAsync("already-published", HttpStatusCode.Conflict))
            .Fact("institution")
            .GetString());
        await exam.MarkAsync(plan, one, ExamApp.Marks(51));
        Assert.Empty((await exam.PlanAsync(plan)).Publications);
        problem = await exam.PublishAsync(plan, Ncut, resultsHash: read).ShouldBeProblemAsync("another-results", HttpStatusCode.Conflict);
        Assert.Equal("closed", (await exam.PublishAsync(plan, Ncut, resultsHash: problem.Change("resultsHash").GetString())).State);
        Assert.Equal("published", (await exam.PublishAsync(plan, Bpc)).State);
    }

    [Theory, Engines]
    public async Task D7_results_hold_not_before_the_step_that_they_follow(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(50));

        var problem = await exam.PublishAsync(plan, Bpc, Day.AddDays(1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{Day:O}", problem.Change("publishedOn").GetString());
        Assert.Equal($"{ExamApp.Registration:O}", (await exam.PublishAsync(plan, Bpc, new DateOnly(2020, 12, 31))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity)).Change("publishedOn").GetString());
        await exam.PublishedAsync(plan, Day.AddDays(-5));
        await exam.PostAsync(plan, "resit");
        await exam.RegisterAsync(plan, learner);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(70));
        problem = await exam.PublishAsync(plan, Bpc, Day.AddDays(-6))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{Day.AddDays(-5):O}", problem.Change("publishedOn").GetString());
        await exam.PublishAsync(plan, Bpc, Day.AddDays(-5));
    }

    [Theory, Engines]
    public async Task D9_one_resit_for_those_who_failed_or_were_absent(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(
            exam.Exam(absence: "does-not-count"), [ExamApp.Marks(80), ExamApp.Marks(40), ExamApp.Absent]);
        var newcomer = await exam.ReadyAsync();
        Assert.Equal(["passed", "failed", "absent"], (await exam.By(Bpc).ListCandidatesAsync(plan)).Items.Select(item => item.State));

        var open = await exam.PostAsync(plan, "resit");
        Assert.Equal(("open", 2, (string?)null), (open.State, open.Sitting, open.ResultsHash));
        foreach (var (learner, result) in new[] { (learners[0], "passed"), (newcomer, null) })
        {
            var problem = await exam.RegisterAsync(plan, learner).ShouldBeProblemAsync("not-for-resit", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D9", result), (problem.Rule, problem.Fact("lastResult").GetString()));
        }
        foreach (var learner in learners.Skip(1)) Assert.Equal(2, (await exam.RegisterAsync(plan, learner)).Sitting);
        await exam.PostAsync(plan, "closing");
        Assert.Equal(1, (await exam.MarkAsync(plan, learners[0], ExamApp.Marks(10))
            .ShouldBeProblemAsync("not-of-this-sitting", HttpStatusCode.Conflict)).Fact("registeredFor").GetInt32());
        foreach (var (learner, mark) in learners.Skip(1).Zip([60m, 30m])) await exam.MarkAsync(plan, learner, ExamApp.Marks(mark));
        await exam.PublishedAsync(plan);

        Assert.Equal(["passed", "failed"], (await exam.By(Bpc).ListCandidatesAsync(plan, sitting: 2)).Items.Select(item => item.State));
        Assert.Equal((2, 3, "66.67"), await exam.RateAsync());
        var second = (await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>())[^1].Plan;
        Assert.Equal((2, 2, 3), (second.Sitting, second.Passed, second.Sat));
        var refused = await exam.PostAsync(plan, "resit").ShouldBeProblemAsync("no-resit", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D9", 1, 2), (refused.Rule, refused.Fact("resits").GetInt32(), refused.Fact("sitting").GetInt32()));
        await exam.FinaliseAsync(plan);
    }

    [Theory, Engines]
    public async Task D9_a_plan_without_a_resit_has_none(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, _) = await exam.SatAsync(exam.Exam(resits: 0), [ExamApp.Marks(40)]);

        await exam.PostAsync(plan, "resit").ShouldBeProblemAsync("no-resit", HttpStatusCode.UnprocessableEntity);
        await exam.FinaliseAsync(plan);
    }

    [Theory, Engines]
    public async Task D7_replaced_marks_stay_readable_and_the_learner_sees_the_published_ones(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.ReadyAsync("p-1");
        await exam.RegisterAsync(plan, learner);
        await exam.PostAsync(plan, "closing");
        foreach (var entered in new[] { ExamApp.Absent, ExamApp.Marks(30), ExamApp.Absent, ExamApp.Marks(40) })
        {
            await exam.MarkAsync(plan, learner, entered);
        }
        await exam.PublishedAsync(plan, Day);
        var self = new EnrollmentClient(exam.Enrollment.Learner("p-1"));
        await self.AppealResultAsync(plan, learner, new() { Grounds = "A page was not marked." });
        await exam.By(Ncut).DecideAppealAsync(plan, learner, new() { Decision = "marks-changed", Marks = ExamApp.Marks(70).Marks });

        static IEnumerable<(string, int, decimal?)> Replaced(Candidate candidate) =>
            candidate.Replaced.Select(one => (one.State, one.Marks.Count, one.Total));
        Assert.Equal(
            [("absent", 0, null), ("marked", 3, 30m), ("absent", 0, null), ("appealed", 3, 40m)],
            Replaced(await exam.CandidateAsync(plan, learner)));
        Assert.Equal([("appealed", 3, 40m)], Replaced(await self.GetCandidateAsync(plan, learner)));
    }
}
