using System.Net;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The day of a graduation and of a diploma is corrected, and a mistaken diploma is withdrawn (D3, D43).</summary>
public sealed class DiplomaCorrectionTests
{
    private const string Reason = "A typo.";
    internal static readonly DateOnly GraduatedOn = new(2026, 8, 20);

    [Theory, Engines]
    public async Task D43_day_of_a_graduation_and_of_its_diploma_are_corrected(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduateAsync(exam);
        var right = GraduatedOn.AddDays(-5);

        var corrected = await exam.By(Ncut).CorrectLearnerAsync(learner, new() { Since = right, Reason = Reason });
        Assert.Equal(("graduated", right), (corrected.State, corrected.Since));
        var risk = Assert.Single((await exam.By(Ncut).GetLearnerRisksAsync(learner)).Risks);
        Assert.Equal("diploma-of-another-day", risk.Kind);
        exam.Enrollment.App.Today.MoveTo(Day.AddDays(1));
        var bachelor = await DiplomaAsync(exam, learner, "bachelor");
        var diploma = await exam.By(Ncut).CorrectDiplomaAsync(learner, bachelor.Id, new() { AwardedOn = right, Reason = Reason });

        Assert.Equal((right, 2), (diploma.AwardedOn, diploma.Version));
        Assert.Empty((await exam.By(Ncut).GetLearnerRisksAsync(learner)).Risks);
        Assert.Equal(right, (await DiplomaAsync(exam, learner, "bachelor")).AwardedOn);
        Assert.Equal(GraduatedOn, (await DiplomaAsync(exam, learner, "bachelor", Day)).AwardedOn);
    }

    [Theory, Engines]
    public async Task D43_diploma_is_corrected_by_the_institution_that_awarded_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduateAsync(exam);
        var associate = (await DiplomaAsync(exam, learner, "associate")).Id;
        CorrectDiplomaRequest request = new() { AwardedOn = new(2025, 7, 1), Reason = Reason };

        await exam.By(Ncut).CorrectDiplomaAsync(learner, associate, request).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        Assert.Equal(request.AwardedOn, (await exam.By(Bpc).CorrectDiplomaAsync(learner, associate, request)).AwardedOn);
        await exam.By(Bpc).CorrectDiplomaAsync(learner, associate, request)
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D43_corrected_day_of_a_diploma_is_between_the_enrolment_and_today(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduateAsync(exam);
        var bachelor = (await DiplomaAsync(exam, learner, "bachelor")).Id;

        var problem = await exam.By(Ncut).CorrectDiplomaAsync(learner, bachelor, new() { AwardedOn = Day.AddDays(1), Reason = Reason })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D43", $"{Day:O}"), (problem.Rule, problem.Change("awardedOn").GetString()));
        await exam.By(Ncut).CorrectDiplomaAsync(learner, bachelor, new() { AwardedOn = Day, Reason = Reason });
    }

    [Theory, Engines]
    public async Task D43_diploma_that_never_was_is_withdrawn_and_awarded_after_all(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await GraduateAsync(exam);
        var bachelor = (await DiplomaAsync(exam, learner, "bachelor")).Id;

        var withdrawn = await exam.By(Ncut).CorrectDiplomaAsync(learner, bachelor, new() { NeverAwarded = true, Reason = Reason });

        Assert.Equal(("withdrawn", GraduatedOn), (withdrawn.State, withdrawn.AwardedOn));
        var after = await exam.By(Ncut).CorrectDiplomaAsync(learner, bachelor, new() { AwardedOn = GraduatedOn, Reason = Reason });
        Assert.Equal(("awarded", 3), (after.State, after.Version));
    }

    // The cohort began early enough for two years at the university by the business date.
    internal static async Task<Guid> GraduateAsync(ExamApp exam)
    {
        var learner = await exam.EnrolledAsync(cohort: 2019, enrolledOn: new(2019, 9, 1));
        await exam.CompleteAsync(learner, 1, new(2021, 9, 1));
        await exam.CompleteAsync(learner, 2, new(2024, 6, 30));
        await OwnerTests.PassedAsync(exam, exam.Articulation, learner, 2019, publishedOn: new(2024, 7, 10));
        await exam.TransferAsync(learner, new(2024, 9, 1));
        await exam.By(Ncut).GraduateLearnerAsync(learner, new() { GraduatedOn = GraduatedOn });
        return learner;
    }

    private static async Task<Diploma> DiplomaAsync(ExamApp exam, Guid learner, string kind, DateOnly? knownOn = null) =>
        (await exam.By(Ncut).ListDiplomasAsync(learner, knownOn: knownOn)).Items.Single(diploma => diploma.Kind == kind);
}
