using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contracts;
using Contracts.Enrollment;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The work plan that both institutions formulate (S4, D7).</summary>
public sealed class TransferPlanTests
{
    [Theory, Engines]
    public async Task S4_registration_opens_only_with_both_approvals(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var draft = await exam.DraftAsync();

        var problem = await exam.PostAsync(draft.Id, "opening").ShouldBeProblemAsync("approval-missing", HttpStatusCode.Conflict);
        Assert.Equal([Bpc, Ncut], problem.Fact("missing").EnumerateArray().Select(org => org.GetString()));
        await exam.ApproveAsync(draft, Bpc);
        problem = await exam.PostAsync(draft.Id, "opening", Ncut).ShouldBeProblemAsync("approval-missing", HttpStatusCode.Conflict);
        Assert.Equal("D7", problem.Rule);
        Assert.Equal([Bpc], problem.Fact("approved").EnumerateArray().Select(org => org.GetString()));
        Assert.Equal([Ncut], problem.Fact("missing").EnumerateArray().Select(org => org.GetString()));
        Assert.Empty(await exam.Enrollment.App.PublishedAsync<TransferPlanApprovedV1>());

        // The change: the request that it names, by whom it names, on the text that it names.
        foreach (var org in problem.Change("by").EnumerateArray())
        {
            await exam.Enrollment.Registrar(org.GetString())
                .PostAsync(problem.Change("approve").GetString()!, new { textHash = problem.Change("textHash").GetString() })
                .BodyAsync();
        }
        var open = await exam.PostAsync(draft.Id, "opening");

        Assert.Equal(("open", 4), (open.State, open.Version));
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<TransferPlanApprovedV1>()).Plan;
        Assert.Equal(
            (draft.Id, Bpc, Ncut, 2021, "agreed", draft.TextHash, 1, 0, 0, 3),
            (
                told.Id,
                told.FromInstitution,
                told.ToInstitution,
                told.Cohort,
                told.State,
                told.TextHash,
                told.Sitting,
                told.Passed,
                told.Sat,
                told.Version));
    }

    [Theory, Engines]
    public async Task D7_plan_shows_its_terms_and_the_text_for_approval(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);

        using var reply = await DraftRawAsync(exam, exam.Exam(tieBreak: ["work", "course-1"], gateCredits: 60, passMark: 60.5m));
        var draft = await reply.AsAsync<TransferPlan>(HttpStatusCode.Created);

        Assert.Equal($"{Api}/transfer-plans/{draft.Id}", reply.Headers.Location?.ToString());
        Assert.Equal("\"1\"", reply.Headers.ETag?.Tag);
        Assert.Equal("total rounded half up to two decimals, once, after weighting and bonus", draft.Rounding);
        Assert.Equal(
            $$"""{"absence":"fails","appealDays":3,"bonusMax":10,"cohort":2021,"components":[{"code":"course-1","name":"Course 1","weight":0.2},{"code":"course-2","name":"Course 2","weight":0.2},{"code":"work","name":"Regular work","weight":0.6}],"examinedBy":"ncut","fromInstitution":"bpc","gateCredits":60,"passMark":60.5,"places":[{"articulationId":"{{exam.Articulation}}","places":100}],"resits":1,"rounding":"total rounded half up to two decimals, once, after weighting and bonus","tieBreak":["work","course-1"],"toInstitution":"ncut"}""",
            draft.Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(draft.Text))), draft.TextHash);
        Assert.Equal(["work", "course-1"], draft.Exam.TieBreak);
        Assert.Equal(60.5m, draft.Exam.PassMark);
        Assert.Equal(draft.AsJson(), (await exam.PlanAsync(draft.Id, Ncut)).AsJson());
    }

    [Theory, Engines]
    public async Task D7_an_edit_voids_an_approval_and_another_text_is_not_approved(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var draft = await exam.DraftAsync();
        var approved = await exam.ApproveAsync(draft, Bpc);
        Assert.Equal(Bpc, Assert.Single(approved.Approvals).Institution);

        var edited = await exam.By(Ncut).EditTransferPlanAsync(draft.Id, approved.Version, exam.Exam(resits: 0, examinedBy: Bpc));
        Assert.Equal((3, "draft", 0), (edited.Version, edited.State, edited.Approvals.Count));
        Assert.NotEqual(draft.TextHash, edited.TextHash);

        var problem = await exam.ApproveAsync(draft, Ncut).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal(edited.TextHash, problem.Change("textHash").GetString());
        await exam.ApproveAsync(edited, Ncut);
        Assert.Equal("D7", (await exam.ApproveAsync(edited, Ncut).ShouldBeProblemAsync("already-approved", HttpStatusCode.Conflict)).Rule);
        Assert.Equal("agreed", (await exam.ApproveAsync(edited, Bpc)).State);

        // Locked.
        var put = exam.By(Bpc).EditTransferPlanAsync(draft.Id, 5, exam.Exam());
        Assert.Equal("agreed", (await put.ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict)).Fact("state").GetString());
        await exam.ApproveAsync(edited, Bpc).ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
        await exam.By(Bpc).EditTransferPlanAsync(draft.Id, 4, exam.Exam())
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await exam.Enrollment.Registrar(Bpc).PutAsync($"{Api}/transfer-plans/{draft.Id}", exam.Exam(), null)
            .ShouldBeProblemAsync("precondition-required", HttpStatusCode.PreconditionRequired);
    }

    [Theory, Engines]
    public async Task D7_concurrent_approvals_count_once_a_side_and_the_plan_is_agreed_once(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var draft = await exam.DraftAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(number => exam.ApproveAsync(draft, number % 2 == 0 ? Bpc : Ncut).OutcomeAsync()));

        Assert.Equal(2, replies.Count(reply => reply.Passed));
        Assert.Single(await exam.Enrollment.App.PublishedAsync<TransferPlanApprovedV1>());
        Assert.Equal("agreed", (await exam.PlanAsync(draft.Id)).State);
    }

    [Theory, Engines]
    public async Task D10_weights_must_sum_to_one_and_the_proposed_weights_pass(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        (decimal[] Weights, decimal Sum, decimal Missing)[] wrong =
        [
            ([0.2m, 0.2m, 0.5999m], 0.9999m, 0.0001m), ([0.5m, 0.5m, 0.0001m], 1.0001m, -0.0001m),
            ([0.3333m, 0.3333m, 0.3333m], 0.9999m, 0.0001m), ([1m, 1m, 1m], 3m, -2m),
        ];

        foreach (var (index, (weights, sum, missing)) in wrong.Index())
        {
            IReadOnlyList<ExamComponent> Components(IEnumerable<decimal> of) =>
                [.. of.Select((weight, number) => new ExamComponent { Code = $"c{number}", Name = "Component", Weight = weight })];
            var problem = await exam.DraftAsync(exam.Exam(components: Components(weights)), cohort: 2010 + index)
                .ShouldBeProblemAsync("weights-not-one", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D10", sum, missing), (problem.Rule, problem.Fact("sum").GetDecimal(), problem.Fact("missing").GetDecimal()));

            var change = problem.Change("components").EnumerateArray().ToList();
            Assert.Equal(["c0", "c1", "c2"], change.Select(component => component.Text("code")));
            await exam.DraftAsync(exam.Exam(components: Components(change.Select(component => component.GetProperty("weight")
                .GetDecimal()))), cohort: 2010 + index);
        }
    }

    [Theory, Engines]
    public async Task D7_examiner_and_articulations_are_of_the_two_institutions(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var elsewhere = (await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting, to: ShougangIt)).Id;

        var problem = await exam.DraftAsync(exam.Exam(examinedBy: ShougangIt))
            .ShouldBeProblemAsync("examiner-not-of-the-two", HttpStatusCode.UnprocessableEntity);
        await exam.DraftAsync(exam.Exam(examinedBy: problem.Change("examinedBy").GetString()!), cohort: 2020);
        var places = new[] { exam.Articulation, elsewhere, Guid.NewGuid() }.Select(id => new ExamPlaces { ArticulationId = id, Places = 1 })
            .ToList();
        problem = await exam.DraftAsync(exam.Exam() with { Places = places })
            .ShouldBeProblemAsync("articulation-not-of-the-two", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(places.Skip(1).Select(place => place.ArticulationId), problem.Fact("others").EnumerateArray()
            .Select(id => id.GetGuid()));

        // Those enrolled carry on: the articulation need not be active.
        await exam.Enrollment.CloseAsync(exam.Articulation);
        await exam.DraftAsync(exam.Exam() with { Places = problem.Change("places").Deserialize<List<ExamPlaces>>(ApiJson.Options)! });
        Assert.Equal("D7", (await exam.DraftAsync(org: Ncut).ShouldBeProblemAsync("transfer-plan-taken", HttpStatusCode.Conflict)).Rule);
        await exam.DraftAsync(cohort: 2022, org: ShougangIt).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        problem = await exam.DraftAsync(exam.Exam(examinedBy: ShougangIt), to: ShougangIt)
            .ShouldBeProblemAsync("articulation-not-of-the-two", HttpStatusCode.UnprocessableEntity);
        Assert.Null(problem.Change);
    }

    [Theory, Engines]
    public async Task D7_plan_needs_two_known_institutions_before_any_other_rule(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        // Nobody of the two examines: that is told only of two that can have a plan.
        var other = exam.Exam(examinedBy: ShougangIt);

        await exam.DraftAsync(other, to: Bpc).ShouldBeProblemAsync("one-institution", HttpStatusCode.UnprocessableEntity);
        var enterprise = await exam.DraftAsync(other, to: Dji)
            .ShouldBeProblemAsync("not-an-institution", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Dji, "enterprise"), (enterprise.Fact("code").GetString(), enterprise.Fact("kind").GetString()));
        var unknown = await exam.DraftAsync(other, from: "school-5", to: Bpc)
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.Equal("school-5", unknown.Fact("id").GetString());

        // What goes on for those enrolled goes on at an institution that is closed.
        await exam.Enrollment.KnowAsync(Ncut, Contracts.IndustryPartnership.OrganisationKind.University, "closed", version: 2);
        await exam.DraftAsync();
    }

    [Theory, Engines]
    public async Task Members_of_a_plan_that_are_not_valid_are_refused_before_any_rule(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var good = exam.Exam(tieBreak: []);
        object Component(object? weight, string code = "c") => new { code, name = "Component", weight };
        object Sitting(string from = "2026-06-01", string until = "2026-06-01", string exam = "2026-07-01", string venue = "Hall") =>
            new { registrationFrom = from, registrationUntil = until, examOn = exam, venue };
        (string Member, object? Value)[] wrong =
        [
            ("components", Array.Empty<object>()), ("components", new[] { Component(0m), Component(1m, "d") }),
            ("components", new[] { Component(0.00001m), Component(0.99999m, "d") }), ("components", new[] { Component(1.0001m) }),
            ("components", new[] { Component(-1m) }), ("components", new[] { Component("1") }), ("components", new object?[] { null }),
            ("components", new[] { Component(0.5m), Component(0.5m) }), ("components", new[] { Component(1m, "a b") }),
            ("appealDays", 0), ("appealDays", 366), ("bonusMax", 10.01m), ("bonusMax", -0.01m), ("bonusMax", 1.001m), ("passMark", 110.01m),
            ("passMark", -1), ("passMark", 60.001m), ("resits", 2), ("resits", -1), ("absence", "maybe"),
            ("gateCredits", -1), ("gateCredits", 1.5m), ("examinedBy", " "), ("tieBreak", new[] { "unknown" }),
            ("tieBreak", new[] { "work", "work" }), ("tieBreak", null), ("places", Array.Empty<object>()),
            ("sittings", new object?[] { null }), ("sittings", new[] { Sitting() }), ("sittings", new[] { Sitting(), Sitting() }),
            ("sittings", new[] { Sitting(until: "2026-07-01"), Sitting("2026-08-01", "2026-08-02", "2026-08-03") }),
            ("sittings", new[] { Sitting(from: "2026-06-02"), Sitting("2026-08-01", "2026-08-02", "2026-08-03") }),
            ("sittings", new[] { Sitting(venue: " "), Sitting("2026-08-01", "2026-08-02", "2026-08-03") }),
            ("places", new[] { new { articulationId = exam.Articulation, places = 1, tieBreak = new[] { "work" } } }),
            ("places", new[] { new { articulationId = exam.Articulation, places = 1, components = Array.Empty<object>() } }),
            ("places", new[]
            {
                new { articulationId = exam.Articulation, places = 1, components = new[] { Component(0.5m), Component(0.5m) } },
            }),
            ("places", new[]
            {
                new { articulationId = exam.Articulation, places = 1, components = new[] { Component(1m) }, tieBreak = new[] { "work" } },
            }),
            ("places", new[] { new { articulationId = exam.Articulation, places = 0 } }),
            ("places", new[]
            {
                new { articulationId = exam.Articulation, places = 1 },
                new { articulationId = exam.Articulation, places = 2 },
            }),
        ];

        foreach (var (member, value) in wrong)
        {
            using var reply = await DraftRawAsync(exam, good.With(member, value));
            Assert.True(
                reply.StatusCode is HttpStatusCode.BadRequest,
                $"{member} = {JsonSerializer.Serialize(value)} answered {(int)reply.StatusCode}");
        }
        await exam.DraftAsync(good);
    }

    [Theory, Engines]
    public async Task D7_each_step_of_a_plan_is_refused_in_every_other_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.AgreedAsync()).Id;
        var learner = await exam.ReadyAsync();
        string[] steps = ["opening", "closing", "resit", "finalisation"];
        async Task OnlyAsync(string state, params string[] allowed)
        {
            Assert.Equal(state, (await exam.PlanAsync(plan)).State);
            foreach (var step in steps.Except(allowed))
            {
                Assert.Equal(state, (await exam.PostAsync(plan, step).ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict))
                    .Fact("state")
                    .GetString());
            }
            if (state != "closed")
            {
                Assert.Equal(state, (await exam.PublishAsync(plan, Bpc)
                    .ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict)).Fact("state").GetString());
            }
            if (state != "open")
            {
                Assert.Equal(state, (await exam.RegisterAsync(plan, learner)
                    .ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict)).Fact("state").GetString());
            }
        }

        await OnlyAsync("agreed", "opening");
        await exam.PostAsync(plan, "opening", Ncut);
        await OnlyAsync("open", "closing");
        await exam.RegisterAsync(plan, learner);
        await exam.MarkAsync(plan, learner, ExamApp.Marks(50)).ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
        await exam.PostAsync(plan, "closing", Ncut);
        await OnlyAsync("closed");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80));
        await exam.PublishedAsync(plan);
        await OnlyAsync("published", "resit", "finalisation");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(90)).ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
        await exam.FinaliseAsync(plan);
        await OnlyAsync("final");
        foreach (var step in steps)
        {
            await exam.PostAsync(plan, step, ShougangIt).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        await exam.PublishAsync(plan, ShougangIt).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D7_draft_is_seen_by_its_two_institutions_and_an_approved_plan_by_everybody(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var draft = await exam.DraftAsync();
        async Task<bool> IsListedAsync(string org) =>
            (await exam.By(org).ListTransferPlansAsync(Bpc, Ncut, 2021)).Items.Any(item => item.Id == draft.Id);

        await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(ShougangIt), $"/transfer-plans/{draft.Id}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await exam.ApproveAsync(draft, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal((true, true, false), (await IsListedAsync(Bpc), await IsListedAsync(Ncut), await IsListedAsync(ShougangIt)));
        foreach (var org in new[] { Bpc, Ncut }) await exam.ApproveAsync(draft, org);
        Assert.Equal("agreed", (await exam.PlanAsync(draft.Id, ShougangIt)).State);
        Assert.True(await IsListedAsync(ShougangIt));
        Assert.Empty((await exam.By(Bpc).ListTransferPlansAsync(cohort: 2022)).Items);
        await exam.Enrollment.GetAsync(exam.Enrollment.App.As(Bpc, Roles.Coordinator), $"/transfer-plans/{draft.Id}").BodyAsync();
    }

    [Theory, Engines]
    public async Task Catch_up_tells_the_plans_that_both_approved(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, _) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);
        await exam.DraftAsync(cohort: 2022);
        var agreed = await exam.DraftAsync(cohort: 2023);
        foreach (var org in new[] { Bpc, Ncut }) await exam.ApproveAsync(agreed, org);

        await exam.Enrollment.App.DeliverAsync(new StateRequestedV1
        {
            Requester = "industry-partnership",
            Aggregate = "enrollment/transfer-plan",
            After = 0,
            OccurredAt = DateTimeOffset.UtcNow,
        });

        var results = (await exam.Enrollment.App.PublishedAsync<TransferResultPublishedV1>()).Select(fact => fact.Plan).ToList();
        Assert.Equal(2, results.Count);
        Assert.Equal(results[0], results[1]);
        Assert.Equal(
            (plan, "published", 1, 1, 2), (results[0].Id, results[0].State, results[0].Sitting, results[0].Passed, results[0].Sat));
        var approved = (await exam.Enrollment.App.PublishedAsync<TransferPlanApprovedV1>()).Select(fact => fact.Plan).ToList();
        Assert.Equal([2021, 2023, 2023], approved.Select(told => told.Cohort));
        Assert.Equal(approved[1], approved[2]);
    }

    private static Task<HttpResponseMessage> DraftRawAsync(ExamApp app, object exam) => app.Enrollment.Registrar(Bpc)
        .PostAsync($"{Api}/transfer-plans", new { fromInstitution = Bpc, toInstitution = Ncut, cohort = ExamApp.Cohort, exam });
}
