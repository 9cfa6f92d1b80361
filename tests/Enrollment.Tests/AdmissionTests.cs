using System.Net;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A year's admission has its own conditions, which are data (D2). The values are an example.</summary>
public sealed class AdmissionTests
{
    [Theory, Engines]
    public async Task D2_admission_meets_the_conditions_of_its_year_and_region(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineAsync(exam);

        foreach (var (score, holds, member) in new[] { (489, true, "score"), (490, false, "holdsRegistration") })
        {
            var problem = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = score, HoldsRegistration = holds })
                .ShouldBeProblemAsync("admission-conditions-not-met", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D2", 490), (problem.Rule, problem.Fact("minimumScore").GetInt32()));
            Assert.Equal(member, Assert.Single(problem.Change("admission").EnumerateObject()).Name);
        }
        var learner = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = 490, HoldsRegistration = true });

        Assert.Equal(
            ("met", "beijing", (int?)490, (bool?)true),
            (learner.Admission, learner.AdmissionRegion, learner.AdmissionScore, learner.HoldsRegistration));
    }

    [Theory, Engines]
    public async Task D2_admission_is_not_recorded_if_nothing_was_stated_or_the_year_has_no_conditions(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineAsync(exam);

        var (silent, elsewhere, later) = (
            await EnrolAsync(exam, "S1", null),
            await EnrolAsync(exam, "S2", new() { Region = "hebei", Score = 1 }),
            await EnrolAsync(exam, "S3", new() { Region = "beijing", Score = 1 }, cohort: 2022));

        Assert.All(new[] { silent, elsewhere, later }, learner => Assert.Equal("not-recorded", learner.Admission));
        Assert.Equal(("hebei", (int?)1), (elsewhere.AdmissionRegion, elsewhere.AdmissionScore));
    }

    [Theory, Engines]
    public async Task D43_corrected_conditions_keep_the_earlier_ones_and_are_a_risk_for_the_admitted(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var conditions = await DefineAsync(exam);
        var learner = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = 490, HoldsRegistration = true });

        var corrected = await exam.By(Bpc).CorrectAdmissionConditionsAsync(
            conditions.Id, new() { RequiresRegistration = true, MinimumScore = 491, Reason = "A typing error." });

        Assert.Equal(((int?)491, 2), (corrected.MinimumScore, corrected.Version));
        var replaced = Assert.Single((await exam.By(Ncut).GetAdmissionConditionsAsync(conditions.Id)).Replaced);
        Assert.Equal(((int?)490, "A typing error."), (replaced.MinimumScore, replaced.Reason));
        var risk = Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learner.Id)).Risks);
        Assert.Equal(("admission-conditions-not-met", "D2"), (risk.Kind, risk.Rule));
        Assert.Equal("not-met", (await exam.LearnerAsync(learner.Id)).Admission);
    }

    [Theory, Engines]
    public async Task D43_corrected_admission_that_does_not_meet_the_conditions_is_a_risk(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineAsync(exam);
        var learner = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = 490, HoldsRegistration = true });

        var corrected = await exam.By(Bpc).CorrectLearnerAsync(learner.Id, new()
        {
            Admission = new() { Region = "beijing", Score = 409, HoldsRegistration = true },
            Reason = "Two digits were swapped.",
        });

        Assert.Equal(("not-met", (int?)409, "enrolled"), (corrected.Admission, corrected.AdmissionScore, corrected.State));
        Assert.Equal(
            "admission-conditions-not-met", Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learner.Id)).Risks).Kind);
    }

    [Theory, Engines]
    public async Task D2_a_year_has_one_set_of_conditions_for_a_region_which_its_author_corrects(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var conditions = await DefineAsync(exam);
        CorrectAdmissionConditionsRequest request = new() { RequiresRegistration = false, MinimumScore = null, Reason = "A typing error." };

        await DefineAsync(exam).ShouldBeProblemAsync("admission-conditions-taken", HttpStatusCode.Conflict);
        await exam.By(Bpc).CorrectAdmissionConditionsAsync(
                conditions.Id, new() { RequiresRegistration = true, MinimumScore = 490, Reason = "None." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await exam.By(Ncut).CorrectAdmissionConditionsAsync(conditions.Id, request)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        Assert.Null((await exam.By(Bpc).CorrectAdmissionConditionsAsync(conditions.Id, request)).MinimumScore);
        Assert.Equal(
            conditions.Id, Assert.Single((await exam.By(Ncut).ListAdmissionConditionsAsync(pathway: "2+3+2", year: 2021)).Items).Id);
    }

    [Theory, Engines]
    public async Task D2_institutions_conditions_are_for_its_own_admissions_alone(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.By(ShougangIt).DefineAdmissionConditionsAsync(
            new() { Pathway = "2+3+2", Year = 2021, Region = "beijing", RequiresRegistration = true, MinimumScore = 1000 });

        var learner = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = 500 });

        Assert.Equal("not-recorded", learner.Admission);
        Assert.Equal(Bpc, (await DefineAsync(exam)).Institution);
    }

    [Theory, Engines]
    public async Task D2_authoritys_conditions_go_before_those_of_institutions_and_any_authority_corrects_them(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineAsync(exam);
        var learner = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = 495, HoldsRegistration = true });

        var stated = await Authority("bjedu").DefineAdmissionConditionsAsync(
            new() { Pathway = "2+3+2", Year = 2021, Region = "beijing", RequiresRegistration = true, MinimumScore = 500 });

        Assert.Equal((null, "not-met"), (stated.Institution, (await exam.LearnerAsync(learner.Id)).Admission));
        Assert.Equal("not-met", Assert.Single((await exam.By(Ncut).ListLearnersAsync()).Items).Admission);
        await exam.By(Ncut).DefineAdmissionConditionsAsync(
                new() { Pathway = "2+3+2", Year = 2021, Region = "beijing", RequiresRegistration = false })
            .ShouldBeProblemAsync("admission-conditions-taken", HttpStatusCode.Conflict);
        await Authority("tjedu").CorrectAdmissionConditionsAsync(
            stated.Id, new() { RequiresRegistration = true, MinimumScore = 490, Reason = "A typing error." });
        Assert.Equal("met", (await exam.LearnerAsync(learner.Id)).Admission);
        Assert.Empty((await exam.By(Bpc).GetLearnerRisksAsync(learner.Id)).Risks);

        EnrollmentClient Authority(string org) => new(exam.Enrollment.App.As(org, Contracts.Roles.Authority));
    }

    [Theory, Engines]
    public async Task D43_admission_is_judged_by_conditions_that_were_stated_after_the_enrolment(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await EnrolAsync(exam, "S1", new() { Region = "beijing", Score = 10, HoldsRegistration = true });
        Assert.Equal("not-recorded", learner.Admission);

        await DefineAsync(exam);

        Assert.Equal("not-met", (await exam.LearnerAsync(learner.Id)).Admission);
        Assert.Equal("admission-conditions-not-met", Assert.Single((await exam.By(Bpc).GetLearnerRisksAsync(learner.Id)).Risks).Kind);
    }

    private static Task<AdmissionConditions> DefineAsync(ExamApp exam) => exam.By(Bpc).DefineAdmissionConditionsAsync(
        new() { Pathway = "2+3+2", Year = 2021, Region = "beijing", RequiresRegistration = true, MinimumScore = 490 });

    private static Task<Learner> EnrolAsync(ExamApp exam, string number, AdmissionStatement? admission, int cohort = 2021)
    {
        var request = EnrolmentRequest(
            Table1.ECommerce, number, birthDate: new(2005, 5, 1), cohort: cohort, enrolledOn: new(cohort, 9, 1));
        return exam.By(Bpc).EnrollLearnerAsync(request with { Admission = admission });
    }
}
