using System.Net;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The pass rate (S5, D9, D41).</summary>
public sealed class PassRateTests
{
    [Theory, Engines]
    public async Task S5_all_pass_is_100_and_nobody_sat_is_null(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        Assert.Equal((0, 0, null), await exam.RateAsync());

        await exam.SatAsync(null, [ExamApp.Marks(60), ExamApp.Marks(100)]);

        Assert.Equal((2, 2, "100.00"), await exam.RateAsync());
        var figure = await exam.By(Ncut).TransferPassRateAsync(Bpc, Ncut, 2021);
        Assert.Equal(
            ("transfer-pass-rate", Bpc, Ncut, 2021, Day),
            (figure.Name, figure.FromInstitution, figure.ToInstitution, figure.Cohort, figure.AsOf));
    }

    [Theory, Engines]
    public async Task S5_one_fails_is_less(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);

        await exam.SatAsync(null, [ExamApp.Marks(60), ExamApp.Marks(59.99m), ExamApp.Marks(70)]);

        Assert.Equal((2, 3, "66.67"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task S5_before_their_publication_results_are_no_figure(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.RegisteredAsync(plan);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, learner, ExamApp.Marks(80));
        await exam.PublishAsync(plan, Ncut);

        Assert.Equal((0, 0, null), await exam.RateAsync());
        await exam.PublishAsync(plan, Bpc);
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D9_absence_counts_as_the_plan_says(Engine engine)
    {
        foreach (var (absence, expected) in new[] { ("fails", (1, 2, "50.00")), ("does-not-count", (1, 1, "100.00")) })
        {
            await using var exam = await ExamApp.StartAsync(engine);

            await exam.SatAsync(exam.Exam(absence: absence), [ExamApp.Marks(80), ExamApp.Absent]);

            Assert.Equal(expected, await exam.RateAsync());
        }
    }

    [Theory, Engines]
    public async Task D9_where_absence_does_not_count_and_all_are_absent_the_figure_is_null(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);

        await exam.SatAsync(exam.Exam(absence: "does-not-count"), [ExamApp.Absent]);

        Assert.Equal((0, 0, null), await exam.RateAsync());
    }

    [Theory, Engines]
    public async Task D9_learner_counts_once_with_the_last_result_even_after_failing_every_sitting(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.MarkedAsync(
            exam.Exam(absence: "does-not-count"),
            [ExamApp.Marks(80), ExamApp.Marks(40), ExamApp.Marks(40), ExamApp.Marks(40)]);
        await exam.PublishedLateAsync(plan, Day.AddDays(-20));
        Assert.Equal((1, 4, "25.00"), await exam.RateAsync());
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(ExamApp.AppealDays + 1));
        await exam.PostAsync(plan, "resit");
        foreach (var learner in learners.Skip(1)) await exam.RegisterAsync(plan, learner, on: Day.AddDays(-15));
        await exam.PostAsync(plan, "closing");
        foreach (var (learner, result) in learners.Skip(1)
            .Zip([ExamApp.Marks(60), ExamApp.Marks(59), ExamApp.Absent])) await exam.MarkAsync(plan, learner, result);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(5));
        await exam.PublishedLateAsync(plan, Day.AddDays(-10));

        // The one who was absent at the resit keeps the result of before.
        Assert.Equal((2, 4, "50.00"), await exam.RateAsync());
        Assert.Equal((2, 4, "50.00"), await exam.RateAsync(asOf: Day.AddDays(-10)));
        Assert.Equal((1, 4, "25.00"), await exam.RateAsync(asOf: Day.AddDays(-11)));
        Assert.Equal((0, 0, null), await exam.RateAsync(asOf: Day.AddDays(-21)));

        // The resit was recorded five days after it held: before, only the first sitting was known.
        Assert.Equal((1, 4, "25.00"), await exam.RateAsync(knownOn: Day));
        Assert.Equal((1, 4, "25.00"), await exam.RateAsync(knownOn: Day.AddDays(4)));
        Assert.Equal((2, 4, "50.00"), await exam.RateAsync(knownOn: Day.AddDays(5)));
        Assert.Equal((0, 0, null), await exam.RateAsync(knownOn: Day.AddDays(-1)));
    }

    [Theory, Engines]
    public async Task D9_who_repeats_counts_in_the_cohort_with_which_they_last_sat(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (_, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);
        Assert.Equal((1, 2, "50.00"), await exam.RateAsync());

        await exam.By(Bpc).RepeatYearAsync(learners[1], new() { Cohort = 2022, Reason = "Failed the exam.", From = Day });
        Assert.Equal((1, 2, "50.00"), await exam.RateAsync());
        var later = (await exam.DraftAsync(cohort: 2022)).Id;
        foreach (var org in new[] { Bpc, Ncut }) await exam.ApproveAsync(await exam.PlanAsync(later), org);
        await exam.PostAsync(later, "opening");
        await exam.RegisterAsync(later, learners[1]);
        await exam.PostAsync(later, "closing");
        await exam.MarkAsync(later, learners[1], ExamApp.Marks(90));
        await exam.PublishedAsync(later, Day);

        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
        Assert.Equal((1, 2, "50.00"), await exam.RateAsync(asOf: Day.AddDays(-1)));
        var last = await exam.By(Bpc).TransferPassRateAsync(Bpc, Ncut, 2022);
        var figure = await exam.By(Bpc).ReadFigureAsync("pass-rate", Bpc, cohort: 2022);
        Assert.Equal(((1, 1), (1, 1)), ((last.Numerator, last.Denominator), (figure.Numerator, figure.Denominator)));
    }

    [Theory, Engines]
    public async Task D41_figure_of_the_future_or_of_an_enterprise_is_refused(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var path = $"/figures/transfer-pass-rate?fromInstitution={Bpc}&toInstitution={Ncut}&cohort=2021";
        foreach (var (member, type) in new[] { ("asOf", "as-of-in-future"), ("knownOn", "known-on-in-future") })
        {
            var problem = await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(Bpc), $"{path}&{member}={Day.AddDays(1):O}")
                .ShouldBeProblemAsync(type, HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D41", $"{Day:O}"), (problem.Rule(), problem.Change(member).GetString()));
            await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(Bpc), $"{path}&{member}={problem.Change(member).GetString()}")
                .BodyAsync();
        }
        await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(Bpc), path.Replace(Ncut, Dji, StringComparison.Ordinal))
            .ShouldBeProblemAsync("not-an-institution", HttpStatusCode.UnprocessableEntity);
        await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(Bpc), path.Replace(Bpc, "nobody", StringComparison.Ordinal))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(
            "application/problem+json",
            (await exam.Enrollment.GetAsync(
                exam.Enrollment.Registrar(Bpc), "/figures/transfer-pass-rate")).Content.Headers.ContentType?.MediaType);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await exam.Enrollment.GetAsync(exam.Enrollment.Registrar(Ncut), path)
            .BodyAsync()).GetProperty("value").ValueKind);
    }
}
