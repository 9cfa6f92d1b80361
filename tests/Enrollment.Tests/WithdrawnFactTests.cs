using System.Net;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What never happened in a learner's course is withdrawn (D43).</summary>
public sealed class WithdrawnFactTests
{
    private const string Reason = "Recorded for another learner.";
    private static readonly DateOnly Began = ExamApp.Began;

    [Theory, Engines]
    public async Task D43_repeated_year_that_never_was_gives_the_cohort_back(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.By(Bpc).RepeatYearAsync(learner, new() { Cohort = 2022, Class = "ec-2022", Reason = "Failed.", From = Day });
        Assert.Equal("left", (await exam.CandidateAsync(plan, learner)).State);

        var corrected = await exam.WithdrawAsync(learner, "year-repeated");

        Assert.Equal(("transfer-ready", 2021, null, ExamApp.Ready), (corrected.State, corrected.Cohort, corrected.Class, corrected.Since));
        Assert.Equal("registered", (await exam.CandidateAsync(plan, learner)).State);
        Assert.Empty((await exam.By(Bpc).GetLearnerRisksAsync(learner)).Risks);
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCorrectedV1>());
        Assert.Equal((2021, "transfer-ready", corrected.Version), (told.Learner.Cohort, told.Learner.State, told.Learner.Version));
        Assert.Equal([1, 2, 3], told.Course.Select(fact => fact.Version));
    }

    [Theory, Engines]
    public async Task D43_withdrawn_fact_stays_readable_as_it_was_known(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).RepeatYearAsync(learner, new() { Cohort = 2022, Reason = "Failed.", From = Began.AddYears(1) });
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(5));

        await exam.WithdrawAsync(learner, "year-repeated");

        async Task<IEnumerable<int>> CohortsAsync(DateOnly on) =>
            (await StudentLifeTests.FactsAsync(exam, learner, on)).Select(fact => fact.Cohort);
        Assert.Equal([2021, 2022], await CohortsAsync(Day));
        Assert.Equal([2021], await CohortsAsync(Day.AddDays(5)));
        var corrections = (await exam.By(Bpc).ListCorrectionsAsync(learner)).Items;
        Assert.Equal(
            [("year-repeated", $"{Began.AddYears(1):O}", null, Reason), ("cohort", "2022", "2021", Reason)],
            corrections.Select(one => (one.Member, one.Before, one.After, one.Reason)));
        async Task<int> CountAsync(DateOnly knownOn) => (await exam.By(Bpc).ReadFigureAsync(
            "progression", null, exam.Articulation, 2022, null, Day, knownOn)).Denominator;
        Assert.Equal((1, 0), (await CountAsync(Day), await CountAsync(Day.AddDays(5))));
    }

    [Theory, Engines]
    public async Task D43_leave_that_never_was_takes_its_return_along(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness.", From = Began.AddYears(1) });
        await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1", From = Began.AddYears(1).AddDays(1) });
        await exam.By(Bpc).EndLeaveAsync(learner, new() { On = Began.AddYears(2), Cohort = 2022 });

        var corrected = await exam.WithdrawAsync(learner, "went-on-leave");

        Assert.Equal(("enrolled", 2021, "ec-1", Began), (corrected.State, corrected.Cohort, corrected.Class, corrected.Since));
        Assert.Equal(
            [("enrolled", "enrolled"), ("class-changed", "enrolled")],
            (await StudentLifeTests.FactsAsync(exam, learner, Day)).Select(fact => (fact.Fact, fact.State)));
    }

    [Theory, Engines]
    public async Task D43_return_that_never_was_leaves_the_learner_on_leave(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.ReadyInLastStageAsync();
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness.", From = Began.AddYears(3) });
        await exam.By(Bpc).EndLeaveAsync(learner, new() { On = Began.AddYears(4) });
        await exam.RegisterAsync(plan, learner);

        var corrected = await exam.WithdrawAsync(learner, "returned");

        Assert.Equal(("on-leave", Began.AddYears(3)), (corrected.State, corrected.Since));
        var risk = Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learner)).Risks);
        Assert.Equal(("registered-when-not-ready", "D7"), (risk.Kind, risk.Rule));
        Assert.Equal("registered", (await exam.CandidateAsync(plan, learner)).State);
    }

    [Theory, Engines]
    public async Task D43_transfer_without_the_stage_completion_stays_and_is_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(70)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0], Day);
        Assert.Empty((await exam.By(Bpc).GetLearnerRisksAsync(learners[0])).Risks);

        var corrected = await exam.WithdrawAsync(learners[0], "stage-completed");

        Assert.Equal(
            ("transferred", 3, Ncut, "120201K"), (corrected.State, corrected.Stage, corrected.PresentInstitution, corrected.Major));
        // The diploma is of the day on which the stage ended.
        Assert.Equal(
            [("fact-without-footing", "D5"), ("diploma-of-another-day", "D3")],
            (await exam.By(Bpc).GetLearnerRisksAsync(learners[0])).Risks.Select(risk => (risk.Kind, risk.Rule)));
    }

    [Theory, Engines]
    public async Task D43_stage_completion_that_never_was_gives_stage_and_institution_back(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await OwnerTests.ThreeOwnersAsync(exam);
        var learner = (await OwnerTests.EnrolledAsync(exam)).Id;
        await exam.By(OwnerTests.School).CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = new(2021, 9, 1) });

        await exam.WithdrawAsync(learner, "stage-completed").ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var corrected = await exam.WithdrawAsync(learner, "stage-completed", OwnerTests.School);

        Assert.Equal(
            (1, OwnerTests.School, "710201", new DateOnly(2018, 9, 1)),
            (corrected.Stage, corrected.PresentInstitution, corrected.Major, corrected.StageBeganOn));
        var risk = Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learner)).Risks);
        Assert.Equal(("diploma-of-another-day", "D3"), (risk.Kind, risk.Rule));
        var again = await exam.By(OwnerTests.School).CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = new(2021, 9, 5) });
        Assert.Equal((2, Bpc), (again.Stage, again.PresentInstitution));
        Assert.Equal(new DateOnly(2021, 9, 1), Assert.Single((await exam.By(Bpc).ListDiplomasAsync(learner)).Items).AwardedOn);
    }

    [Theory, Engines]
    public async Task D43_fact_that_a_later_one_needs_is_withdrawn_after_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync();

        var problem = await exam.WithdrawAsync(learner, "stage-completed", first: true)
            .ShouldBeProblemAsync("later-fact-rests-on-it", HttpStatusCode.Conflict);

        Assert.Equal(("D43", "stage-completed", 3), (problem.Rule, problem.Fact("later").GetString(), problem.Fact("version").GetInt32()));
        var change = problem.Change("withdraw").GetString()!;
        await exam.Enrollment.Registrar(Bpc).PostAsync(change, new { reason = Reason }).BodyAsync();
        var corrected = await exam.WithdrawAsync(learner, "stage-completed");
        Assert.Equal(("enrolled", 1, Began), (corrected.State, corrected.Stage, corrected.Since));
    }

    [Theory, Engines]
    public async Task D43_transfer_that_never_was_gives_back_place_and_diploma(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        var corrected = await exam.WithdrawAsync(learners[0], "transferred", Ncut);

        Assert.Equal(("transfer-ready", 2, Bpc, ExamApp.Ready), (
            corrected.State, corrected.Stage, corrected.PresentInstitution, corrected.Since));
        Assert.Equal("withdrawn", Assert.Single((await exam.By(Bpc).ListDiplomasAsync(learners[0])).Items).State);
        await exam.TransferAsync(learners[0]);
        Assert.Equal("awarded", Assert.Single((await exam.By(Bpc).ListDiplomasAsync(learners[0])).Items).State);
    }

    [Theory, Engines]
    public async Task D43_only_the_receiving_institution_withdraws_a_transfer(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(90)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        await exam.WithdrawAsync(learners[0], "transferred").ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D43_graduation_that_never_was_takes_its_diploma_along_and_leaves_an_outcome_as_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await DiplomaCorrectionTests.GraduateAsync(exam);
        await exam.By(Ncut).RecordOutcomeAsync(
            learner, new() { Kind = "further-study", Stated = new() { Answer = "yes", On = DiplomaCorrectionTests.GraduatedOn } });

        var corrected = await exam.WithdrawAsync(learner, "graduated", Ncut);

        Assert.Equal(("transferred", Ncut), (corrected.State, corrected.PresentInstitution));
        Assert.Equal(["awarded", "withdrawn"], (await exam.By(Ncut).ListDiplomasAsync(learner)).Items.Select(diploma => diploma.State));
        Assert.Equal(["not-graduated"], Assert.Single((await exam.By(Ncut).ListOutcomesAsync(learner)).Items).Risks);
        await exam.By(Ncut).GraduateLearnerAsync(learner, new() { GraduatedOn = DiplomaCorrectionTests.GraduatedOn });
        Assert.Empty(Assert.Single((await exam.By(Ncut).ListOutcomesAsync(learner)).Items).Risks);
    }

    [Theory, Engines]
    public async Task D43_graduation_is_withdrawn_before_the_transfer_under_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await DiplomaCorrectionTests.GraduateAsync(exam);

        var problem = await exam.WithdrawAsync(learner, "transferred", Ncut)
            .ShouldBeProblemAsync("later-fact-rests-on-it", HttpStatusCode.Conflict);

        Assert.Equal("graduated", problem.Fact("later").GetString());
        await exam.Enrollment.Registrar(Ncut).PostAsync(problem.Change("withdraw").GetString()!, new { reason = Reason }).BodyAsync();
        Assert.Equal("transfer-ready", (await exam.WithdrawAsync(learner, "transferred", Ncut)).State);
    }

    [Theory, Engines]
    public async Task D43_associate_diploma_that_never_was_leaves_the_learner_ready_for_the_transfer(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync();
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined" });

        var corrected = await exam.WithdrawAsync(learner, "completed-associate");

        Assert.Equal(("transfer-ready", ExamApp.Ready), (corrected.State, corrected.Since));
        Assert.Equal("withdrawn", Assert.Single((await exam.By(Bpc).ListDiplomasAsync(learner)).Items).State);
        Assert.Empty((await exam.By(Bpc).GetLearnerRisksAsync(learner)).Risks);
    }

    [Theory, Engines]
    public async Task D38_end_of_a_training_stays_if_the_person_has_begun_another(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync("p-1");
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined", AwardedOn = Day });
        var other = await exam.EnrolledAsync("p-1", cohort: 2026, enrolledOn: Day);

        await exam.WithdrawAsync(learner, "completed-associate")
            .ShouldBeProblemAsync("person-in-training", HttpStatusCode.UnprocessableEntity);

        await exam.By(Bpc).SetPersonAsync(other, new() { Person = "p-2", Reason = Reason });
        Assert.Equal("transfer-ready", (await exam.WithdrawAsync(learner, "completed-associate")).State);
    }

    [Theory, Engines]
    public async Task D43_other_facts_are_corrected_in_their_own_way(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = Day });

        var problem = await exam.WithdrawAsync(learner, "withdrawn")
            .ShouldBeProblemAsync("fact-not-withdrawable", HttpStatusCode.UnprocessableEntity);

        var withdrawalWasMistake = problem.Change("withdrawalWasMistake").GetBoolean();
        await exam.Enrollment.Registrar(Bpc)
            .PostAsync(problem.Change("correct").GetString()!, new { reason = Reason, withdrawalWasMistake }).BodyAsync();
        Assert.Equal("enrolled", (await exam.LearnerAsync(learner)).State);
        await exam.By(Bpc).WithdrawLearnerFactAsync(learner, 2, new() { Reason = Reason })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D12_credit_of_a_placement_in_a_leave_is_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness.", From = new(2026, 1, 10) });
        await exam.By(Bpc).EndLeaveAsync(learner, new() { On = new(2026, 1, 20) });
        await exam.CreditAsync(learner);
        Assert.Empty((await exam.By(Bpc).GetLearnerRisksAsync(learner)).Risks);

        await exam.WithdrawAsync(learner, "returned");

        Assert.Equal("credit-of-a-leave", Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learner)).Risks).Kind);
        Assert.Equal(60, (await exam.By(Bpc).GetTranscriptAsync(learner)).Credits);
    }
}
