using System.Net;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The order of a pathway's owners and diplomas, and of an articulation's revisions (D1, D3, D6b).</summary>
public sealed class PathwayOrderTests
{
    [Theory, Engines]
    public async Task D6b_revision_is_for_a_cohort_that_has_no_learners_also_when_it_is_activated(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.EnrolledAsync(cohort: 2026, enrolledOn: Day);
        ReviseArticulationRequest terms = new()
        {
            FirstCohort = 2026,
            Pathway = "2+3+2",
            FromMajorName = "E-Commerce",
            ToMajorName = "Business Administration",
            InternshipCredits = 90,
        };

        foreach (var begun in new[] { 2020, 2026 })
        {
            var problem = await exam.By(Ncut).ReviseArticulationAsync(exam.Articulation, terms with { FirstCohort = begun })
                .ShouldBeProblemAsync("cohort-of-revision", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D6b", 2027), (problem.Rule, problem.Change("firstCohort").GetInt32()));
        }
        var revised = await exam.By(Ncut).ReviseArticulationAsync(exam.Articulation, terms with { FirstCohort = 2027 });
        await exam.EnrolledAsync(cohort: 2027, enrolledOn: Day);

        var late = await exam.Enrollment.ActivateAsync(revised.Id, (await exam.Enrollment.AgreeAsync()).Id)
            .ShouldBeProblemAsync("cohort-of-revision", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(2028, late.Change("firstCohort").GetInt32());
    }

    [Theory]
    [InlineData("from")]
    [InlineData("to")]
    [InlineData("to", "from")]
    [InlineData("from", "to", "from")]
    [InlineData("from", "college")]
    [InlineData("college")]
    public void D1_pathway_of_owners_out_of_order_is_refused(params string[] owners)
    {
        Assert.False(PathwayStages.JudgeOwners(StagesOf(owners)).Passes);
        Assert.True(PathwayStages.JudgeOwners(StagesOf("from", "from", "to")).Passes);
    }

    [Fact]
    public void D3_only_a_bachelor_diploma_after_an_associate_one_is_annotated()
    {
        StageRow[] stages = [.. StagesOf("school", "university")];
        stages[0] = stages[0] with { Diploma = "secondary" };
        stages[1] = stages[1] with { Diploma = "bachelor", Annotated = true };

        Assert.False(PathwayStages.JudgeDiplomas(stages).Passes);
        stages[0] = stages[0] with { Diploma = "associate" };
        Assert.True(PathwayStages.JudgeDiplomas(stages).Passes);
    }

    private static List<StageRow> StagesOf(params string[] owners) =>
        [.. owners.Select(owner => new StageRow { Name = owner, Years = 1, TaughtBy = owner })];
}
