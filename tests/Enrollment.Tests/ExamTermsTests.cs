using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What a transfer plan says besides weights: days, venue, tie-break, terms of an articulation; and its revision (D7).</summary>
public sealed class ExamTermsTests
{
    private static readonly DateOnly From = Day.AddDays(1);
    private static readonly DateOnly Until = Day.AddDays(5);
    private static readonly DateOnly ExamOn = Day.AddDays(10);

    private static ExamSitting First { get; } = Sitting(From, Until, ExamOn);

    private static ExamSitting Second { get; } = Sitting(Day.AddDays(20), Day.AddDays(22), Day.AddDays(25));

    [Theory, Engines]
    public async Task D4_no_plan_is_agreed_without_a_tie_break(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var draft = await exam.DraftAsync(exam.Exam(tieBreak: []));

        var problem = await exam.ApproveAsync(draft, Bpc).ShouldBeProblemAsync("tie-break-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D4", exam.Articulation), (problem.Rule, Assert.Single(
            problem.Fact("articulationsWithoutTieBreak").EnumerateArray()).GetGuid()));
        var edited = await exam.By(Bpc).EditTransferPlanAsync(draft.Id, draft.Version, Changed(draft.Exam, problem));
        Assert.Equal(["work"], edited.Exam.TieBreak);
        await exam.ApproveAsync(edited, Bpc);
    }

    [Theory, Engines]
    public async Task D4_own_components_of_an_articulation_need_a_tie_break_of_their_own(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var own = new ExamPlaces { ArticulationId = exam.Articulation, Places = 5, Components = Halves() };
        var draft = await exam.DraftAsync(exam.Exam() with { Places = [own] });

        var problem = await exam.ApproveAsync(draft, Bpc).ShouldBeProblemAsync("tie-break-missing", HttpStatusCode.UnprocessableEntity);

        var edited = await exam.By(Bpc).EditTransferPlanAsync(draft.Id, draft.Version, Changed(draft.Exam, problem));
        Assert.Equal(["law"], edited.Exam.Places.Single().TieBreak);
        await exam.ApproveAsync(edited, Bpc);
    }

    [Theory, Engines]
    public async Task D7_articulation_with_own_components_is_marked_and_ranked_by_them(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var own = new ExamPlaces { ArticulationId = exam.Articulation, Places = 1, Components = Halves(), TieBreak = ["law"] };
        var plan = await exam.OpenAsync(exam.Exam() with { Places = [own] });
        Assert.Equal(["law", "ethics"], plan.Exam.Places.Single().Components!.Select(component => component.Code));
        var (better, other) = (await exam.RegisteredAsync(plan.Id), await exam.RegisteredAsync(plan.Id));
        await exam.PostAsync(plan.Id, "closing");
        var problem = await exam.MarkAsync(plan.Id, better, ExamApp.Marks(80))
            .ShouldBeProblemAsync("marks-not-as-planned", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["law", "ethics"], problem.Fact("missing").EnumerateArray().Select(code => code.GetString()));

        Assert.Equal(70m, (await exam.MarkAsync(plan.Id, better, Halved(80, 60))).Total);
        Assert.Equal(70m, (await exam.MarkAsync(plan.Id, other, Halved(60, 80))).Total);
        await exam.PublishedAsync(plan.Id);
        await exam.FinaliseAsync(plan.Id);

        await exam.TransferAsync(other).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);
        await exam.TransferAsync(better);
    }

    [Theory, Engines]
    public async Task D10_own_weights_sum_to_one_too(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var own = new ExamPlaces { ArticulationId = exam.Articulation, Places = 5, Components = Halves(0.4m), TieBreak = ["law"] };

        var problem = await exam.DraftAsync(exam.Exam() with { Places = [own] })
            .ShouldBeProblemAsync("weights-not-one", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(exam.Articulation, problem.Fact("articulationId").GetGuid());
        var weights = problem.Change("own").GetProperty("components").EnumerateArray()
            .ToDictionary(one => one.GetProperty("code").GetString()!, one => one.GetProperty("weight").GetDecimal());
        var settled = Halves().Select(component => component with { Weight = weights[component.Code] });
        await exam.DraftAsync(exam.Exam() with { Places = [own with { Components = [.. settled] }] });
    }

    [Theory, Engines]
    public async Task D7_registration_opens_runs_and_closes_within_its_window(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var today = exam.Enrollment.App.Today;
        var plan = await exam.AgreedAsync(exam.Exam() with { Sittings = [First, Second] });
        Assert.Equal([First, Second], plan.Exam.Sittings);
        Assert.Contains($"\"examOn\":\"{ExamOn:O}\"", plan.Text, StringComparison.Ordinal);

        var early = await exam.PostAsync(plan.Id, "opening").ShouldBeProblemAsync("outside-exam-days", HttpStatusCode.Conflict);
        Assert.Equal(("D7", $"{From:O}"), (early.Rule, early.Fact("registrationFrom").GetString()));
        today.MoveTo(NotBefore(early));
        await exam.PostAsync(plan.Id, "opening");
        await exam.RegisteredAsync(plan.Id);
        var runs = await exam.PostAsync(plan.Id, "closing").ShouldBeProblemAsync("outside-exam-days", HttpStatusCode.Conflict);
        today.MoveTo(Until.AddDays(1));
        var late = await exam.RegisterAsync(plan.Id, await exam.ReadyAsync())
            .ShouldBeProblemAsync("outside-exam-days", HttpStatusCode.Conflict);
        Assert.Null(late.Change);
        today.MoveTo(NotBefore(runs));
        Assert.Equal(Until, today.Value);
        await exam.RegisteredAsync(plan.Id);
        await exam.PostAsync(plan.Id, "closing");
    }

    [Theory, Engines]
    public async Task D7_marks_and_results_follow_the_day_of_the_exam_and_the_resit_has_its_own_window(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var today = exam.Enrollment.App.Today;
        var plan = (await exam.AgreedAsync(exam.Exam() with { Sittings = [First, Second] })).Id;
        today.MoveTo(Until);
        await exam.PostAsync(plan, "opening");
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");

        var early = await exam.MarkAsync(plan, learner, ExamApp.Marks(40))
            .ShouldBeProblemAsync("outside-exam-days", HttpStatusCode.Conflict);
        today.MoveTo(NotBefore(early));
        Assert.Equal(ExamOn, today.Value);
        await exam.MarkAsync(plan, learner, ExamApp.Marks(40));
        var before = await exam.PublishAsync(plan, Bpc, ExamOn.AddDays(-1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await exam.PublishedAsync(plan, DateOnly.ParseExact(before.Change("publishedOn").GetString()!, "O"));
        today.MoveTo(ExamOn.AddDays(ExamApp.AppealDays + 1));

        var resit = await exam.PostAsync(plan, "resit").ShouldBeProblemAsync("outside-exam-days", HttpStatusCode.Conflict);
        today.MoveTo(NotBefore(resit));
        Assert.Equal(Second.RegistrationFrom, today.Value);
        await exam.PostAsync(plan, "resit");
    }

    [Theory, Engines]
    public async Task D43_mistake_in_an_agreed_plan_is_revised_by_both_until_the_first_marks(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = await exam.OpenAsync();
        var learner = await exam.RegisteredAsync(plan.Id);

        var revised = await exam.By(Ncut).ReviseTransferPlanAsync(plan.Id, new() { Reason = "The pass mark was mistyped." });

        Assert.Equal(("draft", 0), (revised.State, revised.Approvals.Count));
        var edited = await exam.By(Bpc).EditTransferPlanAsync(plan.Id, revised.Version, exam.Exam(passMark: 50));
        foreach (var org in new[] { Bpc, Ncut }) await exam.ApproveAsync(edited, org);
        await exam.PostAsync(plan.Id, "opening");
        await exam.RegisterAsync(plan.Id, learner).ShouldBeProblemAsync("already-registered", HttpStatusCode.Conflict);
        await exam.PostAsync(plan.Id, "closing");
        await exam.MarkAsync(plan.Id, learner, ExamApp.Marks(55));
        var refused = await exam.By(Ncut).ReviseTransferPlanAsync(plan.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("already-marked", HttpStatusCode.Conflict);
        Assert.Equal(1, refused.Fact("candidates").GetInt32());
        await exam.PublishedAsync(plan.Id);
        Assert.Equal("passed", (await exam.CandidateAsync(plan.Id, learner)).State);
        Assert.Equal(2, (await exam.Enrollment.App.PublishedAsync<TransferPlanApprovedV1>()).Count);
        await exam.By(Ncut).ReviseTransferPlanAsync(plan.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("transfer-plan-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D7_revised_plan_keeps_places_for_those_who_registered(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = (await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting)).Id;
        var plan = (await exam.OpenAsync()).Id;
        await exam.RegisteredAsync(plan);
        var revised = await exam.By(Bpc).ReviseTransferPlanAsync(plan, new() { Reason = "An articulation is missing." });
        var other = new ExamPlaces { ArticulationId = accounting, Places = 3 };

        var problem = await exam.By(Bpc).EditTransferPlanAsync(plan, revised.Version, exam.Exam() with { Places = [other] })
            .ShouldBeProblemAsync("candidates-without-places", HttpStatusCode.Conflict);

        var added = problem.Change("addPlacesFor").EnumerateArray()
            .Select(id => new ExamPlaces { ArticulationId = id.GetGuid(), Places = 3 });
        await exam.By(Bpc).EditTransferPlanAsync(plan, revised.Version, exam.Exam() with { Places = [other, .. added] });
    }

    private static ExamSitting Sitting(DateOnly from, DateOnly until, DateOnly on) =>
        new() { RegistrationFrom = from, RegistrationUntil = until, ExamOn = on, Venue = "Hall 3" };

    private static IReadOnlyList<ExamComponent> Halves(decimal second = 0.5m) =>
    [
        new() { Code = "law", Name = "Law", Weight = 0.5m },
        new() { Code = "ethics", Name = "Ethics", Weight = second },
    ];

    private static EnterMarksRequest Halved(decimal law, decimal ethics) =>
        new() { Marks = [ExamApp.Mark("law", law), ExamApp.Mark("ethics", ethics)] };

    private static DateOnly NotBefore(Problem problem) => DateOnly.ParseExact(problem.Change("notBefore").GetString()!, "O");

    private static TransferExam Changed(TransferExam exam, Problem problem) => exam with
    {
        TieBreak = problem.Change("tieBreak").Deserialize<string[]>()!,
        Places = problem.Change("places").Deserialize<ExamPlaces[]>(ApiJson.Options)!,
    };
}
