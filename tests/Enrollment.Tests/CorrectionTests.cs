using System.Net;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A mistake in a learner's record is corrected, and both values stay readable (D43).</summary>
public sealed class CorrectionTests
{
    private const string Reason = "Read from the wrong line.";

    [Theory, Engines]
    public async Task D43_both_values_of_a_corrected_member_stay_readable(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync("p-1");

        var corrected = await exam.By(Bpc).CorrectLearnerAsync(
            learner, new() { BirthDate = new(2005, 6, 1), StudentNumber = "E-900", Class = "ec-9", Reason = Reason });

        Assert.Equal(
            (new DateOnly(2005, 6, 1), "E-900", "ec-9", 2),
            (corrected.BirthDate, corrected.StudentNumber, corrected.Class, corrected.Version));
        var list = await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-1"), $"/learners/{learner}/corrections").BodyAsync();
        Assert.Equal(
            ["studentNumber E1 E-900", "birthDate 2005-05-01 2005-06-01", "class  ec-9"],
            list.GetProperty("items").EnumerateArray()
                .Select(item => $"{item.Text("member")} {item.GetProperty("before").GetString()} {item.Text("after")}"));
        Assert.Equal((Reason, $"{Day:O}"), (list.GetProperty("items")[0].Text("reason"), list.GetProperty("items")[0].Text("recordedOn")));
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCorrectedV1>());
        Assert.Equal((learner, new DateOnly(2005, 6, 1), 2), (told.Learner.Id, told.Learner.BirthDate, told.Learner.Version));
    }

    [Theory, Engines]
    public async Task D43_corrected_days_stand_in_the_place_of_the_earlier_ones(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyInLastStageAsync();
        var (mistaken, right) = (ExamApp.Began.AddYears(2), ExamApp.Began.AddYears(2).AddDays(-20));
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(5));

        var corrected = await exam.By(Bpc).CorrectLearnerAsync(learner, new() { StageBeganOn = right, Reason = Reason });

        Assert.Equal((right, right, ExamApp.Began), (corrected.StageBeganOn, corrected.Since, corrected.EnrolledOn));
        async Task<IEnumerable<(string, DateOnly)>> KnownAsync(DateOnly on) =>
            (await StudentLifeTests.FactsAsync(exam, learner, on)).Select(fact => (fact.Fact, fact.EffectiveOn));
        Assert.Equal([("enrolled", ExamApp.Began), ("stage-completed", mistaken)], await KnownAsync(Day));
        Assert.Equal([("enrolled", ExamApp.Began), ("stage-completed", right)], await KnownAsync(Day.AddDays(5)));
        var course = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerCorrectedV1>()).Course;
        Assert.Equal([(1, ExamApp.Began), (2, right)], course.Select(fact => (fact.Version, fact.EffectiveOn)));
    }

    [Theory, Engines]
    public async Task D43_corrected_days_keep_their_order(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyInLastStageAsync();
        var began = ExamApp.Began.AddYears(2);

        var late = await CorrectAsync(exam, learner, new() { EnrolledOn = began.AddDays(1), Cohort = 2023, Reason = Reason });
        Assert.Equal(("D43", $"{began:O}"), (late.Rule, late.Change("enrolledOn").GetString()));
        var early = await CorrectAsync(exam, learner, new() { StageBeganOn = ExamApp.Began.AddDays(-1), Reason = Reason });
        Assert.Equal($"{ExamApp.Began:O}", early.Change("stageBeganOn").GetString());
        var future = await CorrectAsync(exam, learner, new() { Since = Day.AddDays(1), Reason = Reason });
        Assert.Equal($"{Day:O}", future.Change("since").GetString());

        await exam.By(Bpc).CorrectLearnerAsync(learner, new() { StageBeganOn = Day, Reason = Reason });

        static Task<Problem> CorrectAsync(ExamApp exam, Guid learner, CorrectLearnerRequest request) =>
            exam.By(Bpc).CorrectLearnerAsync(learner, request)
                .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D43_correction_is_judged_as_the_enrolment_was(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (first, second) = (await exam.EnrolledAsync(), await exam.EnrolledAsync());
        Task<Learner> CorrectAsync(CorrectLearnerRequest request) => exam.By(Bpc).CorrectLearnerAsync(second, request);

        await CorrectAsync(new() { BirthDate = new(2011, 9, 2), Reason = Reason })
            .ShouldBeProblemAsync("birth-date-implausible", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(new() { Cohort = 2024, Reason = Reason })
            .ShouldBeProblemAsync("cohort-of-another-year", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(new() { StudentNumber = (await exam.LearnerAsync(first)).StudentNumber, Reason = Reason })
            .ShouldBeProblemAsync("student-number-taken", HttpStatusCode.Conflict);
        await CorrectAsync(new() { BirthDate = new(2005, 5, 1), Reason = Reason })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(new() { EnrolledOn = ExamApp.Began.AddDays(1), Since = ExamApp.Began.AddDays(2), Reason = Reason })
            .ShouldBeProblemAsync("days-of-one-fact", HttpStatusCode.UnprocessableEntity);

        var corrected = await CorrectAsync(new() { BirthDate = new(2011, 9, 1), Cohort = 2022, Reason = Reason });
        Assert.Equal((new DateOnly(2011, 9, 1), 2022), (corrected.BirthDate, corrected.Cohort));
    }

    [Theory, Engines]
    public async Task D43_corrected_later_cohort_is_later_than_the_one_before_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).RepeatYearAsync(learner, new() { Cohort = 2023, Reason = "Failed a year.", From = Day });

        var problem = await exam.By(Bpc).CorrectLearnerAsync(learner, new() { Cohort = 2020, Reason = Reason })
            .ShouldBeProblemAsync("not-a-later-cohort", HttpStatusCode.UnprocessableEntity);

        var right = problem.Change("cohort").GetInt32();
        Assert.Equal(2022, (await exam.By(Bpc).CorrectLearnerAsync(learner, new() { Cohort = right, Reason = Reason })).Cohort);
    }

    [Theory, Engines]
    public async Task D43_mistaken_withdrawal_never_was(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.ReadyAsync();
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = Day });

        var back = await exam.By(Bpc).CorrectLearnerAsync(learner, new() { WithdrawalWasMistake = true, Reason = Reason });

        Assert.Equal(("transfer-ready", ExamApp.Ready, 5), (back.State, back.Since, back.Version));
        Assert.Null(back.WithdrawnOn);
        Assert.Null(back.WithdrawalReason);
        Assert.Contains(await StudentLifeTests.FactsAsync(exam, learner), fact => fact is { Fact: "withdrawn", SupersededOn: not null });
        Assert.DoesNotContain(await StudentLifeTests.FactsAsync(exam, learner, Day), fact => fact.Fact == "withdrawn");
        await exam.By(Bpc).CorrectLearnerAsync(learner, new() { WithdrawalWasMistake = true, Reason = Reason })
            .ShouldBeProblemAsync("learner-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D43_mistaken_withdrawal_stays_if_the_person_has_another_training(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync("p-1");
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = Day });
        var other = await exam.EnrolledAsync("p-1", cohort: 2026, enrolledOn: Day);
        CorrectLearnerRequest mistake = new() { WithdrawalWasMistake = true, Reason = Reason };

        await exam.By(Bpc).CorrectLearnerAsync(learner, mistake)
            .ShouldBeProblemAsync("person-in-training", HttpStatusCode.UnprocessableEntity);

        await exam.By(Bpc).SetPersonAsync(other, new() { Person = "p-2", Reason = Reason });
        Assert.Equal("enrolled", (await exam.By(Bpc).CorrectLearnerAsync(learner, mistake)).State);
    }

    [Theory, Engines]
    public async Task D43_a_training_that_ended_on_its_first_day_does_not_keep_a_mistaken_withdrawal(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync("p-1");
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = Day });
        var other = await exam.EnrolledAsync("p-1", cohort: 2026, enrolledOn: Day);
        await exam.By(Bpc).WithdrawLearnerAsync(other, new() { Reason = "Never came.", EffectiveOn = Day });

        var back = await exam.By(Bpc).CorrectLearnerAsync(learner, new() { WithdrawalWasMistake = true, Reason = Reason });

        Assert.Equal("enrolled", back.State);
    }

    [Theory, Engines]
    public async Task D43_mistaken_withdrawal_stays_if_the_place_was_given_away(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(70)]);
        await exam.FinaliseAsync(plan);
        foreach (var learner in learners) await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved." });
        CorrectLearnerRequest mistake = new() { WithdrawalWasMistake = true, Reason = Reason };

        await exam.By(Bpc).CorrectLearnerAsync(learners[1], mistake);
        await exam.TransferAsync(learners[1]);

        await exam.By(Bpc).CorrectLearnerAsync(learners[0], mistake)
            .ShouldBeProblemAsync("place-given-away", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D43_what_a_corrected_record_would_have_refused_is_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(70)]);
        Assert.Empty((await exam.By(Bpc).GetLearnerRisksAsync(learners[0])).Risks);

        await exam.By(Bpc).CorrectLearnerAsync(
            learners[0], new() { Cohort = 2022, StageBeganOn = ExamApp.Ready.AddYears(-1), Reason = Reason });

        var risks = (await exam.By(Bpc).GetLearnerRisksAsync(learners[0])).Risks;
        Assert.Equal([("stage-too-short", "D5"), ("exam-of-another-cohort", "D7")], risks.Select(risk => (risk.Kind, risk.Rule)));
        Assert.Equal("passed", (await exam.CandidateAsync(plan, learners[0])).State);
    }

    [Theory, Engines]
    public async Task D43_only_the_present_institution_corrects_a_learner(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        CorrectLearnerRequest request = new() { Class = "ec-9", Reason = Reason };

        await exam.By(Ncut).CorrectLearnerAsync(learner, request).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        await exam.By(Bpc).CorrectLearnerAsync(learner, request);
    }
}
