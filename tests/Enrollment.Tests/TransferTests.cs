using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
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

        var moved = await exam.TransferAsync(learners[0], Day.AddDays(-5)).BodyAsync();

        Assert.Equal(("transferred", 3, "120201K", Ncut, Bpc), (moved.Text("state"), moved.Number("stage"), moved.Text("major"), moved.Text("presentInstitution"), moved.Text("institution")));
        Assert.Equal(($"{Day.AddDays(-5):O}", $"{Day.AddDays(-5):O}"), (moved.Text("since"), moved.Text("stageBeganOn")));
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerTransferredV1>()).Learner;
        Assert.Equal((learners[0], "transferred", 3, "120201K", moved.Version()), (told.Id, told.State, told.Stage, told.Major, told.Version));
        Assert.Equal([("associate", Bpc, null, $"{Day.AddDays(-5):O}")], await DiplomasAsync(exam, learners[0]));

        var problem = await exam.LearnAsync(learners[0], "graduation", new { }, Ncut).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        var earliest = DateOnly.ParseExact(problem.Change("notBefore").GetString()!, "O");
        Assert.Equal(Day.AddDays(-5).AddYears(1).AddDays(1), earliest);
        exam.Enrollment.App.Today.MoveTo(earliest);
        await exam.LearnAsync(learners[0], "graduation", new { }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var graduated = await exam.LearnAsync(learners[0], "graduation", new { graduatedOn = earliest }, Ncut).BodyAsync();

        Assert.Equal("graduated", graduated.Text("state"));
        Assert.Equal([("associate", Bpc, null, $"{Day.AddDays(-5):O}"), ("bachelor", Ncut, "专升本", $"{earliest:O}")], await DiplomasAsync(exam, learners[0]));
        Assert.Equal("graduated", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerGraduatedV1>()).Learner.State);
        Assert.Equal("graduated", (await exam.LearnAsync(learners[0], "withdrawal", new { reason = "Late." }, Ncut).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.Conflict)).Facts("state").GetString());
        foreach (var (step, body) in new (string, object)[] { ("graduation", new { }), ("leave", new { reason = "Late." }), ("transfer", new { }) })
        {
            Assert.Equal("graduated", (await exam.LearnAsync(learners[0], step, body, Ncut).ShouldBeProblemAsync("learner-state", HttpStatusCode.Conflict)).Facts("state").GetString());
        }
    }

    [Theory, Engines]
    public async Task D5_transferred_learner_comes_back_from_leave_as_transferred(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]).BodyAsync();

        await exam.LearnAsync(learners[0], "leave", new { reason = "Illness." }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await exam.LearnAsync(learners[0], "leave", new { reason = "Illness." }, Ncut).BodyAsync();
        var back = await exam.LearnAsync(learners[0], "return", new { }, Ncut).BodyAsync();

        Assert.Equal(("transferred", 3), (back.Text("state"), back.Number("stage")));
        var problem = await exam.CompleteAsync(learners[0], 3, org: Ncut).ShouldBeProblemAsync("last-stage", HttpStatusCode.Conflict);
        Assert.Equal(("D5", $"{Api}/learners/{learners[0]}/graduation"), (problem.Rule(), problem.Change("graduate").GetString()));

        // Away until after the last year began: nobody graduates while on leave.
        await exam.LearnAsync(learners[0], "leave", new { reason = "Illness." }, Ncut).BodyAsync();
        exam.Enrollment.App.Today.MoveTo(Day.AddYears(2));
        await exam.LearnAsync(learners[0], "return", new { on = Day.AddYears(2).AddDays(-5) }, Ncut).BodyAsync();
        problem = await exam.LearnAsync(learners[0], "graduation", new { graduatedOn = Day.AddYears(2).AddDays(-6) }, Ncut).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.LearnAsync(learners[0], "graduation", new { graduatedOn = problem.Change("graduatedOn").GetString() }, Ncut).BodyAsync();
    }

    [Theory, Engines]
    public async Task D1_a_pathway_with_two_stages_at_the_university_ends_with_the_second(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var enrollment = exam.Enrollment;
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", new { code = "1+1+1", stages = new[] { new { name = "Vocational", years = 1, taughtBy = "from" }, new { name = "Third year", years = 1, taughtBy = "to" }, new { name = "Fourth year", years = 1, taughtBy = "to" } } }).BodyAsync(HttpStatusCode.Created);
        var articulation = await enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "1+1+1");
        await enrollment.ActivateAsync(articulation.Id(), (await enrollment.AgreeAsync()).Id).BodyAsync();
        var learner = (await enrollment.EnrolAsync(Table1.BigDataAccounting, cohort: 2021, enrolledOn: ExamApp.Began).BodyAsync(HttpStatusCode.Created)).Id();
        enrollment.App.Today.MoveTo(Day.AddYears(1));
        await exam.CompleteAsync(learner, 1).BodyAsync();
        var plan = (await exam.OpenAsync(exam.Exam().With("places", new[] { new { articulationId = articulation.Id(), places = 1 } }))).Id();
        await exam.RegisterAsync(plan, learner).BodyAsync(HttpStatusCode.Created);
        await exam.PostAsync(plan, "closing").BodyAsync();
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80)).BodyAsync();
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learner).BodyAsync();
        enrollment.App.Today.MoveTo(Day.AddYears(3));

        var problem = await exam.LearnAsync(learner, "graduation", new { }, Ncut).ShouldBeProblemAsync("not-the-last-stage", HttpStatusCode.Conflict);
        Assert.Equal(("D5", 2, 3), (problem.Rule(), problem.Facts("stage").GetInt32(), problem.Facts("lastStage").GetInt32()));
        var completed = await enrollment.Registrar(Ncut).PostAsync(problem.Change("complete").GetString()!, new { stage = problem.Change("stage").GetInt32(), completedOn = Day.AddYears(2) }).BodyAsync();
        Assert.Equal(("transferred", 3), (completed.Text("state"), completed.Number("stage")));
        await exam.LearnAsync(learner, "graduation", new { }, Ncut).BodyAsync();
    }

    [Theory, Engines]
    public async Task D7_a_place_is_taken_by_a_final_pass_only(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var outsider = await exam.ReadyAsync();
        Assert.Equal(JsonValueKind.Null, (await exam.TransferAsync(outsider).ShouldBeProblemAsync("transfer-plan-not-final", HttpStatusCode.Conflict)).Facts("state").ValueKind);
        var (plan, learners) = await exam.SatAsync(exam.Exam(resits: 0), [ExamApp.Marks(80), ExamApp.Marks(50)], Day.AddDays(-10));

        var problem = await exam.TransferAsync(learners[0]).ShouldBeProblemAsync("transfer-plan-not-final", HttpStatusCode.Conflict);
        Assert.Equal(("D7", "published"), (problem.Rule(), problem.Facts("state").GetString()));
        foreach (var org in new[] { Bpc, Ncut }) await exam.Enrollment.Registrar(org).PostAsync(problem.Change("finalise").GetString()!).BodyAsync();
        Assert.Equal("failed", (await exam.TransferAsync(learners[1]).ShouldBeProblemAsync("transfer-not-passed", HttpStatusCode.UnprocessableEntity)).Facts("result").GetString());
        Assert.Equal(JsonValueKind.Null, (await exam.TransferAsync(outsider).ShouldBeProblemAsync("transfer-not-passed", HttpStatusCode.UnprocessableEntity)).Facts("result").ValueKind);

        // Not before the results hold.
        problem = await exam.TransferAsync(learners[0], Day.AddDays(-11)).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.TransferAsync(learners[0], DateOnly.ParseExact(problem.Change("transferredOn").GetString()!, "O")).BodyAsync();
    }

    [Theory, Engines]
    public async Task D4_three_highest_of_40_concurrent_transfers_succeed(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 3), [.. Enumerable.Range(0, 10).Select(number => ExamApp.Marks(60 + number))]);
        await exam.FinaliseAsync(plan);

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number => (Learner: learners[number % 10], Reply: await exam.TransferAsync(learners[number % 10]))));

        var inside = learners.Skip(7).ToList();
        Assert.Equal(inside.Order(), replies.Where(one => one.Reply.IsSuccessStatusCode).Select(one => one.Learner).Order());
        foreach (var (learner, reply) in replies.Where(one => !one.Reply.IsSuccessStatusCode)) await reply.ShouldBeProblemAsync(inside.Contains(learner) ? "learner-state" : "no-place", inside.Contains(learner) ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity);
        Assert.Equal(inside.Order(), (await exam.Enrollment.App.PublishedAsync<LearnerTransferredV1>()).Select(fact => fact.Learner.Id).Order());
        Assert.Equal([3], await exam.Enrollment.App.Db.QueryAsync<int>("SELECT taken FROM enrollment.transfer_place WHERE plan_id = @plan", new { plan }));
        Assert.Equal(3, (await exam.Enrollment.App.Db.QueryAsync<Guid>("SELECT id FROM enrollment.diploma")).Count);
    }

    [Theory, Engines]
    public async Task D4_learner_without_a_place_sees_rank_and_last_total_and_moves_up_after_a_withdrawal(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(80), ExamApp.Marks(70)]);
        await exam.FinaliseAsync(plan);

        var problem = await exam.TransferAsync(learners[2]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D4", 3, 1), (problem.Rule(), problem.Facts("rank").GetInt32(), problem.Facts("places").GetInt32()));
        Assert.Equal((70m, 90m), (problem.Facts("total").GetDecimal(), problem.Facts("lastInside").GetDecimal()));
        await exam.LearnAsync(learners[0], "associate-diploma", new { reason = "declined" }).BodyAsync();
        await exam.LearnAsync(learners[1], "withdrawal", new { reason = "Moved." }).BodyAsync();
        await exam.TransferAsync(learners[2]).BodyAsync();
    }

    [Theory, Engines]
    public async Task D4_taken_place_stays_taken_when_its_holder_leaves(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(80)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]).BodyAsync();

        await exam.LearnAsync(learners[0], "withdrawal", new { reason = "Moved." }, Ncut).BodyAsync();

        Assert.Equal(2, (await exam.TransferAsync(learners[1]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity)).Facts("rank").GetInt32());
    }

    [Theory, Engines]
    public async Task D4_only_the_published_tie_break_settles_equal_totals(Engine engine)
    {
        // Both have 70; in regular work the second is better.
        object[] results = [ExamApp.Marks(100, 100, 50), ExamApp.Marks(70)];
        await using var settled = await ExamApp.StartAsync(engine);
        var (plan, learners) = await settled.SatAsync(settled.Exam(places: 1, tieBreak: ["work"]), results);
        await settled.FinaliseAsync(plan);
        await settled.TransferAsync(learners[0]).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);
        await settled.TransferAsync(learners[1]).BodyAsync();

        await using var open = await ExamApp.StartAsync(engine);
        (plan, learners) = await open.SatAsync(open.Exam(places: 1), results);
        await open.FinaliseAsync(plan);
        foreach (var learner in learners)
        {
            var problem = await open.TransferAsync(learner).ShouldBeProblemAsync("tie-not-settled", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D4", 1, 2, 1), (problem.Rule(), problem.Facts("rank").GetInt32(), problem.Facts("level").GetInt32(), problem.Facts("places").GetInt32()));
        }
        await open.LearnAsync(learners[0], "associate-diploma", new { reason = "declined" }).BodyAsync();
        await open.TransferAsync(learners[1]).BodyAsync();
    }

    [Theory, Engines]
    public async Task D9_learner_who_fails_both_sittings_gets_the_associate_diploma_and_stays_in_the_denominator(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);
        var problem = await exam.LearnAsync(learners[1], "associate-diploma", new { reason = "failed" }).ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5", "published", "declined"), (problem.Rule(), problem.Facts("planState").GetString(), problem.Change("reason").GetString()));
        await exam.PostAsync(plan, "resit").BodyAsync();
        await exam.RegisterAsync(plan, learners[1]).BodyAsync(HttpStatusCode.Created);
        await exam.PostAsync(plan, "closing").BodyAsync();
        await exam.MarkAsync(plan, learners[1], ExamApp.Marks(50)).BodyAsync();
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);

        Assert.Equal(["passed"], (await exam.LearnAsync(learners[0], "associate-diploma", new { reason = "failed" }).ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity)).Facts("results").EnumerateArray().Select(result => result.GetString()));
        var ended = await exam.LearnAsync(learners[1], "associate-diploma", new { reason = "failed" }).BodyAsync();

        Assert.Equal("completed-associate", ended.Text("state"));
        Assert.Equal([("associate", Bpc, null, $"{Day:O}")], await DiplomasAsync(exam, learners[1]));
        Assert.Equal("completed-associate", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCompletedAssociateV1>()).Learner.State);
        Assert.Equal((1, 2, "50.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D5_learner_who_declined_or_never_registered_gets_the_associate_diploma(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync();

        await exam.LearnAsync(learner, "associate-diploma", new { reason = "tired" }).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var problem = await exam.LearnAsync(learner, "associate-diploma", new { reason = "failed" }).ShouldBeProblemAsync("transfer-not-failed", HttpStatusCode.UnprocessableEntity);
        problem = await exam.LearnAsync(learner, "associate-diploma", new { reason = problem.Change("reason").GetString(), awardedOn = ExamApp.Ready.AddDays(-1) }).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D3", problem.Rule());
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => exam.LearnAsync(learner, "associate-diploma", new { reason = "declined", awardedOn = problem.Change("awardedOn").GetString() })));

        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        Assert.Single(await DiplomasAsync(exam, learner));
        Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCompletedAssociateV1>());
    }

    [Theory, Engines]
    public async Task D3_diplomas_are_seen_by_those_who_see_the_learner(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync("p-1");
        await exam.LearnAsync(learner, "associate-diploma", new { reason = "declined" }).BodyAsync();

        foreach (var client in new[] { exam.Enrollment.Registrar(Bpc), exam.Enrollment.Registrar(Ncut), exam.Enrollment.Learner("p-1") }) Assert.Single((await exam.Enrollment.GetAsync(client, $"/learners/{learner}/diplomas").BodyAsync()).Items());
        foreach (var client in new[] { exam.Enrollment.Registrar(ShougangIt), exam.Enrollment.Learner("p-2") }) await exam.Enrollment.GetAsync(client, $"/learners/{learner}/diplomas").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D3_secondary_route_awards_the_secondary_diploma_and_an_unannotated_bachelor(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var enrollment = exam.Enrollment;
        var stages = new[] { new { name = "Secondary vocational", years = 1, taughtBy = "from" }, new { name = "Undergraduate", years = 1, taughtBy = "to" } };
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", new { code = "1+1", stages, fromDiploma = "secondary" }).BodyAsync(HttpStatusCode.Created);
        var articulation = await enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "1+1");
        await enrollment.ActivateAsync(articulation.Id(), (await enrollment.AgreeAsync()).Id).BodyAsync();
        var learners = new List<Guid>();
        foreach (var number in new[] { "S1", "S2" })
        {
            learners.Add((await enrollment.EnrolAsync(Table1.BigDataAccounting, number, cohort: 2021, enrolledOn: ExamApp.Began).BodyAsync(HttpStatusCode.Created)).Id());
        }
        var plan = (await exam.OpenAsync(exam.Exam().With("places", new[] { new { articulationId = articulation.Id(), places = 1 } }))).Id();
        foreach (var learner in learners) await exam.CompleteAsync(learner, 1).BodyAsync();
        await exam.RegisterAsync(plan, learners[0]).BodyAsync(HttpStatusCode.Created);
        await exam.PostAsync(plan, "closing").BodyAsync();
        await exam.MarkAsync(plan, learners[0], ExamApp.Marks(80)).BodyAsync();
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);

        await exam.TransferAsync(learners[0]).BodyAsync();
        await exam.LearnAsync(learners[1], "associate-diploma", new { reason = "declined" }).BodyAsync();
        enrollment.App.Today.MoveTo(Day.AddYears(1));
        await exam.LearnAsync(learners[0], "graduation", new { }, Ncut).BodyAsync();

        Assert.Equal([("secondary", Bpc, null, $"{Day:O}"), ("bachelor", Ncut, null, $"{Day.AddYears(1):O}")], await DiplomasAsync(exam, learners[0]));
        Assert.Equal([("secondary", Bpc, null, $"{Day:O}")], await DiplomasAsync(exam, learners[1]));
    }

    [Theory, Engines]
    public async Task D5_transferred_learner_reads_their_record_with_the_universitys_token(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id();
        var learner = await exam.ReadyAsync("p-1");
        await exam.RegisterAsync(plan, learner).BodyAsync(HttpStatusCode.Created);
        await exam.PostAsync(plan, "closing").BodyAsync();
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80)).BodyAsync();
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);
        var paths = new[] { $"/learners/{learner}", $"/learners/{learner}/credits", $"/learners/{learner}/diplomas", $"/transfer-plans/{plan}/candidates/{learner}" };
        var university = exam.Enrollment.Learner("p-1", Ncut);
        foreach (var path in paths) await exam.Enrollment.GetAsync(university, path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        await exam.TransferAsync(learner).BodyAsync();

        foreach (var path in paths)
        {
            foreach (var client in new[] { university, exam.Enrollment.Learner("p-1"), exam.Enrollment.Registrar(Bpc) }) await exam.Enrollment.GetAsync(client, path).BodyAsync();
            await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-2", Ncut), path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    private static async Task<IEnumerable<(string, string, string?, string)>> DiplomasAsync(ExamApp exam, Guid learner) =>
        (await exam.Enrollment.ReadAsync($"/learners/{learner}/diplomas")).Items().Select(diploma => (diploma.Text("kind"), diploma.Text("institution"), diploma.GetProperty("annotation").GetString(), diploma.Text("awardedOn")));
}
