using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>From the results to the diplomas: transfer within the places (D4), graduation, the associate diploma (D3, D5).</summary>
public sealed class TransferTests
{
    [Theory, Engines]
    public async Task D3_learner_who_passed_gets_the_associate_and_then_the_bachelor_diploma(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80)], Day.AddDays(-10));
        await exam.FinaliseAsync(plan);

        var moved = await exam.TransferAsync(learners[0], Day.AddDays(-5));

        Assert.Equal(
            ("transferred", 3, "120201K", Ncut, Bpc), (moved.State, moved.Stage, moved.Major, moved.PresentInstitution, moved.Institution));
        Assert.Equal((Day.AddDays(-5), Day.AddDays(-5)), (moved.Since, moved.StageBeganOn));
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerTransferredV1>()).Learner;
        Assert.Equal(
            (learners[0], "transferred", 3, "120201K", moved.Version), (told.Id, told.State, told.Stage, told.Major, told.Version));
        Assert.Equal([("associate", Bpc, null, ExamApp.Ready)], await DiplomasAsync(exam, learners[0]));

        var problem = await exam.By(Ncut).GraduateLearnerAsync(learners[0], new())
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        var earliest = DateOnly.ParseExact(problem.Change("notBefore").GetString()!, "O");
        Assert.Equal(Day.AddDays(-5).AddYears(1).AddDays(1), earliest);
        exam.Enrollment.App.Today.MoveTo(earliest);
        await exam.By(Bpc).GraduateLearnerAsync(learners[0], new()).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var graduated = await exam.By(Ncut).GraduateLearnerAsync(learners[0], new() { GraduatedOn = earliest });

        Assert.Equal("graduated", graduated.State);
        Assert.Equal(
            [("associate", Bpc, null, ExamApp.Ready), ("bachelor", Ncut, "专升本", earliest)], await DiplomasAsync(exam, learners[0]));
        Assert.Equal("graduated", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerGraduatedV1>()).Learner.State);
        Assert.Equal("graduated", (await exam.By(Ncut).WithdrawLearnerAsync(learners[0], new() { Reason = "Late." })
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.Conflict)).Fact("state").GetString());
        foreach (var (step, body) in new (string, object)[]
        {
            ("graduation", new { }),
            ("leave", new { reason = "Late." }),
            ("transfer", new { }),
        })
        {
            Assert.Equal("graduated", (await exam.LearnAsync(learners[0], step, body, Ncut)
                .ShouldBeProblemAsync("learner-state", HttpStatusCode.Conflict)).Fact("state").GetString());
        }
    }

    [Theory, Engines]
    public async Task D5_transferred_learner_comes_back_from_leave_as_transferred(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        await exam.By(Bpc).StartLeaveAsync(learners[0], new() { Reason = "Illness." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await exam.By(Ncut).StartLeaveAsync(learners[0], new() { Reason = "Illness." });
        var back = await exam.By(Ncut).EndLeaveAsync(learners[0], new());

        Assert.Equal(("transferred", 3), (back.State, back.Stage));
        var problem = await exam.CompleteAsync(learners[0], 3, org: Ncut).ShouldBeProblemAsync("last-stage", HttpStatusCode.Conflict);
        Assert.Equal(("D5", $"{Api}/learners/{learners[0]}/graduation"), (problem.Rule, problem.Change("graduate").GetString()));

        // Away until after the last year began: nobody graduates while on leave.
        await exam.By(Ncut).StartLeaveAsync(learners[0], new() { Reason = "Illness." });
        exam.Enrollment.App.Today.MoveTo(Day.AddYears(2));
        await exam.By(Ncut).EndLeaveAsync(learners[0], new() { On = Day.AddYears(2).AddDays(-5) });
        problem = await exam.By(Ncut).GraduateLearnerAsync(learners[0], new() { GraduatedOn = Day.AddYears(2).AddDays(-6) })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.By(Ncut).GraduateLearnerAsync(learners[0], new() { GraduatedOn = problem.Change("graduatedOn").Day() });
    }

    [Theory, Engines]
    public async Task D1_a_pathway_with_two_stages_at_the_university_ends_with_the_second(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var enrollment = exam.Enrollment;
        await enrollment.Registrar(Bpc)
            .PostAsync(
                $"{Api}/pathways",
                new
                {
                    code = "1+1+1",
                    stages = new[]
                    {
                        new { name = "Vocational", years = 1, taughtBy = "from" },
                        new { name = "Third year", years = 1, taughtBy = "to" },
                        new { name = "Fourth year", years = 1, taughtBy = "to" },
                    },
                })
            .BodyAsync(HttpStatusCode.Created);
        var articulation = await enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "1+1+1");
        await enrollment.ActivateAsync(articulation.Id, (await enrollment.AgreeAsync()).Id);
        var learner = (await enrollment.EnrolAsync(Table1.BigDataAccounting, cohort: 2021, enrolledOn: ExamApp.Began)).Id;
        enrollment.App.Today.MoveTo(Day.AddYears(1));
        await exam.CompleteAsync(learner, 1);
        var plan = (await exam.OpenAsync(exam.Exam() with { Places = [new() { ArticulationId = articulation.Id, Places = 1 }] })).Id;
        await exam.RegisterAsync(plan, learner, on: ExamApp.Registration);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80));
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learner);
        enrollment.App.Today.MoveTo(Day.AddYears(3));

        var problem = await exam.By(Ncut).GraduateLearnerAsync(learner, new())
            .ShouldBeProblemAsync("not-the-last-stage", HttpStatusCode.Conflict);
        Assert.Equal(("D5", 2, 3), (problem.Rule, problem.Fact("stage").GetInt32(), problem.Fact("lastStage").GetInt32()));
        var completed = await enrollment
            .Registrar(Ncut)
            .PostAsync(problem.Change("complete")
                .GetString()!, new { stage = problem.Change("stage").GetInt32(), completedOn = Day.AddYears(2) })
            .AsAsync<Learner>();
        Assert.Equal(("transferred", 3), (completed.State, completed.Stage));
        await exam.By(Ncut).GraduateLearnerAsync(learner, new());
    }

    [Theory, Engines]
    public async Task D7_a_place_is_taken_by_a_final_pass_only(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var outsider = await exam.ReadyAsync();
        Assert.Equal(JsonValueKind.Null, (await exam.TransferAsync(outsider)
            .ShouldBeProblemAsync("transfer-plan-not-final", HttpStatusCode.Conflict)).Fact("state").ValueKind);
        var (plan, learners) = await exam.SatAsync(exam.Exam(resits: 0), [ExamApp.Marks(80), ExamApp.Marks(50)], Day.AddDays(-10));

        var problem = await exam.TransferAsync(learners[0]).ShouldBeProblemAsync("transfer-plan-not-final", HttpStatusCode.Conflict);
        Assert.Equal(("D7", "published"), (problem.Rule, problem.Fact("state").GetString()));
        foreach (var org in new[] { Bpc, Ncut })
        {
            await exam.Enrollment.Registrar(org).PostAsync(problem.Change("finalise").GetString()!).BodyAsync();
        }
        Assert.Equal("failed", (await exam.TransferAsync(learners[1])
            .ShouldBeProblemAsync("transfer-not-passed", HttpStatusCode.UnprocessableEntity)).Fact("result").GetString());
        Assert.Equal(JsonValueKind.Null, (await exam.TransferAsync(outsider)
            .ShouldBeProblemAsync("transfer-not-passed", HttpStatusCode.UnprocessableEntity)).Fact("result").ValueKind);

        // Not before the results hold.
        problem = await exam.TransferAsync(learners[0], Day.AddDays(-11))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.TransferAsync(learners[0], DateOnly.ParseExact(problem.Change("transferredOn").GetString()!, "O"));
    }

    [Theory, Engines]
    public async Task D4_three_highest_of_40_concurrent_transfers_succeed(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 3), [.. Enumerable.Range(0, 10)
            .Select(number => ExamApp.Marks(60 + number))]);
        await exam.FinaliseAsync(plan);

        var replies = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(async number => (Learner: learners[number % 10], Reply: await exam.TransferAsync(learners[number % 10])
                .OutcomeAsync())));

        var inside = learners.Skip(7).ToList();
        Assert.Equal(inside.Order(), replies.Where(one => one.Reply.Passed).Select(one => one.Learner).Order());
        foreach (var (learner, reply) in replies.Where(one => !one.Reply.Passed)) await reply.ShouldBeProblemAsync(
            inside.Contains(learner) ? "learner-state" : "no-place",
            inside.Contains(learner) ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity);
        Assert.Equal(inside.Order(), (await exam.Enrollment.App.PublishedAsync<LearnerTransferredV1>()).Select(fact => fact.Learner.Id)
            .Order());
        Assert.Equal([3], await exam.Enrollment.App.Db.QueryAsync<int>(
            """
            SELECT taken
            FROM enrollment.transfer_place
            WHERE plan_id = @plan
            """,
            new { plan }));
        Assert.Equal(3, (await exam.Enrollment.App.Db.QueryAsync<Guid>("SELECT id FROM enrollment.diploma")).Count);
    }

    [Theory, Engines]
    public async Task D4_learner_without_a_place_sees_rank_and_last_total_and_moves_up_after_a_withdrawal(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(80), ExamApp.Marks(70)]);
        await exam.FinaliseAsync(plan);

        var problem = await exam.TransferAsync(learners[2]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D4", 3, 1), (problem.Rule, problem.Fact("rank").GetInt32(), problem.Fact("places").GetInt32()));
        Assert.Equal((70m, 90m), (problem.Fact("total").GetDecimal(), problem.Fact("lastInside").GetDecimal()));
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[0], new() { Reason = "declined" });
        await exam.By(Bpc).WithdrawLearnerAsync(learners[1], new() { Reason = "Moved." });
        await exam.TransferAsync(learners[2]);
    }

    [Theory, Engines]
    public async Task D4_taken_place_stays_taken_when_its_holder_leaves(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        await exam.By(Ncut).WithdrawLearnerAsync(learners[0], new() { Reason = "Moved." });

        Assert.Equal(2, (await exam.TransferAsync(learners[1]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity))
            .Fact("rank")
            .GetInt32());
    }

    [Theory, Engines]
    public async Task D4_only_the_published_tie_break_settles_equal_totals(Engine engine)
    {
        // Both have 70; in regular work the second is better.
        EnterMarksRequest[] results = [ExamApp.Marks(100, 100, 50), ExamApp.Marks(70)];
        await using var settled = await ExamApp.StartAsync(engine);
        var (plan, learners) = await settled.SatAsync(settled.Exam(places: 1, tieBreak: ["work"]), results);
        await settled.FinaliseAsync(plan);
        await settled.TransferAsync(learners[0]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);
        await settled.TransferAsync(learners[1]);

        await using var open = await ExamApp.StartAsync(engine);
        // The tie-break of the plan is a component in which the two are level.
        (plan, learners) = await open.SatAsync(
            open.Exam(places: 1, tieBreak: ["course-1"]), [ExamApp.Marks(70, 100, 60), ExamApp.Marks(70, 70, 70)]);
        await open.FinaliseAsync(plan);
        foreach (var learner in learners)
        {
            var problem = await open.TransferAsync(learner).ShouldBeProblemAsync("tie-not-settled", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D4", 1, 2, 1), (problem.Rule, problem.Fact("rank")
                .GetInt32(), problem.Fact("level").GetInt32(), problem.Fact("places").GetInt32()));
        }
        await open.By(Bpc).AwardAssociateDiplomaAsync(learners[0], new() { Reason = "declined" });
        await open.TransferAsync(learners[1]);
    }

    [Theory, Engines]
    public async Task D9_learner_who_fails_both_sittings_gets_the_associate_diploma_and_stays_in_the_denominator(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);
        var problem = await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[1], new() { Reason = "failed" })
            .ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5", "published", "declined"), (problem.Rule, problem.Fact("planState")
            .GetString(), problem.Change("reason").GetString()));
        await exam.PostAsync(plan, "resit");
        await exam.RegisterAsync(plan, learners[1]);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learners[1], ExamApp.Marks(50));
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);

        Assert.Equal("passed", (await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[0], new() { Reason = "failed" })
            .ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity)).Fact("lastResult").GetString());
        var ended = await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[1], new() { Reason = "failed" });

        Assert.Equal("completed-associate", ended.State);
        Assert.Equal([("associate", Bpc, null, Day)], await DiplomasAsync(exam, learners[1]));
        Assert.Equal(
            "completed-associate", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCompletedAssociateV1>()).Learner.State);
        Assert.Equal((1, 2, "50.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D5_learner_who_declined_or_never_registered_gets_the_associate_diploma(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync();

        await exam.LearnAsync(learner, "associate-diploma", new { reason = "tired" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var problem = await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "failed" })
            .ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity);
        problem = await exam.By(Bpc).AwardAssociateDiplomaAsync(
            learner,
            new() { Reason = problem.Change("reason").GetString()!, AwardedOn = ExamApp.Ready.AddDays(-1) }).ShouldBeProblemAsync(
                "day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D3", problem.Rule);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => exam.By(Bpc).AwardAssociateDiplomaAsync(
                learner, new() { Reason = "declined", AwardedOn = problem.Change("awardedOn").Day() }).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        Assert.Single(await DiplomasAsync(exam, learner));
        Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCompletedAssociateV1>());
    }

    [Theory, Engines]
    public async Task D3_diplomas_are_seen_by_those_who_see_the_learner(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync("p-1");
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined" });

        foreach (var client in new[] { exam.Enrollment.Registrar(Bpc), exam.Enrollment.Registrar(Ncut), exam.Enrollment.Learner("p-1") })
        {
            Assert.Single((await exam.Enrollment.GetAsync(client, $"/learners/{learner}/diplomas").AsAsync<PageOfDiploma>()).Items);
        }
        foreach (var client in new[] { exam.Enrollment.Registrar(ShougangIt), exam.Enrollment.Learner("p-2") })
        {
            await exam.Enrollment.GetAsync(client, $"/learners/{learner}/diplomas")
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    [Theory, Engines]
    public async Task D3_secondary_route_awards_the_secondary_diploma_and_an_unannotated_bachelor(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var enrollment = exam.Enrollment;
        var stages =
            new[]
            {
                new { name = "Secondary vocational", years = 1, taughtBy = "from" },
                new { name = "Undergraduate", years = 1, taughtBy = "to" },
            };
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", new { code = "1+1", stages, fromDiploma = "secondary" })
            .BodyAsync(HttpStatusCode.Created);
        var articulation = await enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "1+1");
        await enrollment.ActivateAsync(articulation.Id, (await enrollment.AgreeAsync()).Id);
        var learners = new List<Guid>();
        foreach (var number in new[] { "S1", "S2" })
        {
            learners.Add((await enrollment.EnrolAsync(Table1.BigDataAccounting, number, cohort: 2021, enrolledOn: ExamApp.Began)).Id);
        }
        var plan = (await exam.OpenAsync(exam.Exam() with { Places = [new() { ArticulationId = articulation.Id, Places = 1 }] })).Id;
        foreach (var learner in learners) await exam.CompleteAsync(learner, 1);
        await exam.RegisterAsync(plan, learners[0]);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learners[0], ExamApp.Marks(80));
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);

        await exam.TransferAsync(learners[0]);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[1], new() { Reason = "declined" });
        enrollment.App.Today.MoveTo(Day.AddYears(1));
        await exam.By(Ncut).GraduateLearnerAsync(learners[0], new());

        Assert.Equal([("secondary", Bpc, null, Day), ("bachelor", Ncut, null, Day.AddYears(1))], await DiplomasAsync(exam, learners[0]));
        Assert.Equal([("secondary", Bpc, null, Day)], await DiplomasAsync(exam, learners[1]));
    }

    [Theory, Engines]
    public async Task D5_transferred_learner_reads_their_record_with_the_universitys_token(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.ReadyAsync("p-1");
        await exam.RegisterAsync(plan, learner);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80));
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);
        var paths =
            new[]
            {
                $"/learners/{learner}",
                $"/learners/{learner}/credits",
                $"/learners/{learner}/diplomas",
                $"/transfer-plans/{plan}/candidates/{learner}",
            };
        var university = exam.Enrollment.Learner("p-1", Ncut);
        foreach (var path in paths)
        {
            await exam.Enrollment.GetAsync(university, path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }

        await exam.TransferAsync(learner);

        foreach (var path in paths)
        {
            foreach (var client in new[] { university, exam.Enrollment.Learner("p-1"), exam.Enrollment.Registrar(Bpc) })
            {
                await exam.Enrollment.GetAsync(client, path).BodyAsync();
            }
            await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-2", Ncut), path)
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    private static async Task<IEnumerable<(string, string, string?, DateOnly)>> DiplomasAsync(ExamApp exam, Guid learner) =>
        (await exam.By(Bpc).ListDiplomasAsync(learner)).Items.Select(
            diploma => (diploma.Kind, diploma.Institution, diploma.Annotation, diploma.AwardedOn));
}
