using System.Net;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>When the results of a plan are final (D7).</summary>
public sealed class FinalResultTests
{
    [Theory, Engines]
    public async Task D7_results_are_final_when_both_institutions_say_so_each_once(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, _) = await exam.SatAsync(null, [ExamApp.Marks(80)]);

        var first = await exam.PostAsync(plan, "finalisation");
        Assert.Equal("published", first.State);
        Assert.Equal([Bpc], first.Finalisations.Select(given => given.Institution));
        await exam.PostAsync(plan, "finalisation").ShouldBeProblemAsync("already-finalised", HttpStatusCode.Conflict);

        var second = await exam.PostAsync(plan, "finalisation", Ncut);
        Assert.Equal(("final", 2), (second.State, second.Finalisations.Count));
    }

    [Theory, Engines]
    public async Task D7_declaration_for_the_first_sitting_does_not_count_for_the_resit(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, _) = await exam.SatAsync(null, [ExamApp.Marks(80)]);
        await exam.PostAsync(plan, "finalisation");
        await exam.PostAsync(plan, "resit", Ncut);
        await exam.PostAsync(plan, "closing");
        await exam.PublishedAsync(plan);

        var held = await exam.PostAsync(plan, "finalisation", Ncut);

        Assert.Equal("published", held.State);
        Assert.Equal([Ncut], held.Finalisations.Select(given => given.Institution));
    }

    [Theory, Engines]
    public async Task D7_finalisation_and_resit_wait_for_the_end_of_the_appeal_period(Engine engine)
    {
        foreach (var (step, mark) in new[] { ("finalisation", 80), ("resit", 40) })
        {
            await using var exam = await ExamApp.StartAsync(engine);
            var (plan, _) = await exam.SatAsync(null, [ExamApp.Marks(mark)], Day);

            var problem = await exam.PostAsync(plan, step).ShouldBeProblemAsync("appeal-period-runs", HttpStatusCode.Conflict);
            Assert.Equal(("D7", $"{Day.AddDays(ExamApp.AppealDays):O}"), (problem.Rule, problem.Fact("lastDay").GetString()));

            exam.Enrollment.App.Today.MoveTo(DateOnly.ParseExact(problem.Change("notBefore").GetString()!, "O"));
            await exam.PostAsync(plan, step);
        }
    }

    [Theory, Engines]
    public async Task D7_nothing_is_final_before_a_promised_resit_has_been_held(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(40), ExamApp.Marks(40)]);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[2], new() { Reason = "declined" });

        var problem = await exam.PostAsync(plan, "finalisation").ShouldBeProblemAsync("resit-not-held", HttpStatusCode.Conflict);

        Assert.Equal(("D7", 1), (problem.Rule, problem.Fact("waiting").GetInt32()));
        await exam.Enrollment.Registrar(Bpc).PostAsync(problem.Change("openResit").GetString()!).BodyAsync();
        await exam.PostAsync(plan, "closing");
        await exam.PublishedAsync(plan);
        Assert.Equal("final", (await exam.FinaliseAsync(plan)).State);
    }
}
