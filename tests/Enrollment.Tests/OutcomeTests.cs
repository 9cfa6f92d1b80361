using System.Net;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What became of graduates: further study and employment (S6, S7, D43, D45).</summary>
public sealed class OutcomeTests
{
    /// <summary>Two years after the transfer the last year of the university has begun.</summary>
    internal static readonly DateOnly Now = Day.AddYears(2);

    internal static readonly DateOnly Graduated = Now.AddDays(-2);

    [Theory, Engines]
    public async Task S6_no_outcome_before_the_bachelor_stage_is_completed(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await TransferredAsync(exam);

        foreach (var kind in new[] { OutcomeKind.FurtherStudy, OutcomeKind.Employment })
        {
            var problem = await RecordAsync(exam, learner, kind, "no").ShouldBeProblemAsync("not-graduated", HttpStatusCode.Conflict);
            Assert.Equal(("S6", "transferred"), (problem.Rule, problem.Fact("state").GetString()));
            Assert.Null(problem.Change);
        }
        await GraduateAsync(exam, learner);
        var early = await RecordAsync(exam, learner, OutcomeKind.FurtherStudy, "yes", Graduated.AddDays(-1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S6", $"{Graduated:O}"), (early.Rule, early.Change("on").GetString()));

        var recorded = await RecordAsync(exam, learner, OutcomeKind.FurtherStudy, "yes", Graduated);

        Assert.Equal(("further-study", "yes", Graduated, 1), (recorded.Kind, recorded.Stated.Answer, recorded.Stated.On, recorded.Version));
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<OutcomeRecordedV1>()).Outcome;
        Assert.Equal((learner, "further-study", "yes", false, 1), (told.LearnerId, told.Kind, told.Answer, told.Withdrawn, told.Version));
    }

    [Theory, Engines]
    public async Task S7_who_works_has_one_employer_registered_or_by_kind_alone(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        foreach (var stated in new[]
        {
            new StatedOutcome { On = Graduated, Answer = "yes" },
            new StatedOutcome { On = Graduated, Answer = "yes", Employer = Dji, EmployerKind = "private" },
            new StatedOutcome { On = Graduated, Answer = "no", EmployerKind = "private" },
            new StatedOutcome { On = Graduated, Answer = "unknown", Employer = Dji },
        })
        {
            var problem = await RecordAsync(exam, learner, OutcomeKind.Employment, stated)
                .ShouldBeProblemAsync("employer-unclear", HttpStatusCode.UnprocessableEntity);
            Assert.Equal("S7", problem.Rule);
            var change = problem.Change!.Value;
            string? Of(string member, string? before) => change.TryGetProperty(member, out var value) ? value.GetString() : before;
            var changed = stated with
            {
                Employer = Of("employer", stated.Employer),
                EmployerKind = Of("employerKind", stated.EmployerKind),
            };
            var recorded = await RecordAsync(exam, learner, OutcomeKind.Employment, changed);
            Assert.Equal(stated.Answer, recorded.Stated.Answer);
            await exam.By(Ncut).CorrectOutcomeAsync(learner, recorded.Id, new() { Reason = "Said by another graduate." });
        }
        var unknown = await RecordAsync(exam, learner, OutcomeKind.Employment, new() { On = Now, Answer = "yes", Employer = "nobody" })
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.Equal("nobody", unknown.Fact("id").GetString());
        await exam.By(Ncut).RecordOutcomeAsync(learner, new()
        {
            Kind = OutcomeKind.FurtherStudy,
            Stated = new() { On = Now, Answer = "yes", EmployerKind = "other" },
        }).ShouldBeProblemAsync("employer-unclear", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task S7_registered_employer_is_an_enterprise(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        var stated = new StatedOutcome { On = Graduated, Answer = "yes", Employer = Bpc };

        var problem = await RecordAsync(exam, learner, OutcomeKind.Employment, stated)
            .ShouldBeProblemAsync("employer-not-an-enterprise", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("S7", problem.Rule);
        var other = stated with { Employer = null, EmployerKind = problem.Change("employerKind").GetString() };
        await RecordAsync(exam, learner, OutcomeKind.Employment, other);
    }

    [Theory, Engines]
    public async Task D41_graduate_has_one_outcome_of_a_kind_and_day(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        var first = await RecordAsync(exam, learner, OutcomeKind.Employment, "no");

        var problem = await RecordAsync(exam, learner, OutcomeKind.Employment, "unknown")
            .ShouldBeProblemAsync("outcome-of-day-recorded", HttpStatusCode.Conflict);

        Assert.Equal(("D41", first.Id), (problem.Rule, problem.Fact("outcome").GetGuid()));
        await RecordAsync(exam, learner, OutcomeKind.FurtherStudy, "no");
        var other = await RecordAsync(exam, learner, OutcomeKind.Employment, "unknown", Graduated);
        await exam.By(Ncut).CorrectOutcomeAsync(learner, other.Id, new() { Reason = "Later.", Stated = other.Stated with { On = Now } })
            .ShouldBeProblemAsync("outcome-of-day-recorded", HttpStatusCode.Conflict);
        await exam.By(Ncut).CorrectOutcomeAsync(
            learner, first.Id, new() { Reason = "Asked again.", Stated = first.Stated with { Answer = "unknown" } });
    }

    [Theory, Engines]
    public async Task D45_nobody_begins_at_an_employer_after_its_end(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        await CloseAsync(exam, Dji, Now.AddDays(-1));
        await CloseAsync(exam, ShougangIt, Graduated.AddDays(-1));
        var late = new StatedOutcome { On = Now, Answer = "yes", Employer = Dji };

        var problem = await RecordAsync(exam, learner, OutcomeKind.Employment, late)
            .ShouldBeProblemAsync("employer-closed", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D45", $"{Now.AddDays(-1):O}"), (problem.Rule, problem.Change("on").GetString()));
        await RecordAsync(exam, learner, OutcomeKind.Employment, late with { On = problem.Change("on").Day() });
        Assert.Null((await RecordAsync(exam, learner, OutcomeKind.Employment, late with { Employer = ShougangIt })
            .ShouldBeProblemAsync("employer-closed", HttpStatusCode.UnprocessableEntity)).Change);
    }

    [Theory, Engines]
    public async Task D45_employer_that_is_first_known_as_closed_ended_on_the_day_that_is_told(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        await CloseAsync(exam, "merged", Now.AddDays(30), closedOn: Now.AddDays(-1));
        var late = new StatedOutcome { On = Now, Answer = "yes", Employer = "merged" };

        var problem = await RecordAsync(exam, learner, OutcomeKind.Employment, late)
            .ShouldBeProblemAsync("employer-closed", HttpStatusCode.UnprocessableEntity);

        Assert.Equal($"{Now.AddDays(-1):O}", problem.Change("on").GetString());
        await RecordAsync(exam, learner, OutcomeKind.Employment, late with { On = problem.Change("on").Day() });
    }

    [Theory, Engines]
    public async Task D45_day_of_an_end_that_was_guessed_is_replaced_by_the_one_that_is_told(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        await CloseAsync(exam, Dji, Now.AddDays(30));
        await CloseAsync(exam, Dji, Now.AddDays(40), closedOn: Now.AddDays(-1));

        await RecordAsync(exam, learner, OutcomeKind.Employment, new() { On = Now, Answer = "yes", Employer = Dji })
            .ShouldBeProblemAsync("employer-closed", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D43_corrected_outcome_keeps_both_values_and_the_reason(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam);
        var first = new StatedOutcome { On = Graduated, Answer = "yes", Employer = Dji };
        var recorded = await RecordAsync(exam, learner, OutcomeKind.Employment, first);
        var right = new StatedOutcome { On = Now, Answer = "yes", EmployerKind = "state-owned" };
        Task<Outcome> CorrectAsync(StatedOutcome? stated, string org = Ncut) => exam.By(org).CorrectOutcomeAsync(
            learner, recorded.Id, new() { Reason = "Another graduate's employer.", Stated = stated });

        await CorrectAsync(first).ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(right with { On = Graduated.AddDays(-1) })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(right, Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var corrected = await CorrectAsync(right);

        Assert.Equal((right, 2, false), (corrected.Stated, corrected.Version, corrected.Withdrawn));
        var earlier = Assert.Single(corrected.Earlier);
        Assert.Equal((first, Now, "Another graduate's employer."), (earlier.Stated, earlier.SupersededOn, earlier.Reason));
        Assert.Equal(corrected.AsJson(), Assert.Single((await exam.By(Bpc).ListOutcomesAsync(learner)).Items).AsJson());

        var withdrawn = await CorrectAsync(null);
        Assert.Equal((true, 2), (withdrawn.Withdrawn, withdrawn.Earlier.Count));
        await CorrectAsync(first).ShouldBeProblemAsync("outcome-withdrawn", HttpStatusCode.Conflict);
        Assert.Equal(
            [false, false, true],
            (await exam.Enrollment.App.PublishedAsync<OutcomeRecordedV1>()).Select(fact => fact.Outcome.Withdrawn));
    }

    [Theory, Engines]
    public async Task S7_outcomes_are_seen_by_those_who_see_the_learner(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduatedAsync(exam, "p-1");
        await RecordAsync(exam, learner, OutcomeKind.Employment, "unknown");
        await exam.By(Bpc).RecordOutcomeAsync(learner, new() { Kind = OutcomeKind.Employment, Stated = new() { On = Now, Answer = "no" } })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        foreach (var reader in new[] { exam.Enrollment.Registrar(Bpc), exam.Enrollment.Registrar(Ncut), exam.Enrollment.Learner("p-1") })
        {
            Assert.Single((await new EnrollmentClient(reader).ListOutcomesAsync(learner)).Items);
        }
        await exam.By(ShougangIt).ListOutcomesAsync(learner).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    internal static async Task<Guid> GraduatedAsync(ExamApp exam, string? person = null)
    {
        var learner = await TransferredAsync(exam, person);
        await GraduateAsync(exam, learner);
        return learner;
    }

    private static async Task<Guid> TransferredAsync(ExamApp exam, string? person = null)
    {
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.ReadyAsync(person);
        await exam.RegisterAsync(plan, learner);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80));
        await exam.PublishedAsync(plan);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learner);
        return learner;
    }

    private static async Task GraduateAsync(ExamApp exam, Guid learner)
    {
        exam.Enrollment.App.Today.MoveTo(Now);
        await exam.By(Ncut).GraduateLearnerAsync(learner, new() { GraduatedOn = Graduated });
    }

    // Messages of before the day was told have none.
    private static Task CloseAsync(ExamApp exam, string code, DateOnly on, DateOnly? closedOn = null) =>
        exam.Enrollment.App.DeliverAsync(new OrganisationClosedV1
        {
            OccurredAt = new(on.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero),
            Organisation = Facts.Organisation(code, OrganisationKind.Enterprise, "closed", version: 2) with { ClosedOn = closedOn },
        });

    private static Task<Outcome> RecordAsync(ExamApp exam, Guid learner, string kind, string answer, DateOnly? on = null) =>
        RecordAsync(exam, learner, kind, new() { On = on ?? exam.Enrollment.App.Today.Value, Answer = answer });

    private static Task<Outcome> RecordAsync(ExamApp exam, Guid learner, string kind, StatedOutcome stated) =>
        exam.By(Ncut).RecordOutcomeAsync(learner, new() { Kind = kind, Stated = stated });
}
