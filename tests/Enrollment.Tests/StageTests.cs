using System.Net;
using Contracts;
using Contracts.Enrollment;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
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

        var next = await exam.CompleteAsync(learner, 1, ExamApp.Began.AddYears(2));
        Assert.Equal(
            ("enrolled", 2, new DateOnly(2023, 9, 1), new DateOnly(2023, 9, 1), 2),
            (next.State, next.Stage, next.StageBeganOn, next.Since, next.Version));
        var ready = await exam.CompleteAsync(learner, 2, ExamApp.Ready);
        Assert.Equal(
            ("transfer-ready", 2, "530701", Bpc, 3), (ready.State, ready.Stage, ready.Major, ready.PresentInstitution, ready.Version));

        var told = (await exam.Enrollment.App.PublishedAsync<LearnerStageCompletedV1>()).Select(fact => fact.Learner).ToList();
        Assert.Equal(
            [(learner, "enrolled", 2, 2), (learner, "transfer-ready", 2, 3)],
            told.Select(state => (state.Id, state.State, state.Stage, state.Version)));
        Assert.Equal(
            [new(
                "enrolled",
                1,
                ExamApp.Began), new("stage-completed", 2, ExamApp.Began.AddYears(2)), new("stage-completed", 2, ExamApp.Ready)],
            await FactsAsync(exam, learner));
    }

    [Theory, Engines]
    public async Task D5_a_stage_ends_in_its_last_year_at_the_earliest(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var earliest = ExamApp.Began.AddYears(1).AddDays(1);

        var problem = await exam.CompleteAsync(learner, 1, earliest.AddDays(-1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5", $"{earliest:O}"), (problem.Rule, problem.Fact("earliest").GetString()));
        Assert.Equal($"{earliest:O}", problem.Change("completedOn").GetString());
        problem = await exam.CompleteAsync(learner, 1, Day.AddDays(1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{Day:O}", problem.Change("completedOn").GetString());

        await exam.CompleteAsync(learner, 1, earliest);
        var young = await exam.EnrolledAsync(cohort: Day.Year, enrolledOn: Day);
        problem = await exam.CompleteAsync(young, 1).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        var notBefore = problem.Change("notBefore").GetString();
        Assert.Equal($"{Day.AddYears(1).AddDays(1):O}", notBefore);
        exam.Enrollment.App.Today.MoveTo(Day.AddYears(1).AddDays(1));
        await exam.CompleteAsync(young, 1);
    }

    [Theory, Engines]
    public async Task D5_a_repeated_completion_completes_no_second_stage(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => exam.CompleteAsync(learner, 1, ExamApp.Began.AddYears(2)).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var reply in replies.Where(reply => !reply.Passed))
        {
            var problem = await reply.ShouldBeProblemAsync("not-the-present-stage", HttpStatusCode.Conflict);
            Assert.Equal(("D5", 1, 2), (problem.Rule, problem.Fact("stage").GetInt32(), problem.Fact("presentStage").GetInt32()));
        }
        Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerStageCompletedV1>());
    }

    [Theory, Engines]
    public async Task D5_learner_on_leave_comes_back_to_the_same_stage_and_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var (from, on) = (ExamApp.Began.AddMonths(3), ExamApp.Began.AddYears(1));

        var away = await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Military service.", From = from });
        Assert.Equal(("on-leave", 1, from), (away.State, away.Stage, away.Since));
        var problem = await exam.By(Bpc).EndLeaveAsync(learner, new() { On = from.AddDays(-1) })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{from:O}", problem.Change("on").GetString());
        var back = await exam.By(Bpc).EndLeaveAsync(learner, new() { On = on });
        Assert.Equal(("enrolled", 1, on, 3), (back.State, back.Stage, back.Since, back.Version));

        Assert.Equal("on-leave", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerWentOnLeaveV1>()).Learner.State);
        Assert.Equal("enrolled", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerReturnedV1>()).Learner.State);

        // The stage's last year has begun long before, but the learner was away.
        problem = await exam.CompleteAsync(await AwayUntilAsync(Day.AddDays(-10)), 1, Day.AddDays(-11))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"{Day.AddDays(-10):O}", problem.Change("completedOn").GetString());
        problem = await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Again.", From = on.AddDays(-1) })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Again.", From = problem.Change("from").Day() });

        async Task<Guid> AwayUntilAsync(DateOnly day)
        {
            var other = await exam.EnrolledAsync();
            await exam.By(Bpc).StartLeaveAsync(other, new() { Reason = "Illness.", From = from });
            await exam.By(Bpc).EndLeaveAsync(other, new() { On = day });
            return other;
        }
    }

    [Theory, Engines]
    public async Task D5_step_out_of_order_is_refused_with_the_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var steps = new (string Step, object Body, string Org)[]
        {
            ("stage-completion", new
            {
                stage = 1, completedOn = ExamApp.Began.AddYears(2),
            }, Bpc), ("leave", new { reason = "Illness." }, Bpc), ("return", new { }, Bpc), ("transfer", new { }, Ncut),
            ("graduation", new { }, Ncut), ("associate-diploma", new { reason = "declined" }, Bpc), ("withdrawal", new { reason = "Moved." }, Bpc),
        };
        var (away, ready, associate, withdrawn) = (
            await exam.EnrolledAsync(),
            await exam.ReadyAsync(),
            await exam.ReadyAsync(),
            await exam.EnrolledAsync());
        await exam.By(Bpc).StartLeaveAsync(away, new() { Reason = "Illness." });
        await exam.By(Bpc).AwardAssociateDiplomaAsync(associate, new() { Reason = "declined" });
        await exam.By(Bpc).WithdrawLearnerAsync(withdrawn, new() { Reason = "Moved." });
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
                var problem = await exam.LearnAsync(learner, step, body, org)
                    .ShouldBeProblemAsync(step == "withdrawal" ? "learner-not-enrolled" : "learner-state", HttpStatusCode.Conflict);
                Assert.Equal(("D5", state), (problem.Rule(), problem.Fact("state").GetString()));
            }
            Assert.Equal(state, (await exam.LearnerAsync(learner)).State);
        }
    }

    [Theory, Engines]
    public async Task D5_a_learner_withdraws_from_each_state_that_is_not_final(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (enrolled, away, ready) = (await exam.EnrolledAsync(), await exam.EnrolledAsync(), await exam.ReadyAsync());
        await exam.By(Bpc).StartLeaveAsync(away, new() { Reason = "Illness.", From = Day.AddDays(-10) });
        var (_, passed) = await exam.SatAsync(null, [ExamApp.Marks(80)]);
        await exam.FinaliseAsync((await exam.By(Bpc).ListTransferPlansAsync()).Items[0].Id);
        await exam.TransferAsync(passed[0]);

        foreach (var (learner, org) in new[] { (enrolled, Bpc), (away, Bpc), (ready, Bpc), (passed[0], Ncut) })
        {
            var since = (await exam.LearnerAsync(learner)).Since;
            var problem = await exam.By(org)
                .WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = new DateOnly(2021, 8, 31) })
                .ShouldBeProblemAsync("withdrawal-date-out-of-range", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(since, problem.Change("effectiveOn").Day());
            Assert.Equal("withdrawn", (await exam.By(org)
                .WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = since })).State);
        }
        Assert.Equal(4, (await exam.Enrollment.App.PublishedAsync<LearnerWithdrawnV1>()).Count);
    }

    [Theory, Engines]
    public async Task D5_only_the_institution_of_the_present_stage_records_changes(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync("p-1");
        foreach (var (step, body) in new (string, object)[]
        {
            ("stage-completion", new { stage = 1 }),
            ("leave", new { reason = "Illness." }),
            ("return", new { }),
            ("withdrawal", new { reason = "Moved." }),
            ("associate-diploma", new { reason = "declined" }),
        })
        {
            await exam.LearnAsync(learner, step, body, Ncut).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            await exam.LearnAsync(learner, step, body, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await exam.Enrollment.Learner("p-1").PostAsync($"{Api}/learners/{learner}/{step}", body)
                .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        foreach (var step in new[] { "transfer", "graduation" })
        {
            await exam.LearnAsync(learner, step, new { }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
    }

    [Theory, Engines]
    public async Task D5_an_enrolment_is_recorded_late_but_not_ahead(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var request = new Dictionary<string, object>
        {
            ["studentNumber"] = "L1",
            ["birthDate"] = "2010-05-01",
            ["cohort"] = 2026,
            ["fromMajor"] = "530701",
            ["toInstitution"] = Ncut,
            ["toMajor"] = "120201K",
            ["enrolledOn"] = $"{Day.AddDays(1):O}",
        };

        var problem = await exam.Enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", request)
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        request["enrolledOn"] = problem.Change("enrolledOn").GetString()!;
        Assert.Equal(Day, (await exam.Enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", request)
            .AsAsync<Learner>(HttpStatusCode.Created)).EnrolledOn);

        // Ten years old then, not now.
        problem = await exam.Enrollment
            .Registrar(Bpc)
            .PostAsync(
                $"{Api}/learners", new Dictionary<string, object>(request) { ["studentNumber"] = "L2", ["enrolledOn"] = "2020-04-30" })
            .ShouldBeProblemAsync("birth-date-implausible", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5", "2010-04-30", "2020-04-30"), (problem.Rule(), problem.Change("birthDate")
            .GetString(), problem.Fact("enrolledOn").GetString()));
        Assert.False(problem.GetProperty("facts").TryGetProperty("today", out _));
    }

    [Theory, Engines]
    public async Task D5_cohort_is_within_a_year_of_the_enrolment(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        (int Cohort, DateOnly? EnrolledOn, int Nearest)[] wrong =
        [
            (2100, null, 2027), (2028, null, 2027), (2024, null, 2025), (2000, null, 2025), (2026, new(2021, 9, 1), 2022),
            (2001, new(1999, 12, 31), 2000),
        ];

        foreach (var (index, (cohort, enrolledOn, nearest)) in wrong.Index())
        {
            Task<Learner> EnrolAsync(int year) =>
                enrollment.EnrolAsync(
                    Table1.ECommerce,
                    $"C{index}",
                    birthDate: new DateOnly((enrolledOn ?? Day).Year - 16, 5, 1),
                    cohort: year,
                    enrolledOn: enrolledOn);
            var problem = await EnrolAsync(cohort).ShouldBeProblemAsync("cohort-of-another-year", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D5", cohort, $"{enrolledOn ?? Day:O}"), (problem.Rule, problem.Fact("cohort")
                .GetInt32(), problem.Fact("enrolledOn").GetString()));
            Assert.Equal(nearest, problem.Change("cohort").GetInt32());
            await EnrolAsync(problem.Change("cohort").GetInt32());
        }
        foreach (var cohort in new[] { 2025, 2026, 2027 }) await enrollment.EnrolAsync(Table1.ECommerce, $"S{cohort}", cohort: cohort);
    }

    [Theory, Engines]
    public async Task D5_day_before_the_first_cohort_is_refused_with_the_earliest_day(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        var problem = await enrollment.EnrolAsync(Table1.ECommerce, enrolledOn: Day.AddDays(1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        var earliest = DateOnly.Parse(problem.Fact("earliest").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        await enrollment.EnrolAsync(Table1.ECommerce, enrolledOn: earliest.AddDays(-1), cohort: 2000, birthDate: new DateOnly(1983, 5, 1))
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await enrollment.EnrolAsync(Table1.ECommerce, enrolledOn: earliest, cohort: 2000, birthDate: new DateOnly(1983, 5, 1));
    }

    [Theory, Engines]
    public async Task Cohorts_are_counted_by_state_and_stage_for_both_institutions(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.EnrolledAsync();
        await exam.CompleteAsync(await exam.EnrolledAsync(), 1, ExamApp.Began.AddYears(2));
        await exam.ReadyAsync();
        await exam.ReadyAsync();
        await exam.EnrolledAsync(cohort: 2026, enrolledOn: Day);

        foreach (var org in new[] { Bpc, Ncut })
        {
            var cohorts = (await exam.By(org).ListCohortsAsync()).Items;
            Assert.Equal([(2021, 4), (2026, 1)], cohorts.Select(cohort => (cohort.Year, cohort.Learners)));
            Assert.Equal(
                (exam.Articulation, Bpc, "530701", Ncut, "120201K"),
                (
                    cohorts[0].ArticulationId,
                    cohorts[0].FromInstitution,
                    cohorts[0].FromMajor,
                    cohorts[0].ToInstitution,
                    cohorts[0].ToMajor));
            Assert.Equal(
                [("enrolled", 1, 1), ("enrolled", 2, 1), ("transfer-ready", 2, 2)],
                cohorts[0].Parts.Select(part => (part.State, part.Stage, part.Learners)));
            using var first = await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(org), "/cohorts?limit=1");
            var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
            Assert.Equal(2026, Assert.Single((await exam.Enrollment.Registrar(org).GetAsync(new Uri(next, UriKind.Relative))
                .AsAsync<PageOfReadCohortsCohort>()).Items).Year);
        }
        Assert.Empty((await exam.By(ShougangIt).ListCohortsAsync()).Items);
        await exam.Enrollment.GetAsync(exam.Enrollment.App.As(Bpc, Roles.Coordinator), "/cohorts")
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task Catch_up_tells_each_state_of_a_learner(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.ReadyAsync();
        await exam.By(Bpc).StartLeaveAsync(await exam.EnrolledAsync(), new() { Reason = "Illness." });
        await exam.By(Bpc).AwardAssociateDiplomaAsync(await exam.ReadyAsync(), new() { Reason = "declined" });

        await exam.Enrollment.App.DeliverAsync(new StateRequestedV1
        {
            Requester = "industry-partnership",
            Aggregate = "enrollment/learner",
            After = 0,
            OccurredAt = DateTimeOffset.UtcNow,
        });

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
        Assert.Empty((await exam.By(Bpc).ListCreditsAsync(learner)).Items);
        await exam.Enrollment.App.DeliverAsync(Facts.Of(placement));
        Assert.Single((await exam.By(Bpc).ListCreditsAsync(learner)).Items);
    }

    [Theory, Engines]
    public async Task D41_each_fact_says_all_that_a_figure_needs_from_its_day_on(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(), [ExamApp.Marks(70)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0], Day);

        var facts = await exam.Enrollment.App.Db.QueryAsync<FactRow>(
            """
            SELECT state, present_institution
            FROM enrollment.learner_fact
            WHERE learner_id = @learner
                AND cohort = @Cohort
                AND articulation_id = @Articulation
                AND institution = 'bpc'
                AND recorded_version = version
                AND recorded_on = @Day
                AND superseded_on IS NULL
                AND superseded_at IS NULL
            ORDER BY effective_on, version
            """,
            new { learner = learners[0], ExamApp.Cohort, exam.Articulation, Day });

        Assert.Equal(
            [("enrolled", Bpc), ("enrolled", Bpc), ("transfer-ready", Bpc), ("transferred", Ncut)],
            facts.Select(fact => (fact.State, fact.PresentInstitution)));
    }

    private static async Task<IEnumerable<Fact>> FactsAsync(ExamApp exam, Guid learner) =>
        (await exam.Enrollment.App.Db.QueryAsync<FactRow>(
            """
            SELECT fact, stage, effective_on
            FROM enrollment.learner_fact
            WHERE learner_id = @learner
            ORDER BY seq
            """,
            new { learner })).Select(row => new Fact(row.Fact, row.Stage, row.EffectiveOn));

    private sealed record Fact(string Name, int Stage, DateOnly EffectiveOn);

    private sealed record FactRow
    {
        public string Fact { get; init; } = "";
        public string State { get; init; } = "";
        public string PresentInstitution { get; init; } = "";
        public int Stage { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }
}
