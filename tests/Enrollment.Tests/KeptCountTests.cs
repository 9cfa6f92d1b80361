using Enrollment.Features.Figures;
using Kernel.Hosting;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>
/// The kept counts, from which figures of institutions are read (D41). That they equal the facts is checked after each test of this
/// project, and in <see cref="FigureHistoryTests"/>.
/// </summary>
public sealed class KeptCountTests
{
    [Theory, Engines]
    public async Task D41_read_figure_of_an_institution_equals_the_published_one_that_counts_its_learners(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(70), ExamApp.Marks(40)]);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[2], new() { Reason = "declined" });
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        foreach (var of in new[] { "progression", "pass-rate" })
        {
            foreach (var institution in new[] { Bpc, Ncut })
            {
                var read = await exam.By(institution).ReadFigureAsync(of, institution);
                var published = await exam.By(institution).PublishFigureAsync(new() { Of = of, Institution = institution });
                Assert.Equal(published.Figure.AsJson(), read.AsJson());
            }
        }
    }

    [Theory, Engines]
    public async Task D41_pass_rate_of_a_university_counts_those_who_never_came_to_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40)]);

        var rate = await exam.By(Ncut).ReadFigureAsync("pass-rate", Ncut);

        Assert.Equal((1, 2), (rate.Numerator, rate.Denominator));
    }

    [Theory, Engines]
    public async Task D41_a_corrected_cohort_moves_the_learner_in_the_figures_of_both_cohorts(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        Assert.Equal((0, 1), await CountedAsync());

        await exam.By(Bpc).CorrectLearnerAsync(learner, new() { Cohort = ExamApp.Cohort - 1, Reason = "A typo." });

        Assert.Equal((1, 0), await CountedAsync());

        async Task<(int, int)> CountedAsync() => (await OfCohortAsync(ExamApp.Cohort - 1), await OfCohortAsync(ExamApp.Cohort));

        async Task<int> OfCohortAsync(int cohort) =>
            (await exam.By(Bpc).ReadFigureAsync("progression", Bpc, cohort: cohort)).Denominator;
    }

    [Theory, Engines]
    public async Task D41_facts_from_before_the_counts_are_folded_until_the_sweep_has_counted_them_once(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(resits: 0), [ExamApp.Marks(80), ExamApp.Marks(40)]);
        var folded = new FigureCount(0, 0, 0, 0);
        // In one transaction, so that the sweep comes after it.
        await exam.Enrollment.RunAsync(async work =>
        {
            await work.ExecuteAsync("DELETE FROM enrollment.figure_count");
            await work.ExecuteAsync("INSERT INTO enrollment.uncounted_learner (learner_id) SELECT id FROM enrollment.learner");
            folded = await new FigureGroup("progression", Bpc, null, null, null, Day, Day).CountAsync(work);
        });
        Assert.Equal(new FigureCount(0, 2, 0, 0), folded);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);

        await SweepAsync(exam.Enrollment);
        await SweepAsync(exam.Enrollment);

        Assert.Equal((1, 2), await ProgressionAsync(exam));
        Assert.Equal(0, await exam.Enrollment.CountAsync("SELECT COUNT(*) AS rows_left FROM enrollment.uncounted_learner"));
    }

    internal static Task SweepAsync(EnrollmentApp enrollment) =>
        Sweep.Of<CountEarlierFacts>("count of earlier facts").RunAsync(enrollment.App.Services, CancellationToken.None);

    private static async Task<(int Numerator, int Denominator)> ProgressionAsync(ExamApp exam)
    {
        var figure = await exam.By(Bpc).ReadFigureAsync("progression", Bpc);
        return (figure.Numerator, figure.Denominator);
    }
}
