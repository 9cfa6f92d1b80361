using System.Net;
using Contracts;
using Contracts.Enrollment;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The states of a learner (D5), and the stages (D1).</summary>
public sealed class StageTests
{
    [Theory, Engines]
    public async Task D5_each_stage_leads_to_the_next_and_the_last_vocational_stage_to_the_transfer(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();

        var next = await exam.CompleteAsync(learner, 1, ExamApp.Began.AddYears(2)).BodyAsync();
        Assert.Equal(("enrolled", 2, "2023-09-01", "2023-09-01", 2), (next.Text("state"), next.Number("stage"), next.Text("stageBeganOn"), next.Text("since"), next.Version()));
        var ready = await exam.CompleteAsync(learner, 2, ExamApp.Ready).BodyAsync();
        Assert.Equal(("transfer-ready", 2, "530701", Bpc, 3), (ready.Text("state"), ready.Number("stage"), ready.Text("major"), ready.Text("presentInstitution"), ready.Version()));

        var told = (await exam.Enrollment.App.PublishedAsync<LearnerStageCompletedV1>()).Select(fact => fact.Learner).ToList();
        Assert.Equal([(learner, "enrolled", 2, 2), (learner, "transfer-ready", 2, 3)], told.Select(state => (state.Id, state.State, state.Stage, state.Version)));
        Assert.Equal(
            [new("enrolled", 1, ExamApp.Began), new("stage-completed", 2, ExamApp.Began.AddYears(2)), new("stage-completed", 2, ExamApp.Ready)],
            await FactsAsync(exam, learner));
    }

    [Theory, Engines]
    public async Task D5_a_stage_ends_in_its_last_year_at_the_earliest(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var earliest = ExamApp.Began.AddYears(1).AddDays(1);

        var problem = await exam.CompleteAsync(learner, 1, earliest.AddDays(-1)).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5", $"{earliest:O}"), (problem.Rule(), problem.Facts("earliest").GetString()));
        Assert.Equal($"{earliest:O}", problem.Change("completedOn").GetString());
        problem = await exam.CompleteAsync(learner, 1, Day.AddDays(1)).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{Day:O}", problem.Change("completedOn").GetString());

        await exam.CompleteAsync(learner, 1, earliest).BodyAsync();
        var young = await exam.EnrolledAsync(cohort: Day.Year, enrolledOn: Day);
        problem = await exam.CompleteAsync(young, 1).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        var notBefore = problem.Change("notBefore").GetString();
        Assert.Equal($"{Day.AddYears(1).AddDays(1):O}", notBefore);
        exam.Enrollment.App.Today.MoveTo(Day.AddYears(1).AddDays(1));
        await exam.CompleteAsync(young, 1).BodyAsync();
    }

    [Theory, Engines]
    public async Task D5_a_repeated_completion_completes_no_second_stage(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => exam.CompleteAsync(learner, 1, ExamApp.Began.AddYears(2))));

        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        foreach (var reply in replies.Where(reply => !reply.IsSuccessStatusCode))
        {
            var problem = await reply.ShouldBeProblemAsync("not-the-present-stage", HttpStatusCode.Conflict);
            Assert.Equal(("D5", 1, 2), (problem.Rule(), problem.Facts("stage").GetInt32(), problem.Facts("presentStage").GetInt32()));
        }
        Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerStageCompletedV1>());
    }

    [Theory, Engines]
    public async Task D5_learner_on_leave_comes_back_to_the_same_stage_and_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var (from, on) = (ExamApp.Began.AddMonths(3), ExamApp.Began.AddYears(1));

        var away = await exam.LearnAsync(learner, "leave", new { reason = "Military service.", from }).BodyAsync();
        Assert.Equal(("on-leave", 1, $"{from:O}"), (away.Text("state"), away.Number("stage"), away.Text("since")));
        var problem = await exam.LearnAsync(learner, "return", new { on = from.AddDays(-1) }).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{from:O}", problem.Change("on").GetString());
        var back = await exam.LearnAsync(learner, "return", new { on }).BodyAsync();
        Assert.Equal(("enrolled", 1, $"{on:O}", 3), (back.Text("state"), back.Number("stage"), back.Text("since"), back.Version()));

        Assert.Equal("on-leave", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerWentOnLeaveV1>()).Learner.State);
        Assert.Equal("enrolled", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerReturnedV1>()).Learner.State);

        // The stage's last year has begun long before, but the learner was away.
        problem = await exam.CompleteAsync(await AwayUntilAsync(Day.AddDays(-10)), 1, Day.AddDays(-11)).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{Day.AddDays(-10):O}", problem.Change("completedOn").GetString());
        problem = await exam.LearnAsync(learner, "leave", new { reason = "Again.", from = on.AddDays(-1) }).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.LearnAsync(learner, "leave", new { reason = "Again.", from = problem.Change("from").GetString() }).BodyAsync();

        async Task<Guid> AwayUntilAsync(DateOnly day)
        {
            var other = await exam.EnrolledAsync();
            await exam.LearnAsync(other, "leave", new { reason = "Illness.", from }).BodyAsync();
            await exam.LearnAsync(other, "return", new { on = day }).BodyAsync();
            return other;
        }
    }

    [Theory, Engines]
    public async Task D5_step_out_of_order_is_refused_with_the_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var steps = new (string Step, object Body, string Org)[]
        {
            ("stage-completion", new { stage = 1, completedOn = ExamApp.Began.AddYears(2) }, Bpc), ("leave", new { reason = "Illness." }, Bpc), ("return", new { }, Bpc), ("transfer", new { }, Ncut),
            ("graduation", new { }, Ncut), ("associate-diploma", new { reason = "declined" }, Bpc), ("withdrawal", new { reason = "Moved." }, Bpc),
        };
        var (away, ready, associate, withdrawn) = (await exam.EnrolledAsync(), await exam.ReadyAsync(), await exam.ReadyAsync(), await exam.EnrolledAsync());
        await exam.LearnAsync(away, "leave", new { reason = "Illness." }).BodyAsync();
        await exam.LearnAsync(associate, "associate-diploma", new { reason = "declined" }).BodyAsync();
        await exam.LearnAsync(withdrawn, "withdrawal", new { reason = "Moved." }).BodyAsync();
        (Guid Learner, string State, string[] Allowed)[] learners =
        [
            (await exam.EnrolledAsync(), "enrolled", ["stage-completion", "leave", "withdrawal"]),
            (away, "on-leave", ["return", "withdrawal"]),
            (ready, "transfer-ready", ["transfer", "associate-diploma", "withdrawal"]),
            (associate, "completed-associate", []),
            (withdrawn, "withdrawn", []),
        ];

        foreach (var (learner, state, allowed) in learners)
        {
            foreach (var (step, body, org) in steps.Where(step => !allowed.Contains(step.Step)))
            {
                var problem = await exam.LearnAsync(learner, step, body, org).ShouldBeProblemAsync(step == "withdrawal" ? "learner-not-enrolled" : "learner-state", HttpStatusCode.Conflict);
                Assert.Equal(("D5", state), (problem.Rule(), problem.Facts("state").GetString()));
            }
            Assert.Equal(state, (await exam.LearnerAsync(learner)).Text("state"));
        }
    }

    [Theory, Engines]
    public async Task D5_a_learner_withdraws_from_each_state_that_is_not_final(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (enrolled, away, ready) = (await exam.EnrolledAsync(), await exam.EnrolledAsync(), await exam.ReadyAsync());
        await exam.LearnAsync(away, "leave", new { reason = "Illness.", from = Day.AddDays(-10) }).BodyAsync();
        var (_, passed) = await exam.SatAsync(null, [ExamApp.Marks(80)]);
        await exam.FinaliseAsync((await exam.Enrollment.ReadAsync("/transfer-plans")).Items()[0].Id());
        await exam.TransferAsync(passed[0]).BodyAsync();

        foreach (var (learner, org) in new[] { (enrolled, Bpc), (away, Bpc), (ready, Bpc), (passed[0], Ncut) })
        {
            var since = (await exam.LearnerAsync(learner)).Text("since");
            var problem = await exam.LearnAsync(learner, "withdrawal", new { reason = "Moved.", effectiveOn = new DateOnly(2021, 8, 31) }, org).ShouldBeProblemAsync("withdrawal-date-out-of-range", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(since, problem.Change("effectiveOn").GetString());
            Assert.Equal("withdrawn", (await exam.LearnAsync(learner, "withdrawal", new { reason = "Moved.", effectiveOn = since }, org).BodyAsync()).Text("state"));
        }
        Assert.Equal(4, (await exam.Enrollment.App.PublishedAsync<LearnerWithdrawnV1>()).Count);
    }

    [Theory, Engines]
    public async Task D5_only_the_institution_of_the_present_stage_records_changes(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync("p-1");
        foreach (var (step, body) in new (string, object)[] { ("stage-completion", new { stage = 1 }), ("leave", new { reason = "Illness." }), ("return", new { }), ("withdrawal", new { reason = "Moved." }), ("associate-diploma", new { reason = "declined" }) })
        {
            await exam.LearnAsync(learner, step, body, Ncut).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            await exam.LearnAsync(learner, step, body, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await exam.Enrollment.Learner("p-1").PostAsync($"{Api}/learners/{learner}/{step}", body).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        foreach (var step in new[] { "transfer", "graduation" }) await exam.LearnAsync(learner, step, new { }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D5_an_enrolment_is_recorded_late_but_not_ahead(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var request = new Dictionary<string, object> { ["studentNumber"] = "L1", ["birthDate"] = "2010-05-01", ["cohort"] = 2026, ["fromMajor"] = "530701", ["toInstitution"] = Ncut, ["toMajor"] = "120201K", ["enrolledOn"] = $"{Day.AddDays(1):O}" };

        var problem = await exam.Enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", request).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        request["enrolledOn"] = problem.Change("enrolledOn").GetString()!;
        Assert.Equal($"{Day:O}", (await exam.Enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", request).BodyAsync(HttpStatusCode.Created)).Text("enrolledOn"));

        // Ten years old then, not now.
        problem = await exam.Enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", new Dictionary<string, object>(request) { ["studentNumber"] = "L2", ["enrolledOn"] = "2020-04-30" }).ShouldBeProblemAsync("birth-date-implausible", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5", "2010-04-30", "2020-04-30"), (problem.Rule(), problem.Change("birthDate").GetString(), problem.Facts("enrolledOn").GetString()));
        Assert.False(problem.GetProperty("facts").TryGetProperty("today", out _));
    }

    [Theory, Engines]
    public async Task D5_cohort_is_within_a_year_of_the_enrolment(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        (int Cohort, DateOnly? EnrolledOn, int Nearest)[] wrong = [(2100, null, 2027), (2028, null, 2027), (2024, null, 2025), (2000, null, 2025), (2026, new(2021, 9, 1), 2022), (2001, new(1999, 12, 31), 2000)];

        foreach (var (index, (cohort, enrolledOn, nearest)) in wrong.Index())
        {
            Task<HttpResponseMessage> EnrolAsync(int year) => enrollment.EnrolAsync(Table1.ECommerce, $"C{index}", birthDate: new DateOnly((enrolledOn ?? Day).Year - 16, 5, 1), cohort: year, enrolledOn: enrolledOn);
            var problem = await EnrolAsync(cohort).ShouldBeProblemAsync("cohort-of-another-year", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D5", cohort, $"{enrolledOn ?? Day:O}"), (problem.Rule(), problem.Facts("cohort").GetInt32(), problem.Facts("enrolledOn").GetString()));
            Assert.Equal(nearest, problem.Change("cohort").GetInt32());
            await EnrolAsync(problem.Change("cohort").GetInt32()).BodyAsync(HttpStatusCode.Created);
        }
        foreach (var cohort in new[] { 2025, 2026, 2027 }) await enrollment.EnrolAsync(Table1.ECommerce, $"S{cohort}", cohort: cohort).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D5_day_before_the_first_cohort_is_refused_with_the_earliest_day(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        var problem = await enrollment.EnrolAsync(Table1.ECommerce, enrolledOn: Day.AddDays(1)).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        var earliest = DateOnly.Parse(problem.Facts("earliest").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        await enrollment.EnrolAsync(Table1.ECommerce, enrolledOn: earliest.AddDays(-1), cohort: 2000, birthDate: new DateOnly(1983, 5, 1)).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await enrollment.EnrolAsync(Table1.ECommerce, enrolledOn: earliest, cohort: 2000, birthDate: new DateOnly(1983, 5, 1)).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task Cohorts_are_counted_by_state_and_stage_for_both_institutions(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.EnrolledAsync();
        await exam.CompleteAsync(await exam.EnrolledAsync(), 1, ExamApp.Began.AddYears(2)).BodyAsync();
        await exam.ReadyAsync();
        await exam.ReadyAsync();
        await exam.EnrolledAsync(cohort: 2026, enrolledOn: Day);

        foreach (var org in new[] { Bpc, Ncut })
        {
            var cohorts = (await exam.Enrollment.ReadAsync("/cohorts", org)).Items();
            Assert.Equal([(2021, 4), (2026, 1)], cohorts.Select(cohort => (cohort.Number("year"), cohort.Number("learners"))));
            Assert.Equal((exam.Articulation, Bpc, "530701", Ncut, "120201K"), (cohorts[0].GetProperty("articulationId").GetGuid(), cohorts[0].Text("fromInstitution"), cohorts[0].Text("fromMajor"), cohorts[0].Text("toInstitution"), cohorts[0].Text("toMajor")));
            Assert.Equal(
                [("enrolled", 1, 1), ("enrolled", 2, 1), ("transfer-ready", 2, 2)],
                cohorts[0].GetProperty("parts").EnumerateArray().Select(part => (part.Text("state"), part.Number("stage"), part.Number("learners"))));
            using var first = await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(org), "/cohorts?limit=1");
            var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
            Assert.Equal(2026, Assert.Single((await exam.Enrollment.Registrar(org).GetAsync(new Uri(next, UriKind.Relative)).BodyAsync()).Items()).Number("year"));
        }
        Assert.Empty((await exam.Enrollment.ReadAsync("/cohorts", ShougangIt)).Items());
        await exam.Enrollment.GetAsync(exam.Enrollment.App.As(Bpc, Roles.Coordinator), "/cohorts").ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task Catch_up_tells_each_state_of_a_learner(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.ReadyAsync();
        await exam.LearnAsync(await exam.EnrolledAsync(), "leave", new { reason = "Illness." }).BodyAsync();
        await exam.LearnAsync(await exam.ReadyAsync(), "associate-diploma", new { reason = "declined" }).BodyAsync();

        await exam.Enrollment.App.DeliverAsync(new StateRequestedV1 { Requester = "industry-partnership", Aggregate = "enrollment/learner", After = 0, OccurredAt = DateTimeOffset.UtcNow });

        Assert.Equal("transfer-ready", (await exam.Enrollment.App.PublishedAsync<LearnerStageCompletedV1>())[^1].Learner.State);
        Assert.Equal(2, (await exam.Enrollment.App.PublishedAsync<LearnerWentOnLeaveV1>()).Count);
        Assert.Equal(2, (await exam.Enrollment.App.PublishedAsync<LearnerCompletedAssociateV1>()).Count);
    }

    [Theory, Engines]
    public async Task A_placement_that_started_earns_nothing_yet_and_is_no_error(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var placement = Facts.Placement(learner);

        await exam.Enrollment.App.DeliverAsync(Facts.Of(placement with { State = "active", Hours = null, Grade = null, Version = 1 }));
        Assert.Empty((await exam.Enrollment.ReadAsync($"/learners/{learner}/credits")).Items());
        await exam.Enrollment.App.DeliverAsync(Facts.Of(placement));
        Assert.Single((await exam.Enrollment.ReadAsync($"/learners/{learner}/credits")).Items());
    }

    private static async Task<IEnumerable<Fact>> FactsAsync(ExamApp exam, Guid learner) =>
        (await exam.Enrollment.App.Db.QueryAsync<FactRow>("SELECT fact, stage, effective_on FROM enrollment.learner_fact WHERE learner_id = @learner ORDER BY seq", new { learner })).Select(row => new Fact(row.Fact, row.Stage, row.EffectiveOn));

    private sealed record Fact(string Name, int Stage, DateOnly EffectiveOn);

    private sealed record FactRow
    {
        public string Fact { get; init; } = "";
        public int Stage { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }
}
