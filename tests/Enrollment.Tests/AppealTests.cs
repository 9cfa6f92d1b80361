using System.Net;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Appeals against a published result, and the time for them (D7).</summary>
public sealed class AppealTests
{
    [Theory, Engines]
    public async Task D7_a_result_is_appealed_against_once_and_holds_or_changes(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(
            null, [ExamApp.Marks(59.99m), ExamApp.Marks(50), ExamApp.Absent, ExamApp.Marks(70)], Day.AddDays(-3));
        Task<Candidate> AppealAsync(Guid learner, string org = Bpc) =>
            exam.By(org).AppealResultAsync(plan, learner, new() { Grounds = "A page was not marked." });
        Task<Candidate> DecideAsync(Guid learner, DecideAppealRequest body, string org = Ncut) =>
            exam.By(org).DecideAppealAsync(plan, learner, body);

        await AppealAsync(learners[0], Ncut).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await AppealAsync(learners[0], ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(
            "failed",
            (await DecideAsync(learners[0], new() { Decision = "result-kept" })
                .ShouldBeProblemAsync("candidate-state", HttpStatusCode.Conflict))
                .Fact("state")
                .GetString());
        foreach (var learner in learners.Take(3)) Assert.Equal("appealed", (await AppealAsync(learner)).State);
        Assert.Equal((1, 4, "25.00"), await exam.RateAsync());
        foreach (var step in new[] { "finalisation", "resit" })
        {
            var pending = await exam.PostAsync(plan, step).ShouldBeProblemAsync("appeal-pending", HttpStatusCode.Conflict);
            Assert.Equal(("D7", 3), (pending.Rule, pending.Fact("pending").GetInt32()));
            Assert.Equal(3, (await exam.Enrollment
                .Registrar(Ncut)
                .GetAsync(new Uri(pending.Change("decide").GetString()!, UriKind.Relative))
                .AsAsync<PageOfCandidate>()).Items.Count);
        }

        await DecideAsync(learners[0], new() { Decision = "result-kept" }, Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        foreach (var invalid in new object[]
        {
            new { decision = "upheld" },
            new { decision = "marks-changed" },
            new { decision = "result-kept", marks = new[] { new { component = "work", mark = 5 } } },
        }) await exam.Enrollment.Registrar(Ncut).PostAsync($"{Api}/transfer-plans/{plan}/candidates/{learners[0]}/appeal/decision", invalid)
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await DecideAsync(learners[0], new() { Decision = "marks-changed", Marks = [ExamApp.Mark("work", 5)] }).ShouldBeProblemAsync(
            "marks-not-as-planned", HttpStatusCode.UnprocessableEntity);
        var late = new DecideAppealRequest { Decision = "marks-changed", Marks = Marked(60), DecidedOn = Day.AddDays(-4) };
        Assert.Equal(
            $"{Day.AddDays(-3):O}",
            (await DecideAsync(learners[0], late).ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity))
                .Change("decidedOn")
                .GetString());
        Assert.Equal("passed", (await DecideAsync(
            learners[0], new() { Decision = "marks-changed", Marks = Marked(60), DecidedOn = Day.AddDays(-1) })).State);
        Assert.Equal("failed", (await DecideAsync(learners[1], new() { Decision = "result-kept" })).State);
        Assert.Equal("failed", (await DecideAsync(learners[2], new() { Decision = "result-kept" })).State);

        Assert.Equal((2, 4, "50.00"), await exam.RateAsync());
        Assert.Equal((1, 4, "25.00"), await exam.RateAsync(asOf: Day.AddDays(-2)));
        var told = await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>();
        Assert.Equal([(1, 4), (2, 4)], told.Select(fact => (fact.Plan.Passed, fact.Plan.Sat)));
        Assert.Equal(told[0].Plan.Version + 1, told[1].Plan.Version);
        Assert.Equal("D7", (await AppealAsync(learners[1]).ShouldBeProblemAsync("already-appealed", HttpStatusCode.Conflict)).Rule);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(1));
        var tooLate = await AppealAsync(learners[3]).ShouldBeProblemAsync("appeal-too-late", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D7", $"{Day:O}"), (tooLate.Rule, tooLate.Fact("lastDay").GetString()));

        static IReadOnlyList<ComponentMark> Marked(decimal all) => ExamApp.Marks(all).Marks!;
    }

    [Theory, Engines]
    public async Task D7_absent_candidate_without_a_result_cannot_appeal(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(absence: "does-not-count"), [ExamApp.Absent]);

        var problem = await exam.Enrollment
            .Registrar(Bpc)
            .PostAsync($"{Api}/transfer-plans/{plan}/candidates/{learners[0]}/appeal", new { grounds = "Ill." })
            .ShouldBeProblemAsync("candidate-state", HttpStatusCode.Conflict);
        Assert.Equal("absent", problem.Fact("state").GetString());
    }

    [Theory, Engines]
    public async Task D7_learner_sees_their_published_result_and_may_appeal(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.ReadyAsync("p-1");
        await exam.RegisterAsync(plan, learner);
        var other = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        foreach (var candidate in new[] { learner, other }) await exam.MarkAsync(plan, candidate, ExamApp.Marks(50));
        var own = exam.Enrollment.Learner("p-1");
        async Task<Candidate> OwnAsync() =>
            Assert.Single((await exam.Enrollment.GetAsync(own, $"/transfer-plans/{plan}/candidates").AsAsync<PageOfCandidate>()).Items);

        var before = await OwnAsync();
        Assert.Equal((0, (decimal?)null), (before.Marks.Count, before.Total));
        Assert.Equal(before.AsJson(), (await exam.Enrollment.GetAsync(own, $"/transfer-plans/{plan}/candidates/{learner}")
            .AsAsync<Candidate>()).AsJson());
        await exam.PublishedAsync(plan, Day);
        Assert.Equal(("failed", 50m), ((await OwnAsync()).State, (await OwnAsync()).Total));
        await exam.Enrollment.GetAsync(own, $"/transfer-plans/{plan}/candidates/{other}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        foreach (var stranger in new[]
        {
            exam.Enrollment.Registrar(ShougangIt),
            exam.Enrollment.Learner("p-2"),
            exam.Enrollment.Learner("p-1", Ncut),
        })
        {
            Assert.Empty((await exam.Enrollment.GetAsync(stranger, $"/transfer-plans/{plan}/candidates").AsAsync<PageOfCandidate>()).Items);
            await exam.Enrollment.GetAsync(stranger, $"/transfer-plans/{plan}/candidates/{learner}")
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await stranger.PostAsync($"{Api}/transfer-plans/{plan}/candidates/{learner}/appeal", new { grounds = "Mine?" })
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        Assert.Equal("appealed", (await own
            .PostAsync($"{Api}/transfer-plans/{plan}/candidates/{learner}/appeal", new { grounds = "A page was not marked." })
            .AsAsync<Candidate>()).State);
    }

    [Theory, Engines]
    public async Task D7_publication_that_is_dated_back_does_not_shorten_the_appeals(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80));
        await exam.PublishAsync(plan, Bpc, ExamApp.Settled);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(1));
        // The second publication makes the results known.
        var published = await exam.PublishAsync(plan, Ncut, ExamApp.Settled);

        var lastDay = Day.AddDays(1 + ExamApp.AppealDays);
        Assert.Equal((lastDay, lastDay), (published.AppealsUntil, (await exam.PlanAsync(plan)).AppealsUntil));
        Assert.Equal(
            [(Bpc, ExamApp.Settled, Day), (Ncut, ExamApp.Settled, Day.AddDays(1))],
            published.Publications.Select(given => (given.Institution, given.PublishedOn, given.RecordedOn)));
        var runs = await exam.PostAsync(plan, "finalisation").ShouldBeProblemAsync("appeal-period-runs", HttpStatusCode.Conflict);
        Assert.Equal($"{lastDay.AddDays(1):O}", runs.Change("notBefore").GetString());
        exam.Enrollment.App.Today.MoveTo(lastDay);
        await exam.By(Bpc).AppealResultAsync(plan, learner, new() { Grounds = "A page was overlooked." });
    }
}
