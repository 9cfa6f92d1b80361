using System.Net;
using Contracts;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Figures of learners, as of a day and as known on a day, and published ones (D41).</summary>
public sealed class FigureTests
{
    [Theory, Engines]
    public async Task D41_figure_without_learners_is_null_and_not_zero(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);

        foreach (var of in new[] { "progression", "pass-rate", "further-study", "employment" })
        {
            var figure = await exam.By(Ncut).ReadFigureAsync(of, articulationId: exam.Articulation);
            Assert.Equal((of, 0, 0, null, Day, Day), (
                figure.Measure, figure.Numerator, figure.Denominator, figure.Value, figure.AsOf, figure.KnownOn));
        }
    }

    [Theory, Engines]
    public async Task D41_progression_and_pass_rate_count_by_institution_articulation_cohort_and_class(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.Enrollment.By(Bpc).EnrollLearnerAsync(EnrolmentRequest(
            Table1.ECommerce, "C1", birthDate: new DateOnly(2005, 5, 1), cohort: ExamApp.Cohort, enrolledOn: ExamApp.Began) with
        {
            Class = "ec-1",
        });
        var (plan, learners) = await exam.SatAsync(null, [ExamApp.Marks(80), ExamApp.Marks(80), ExamApp.Marks(40)]);
        await exam.By(Bpc).AwardAssociateDiplomaAsync(learners[2], new() { Reason = "declined" });
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[0]);
        await exam.EnrolledAsync(cohort: 2022);

        Assert.Equal((1, 5, "20.00"), await OfAsync(exam, "progression", articulation: exam.Articulation));
        Assert.Equal((1, 4, "25.00"), await OfAsync(exam, "progression", articulation: exam.Articulation, cohort: ExamApp.Cohort));
        Assert.Equal((1, 4, "25.00"), await OfAsync(exam, "progression", Bpc, cohort: ExamApp.Cohort));
        Assert.Equal((1, 1, "100.00"), await OfAsync(exam, "progression", Ncut));
        Assert.Equal((0, 1, "0.00"), await OfAsync(exam, "progression", Bpc, @class: "ec-1"));
        Assert.Equal((2, 3, "66.67"), await OfAsync(exam, "pass-rate", articulation: exam.Articulation, cohort: ExamApp.Cohort));
        Assert.Equal((2, 3, "66.67"), await OfAsync(exam, "pass-rate", Bpc));
        Assert.Equal((0, 0, null), await OfAsync(exam, "pass-rate", Bpc, @class: "ec-1"));
        Assert.Equal((0, 0, null), await OfAsync(exam, "pass-rate", Bpc, cohort: 2022));
        Assert.Equal((0, 4, "0.00"), await OfAsync(exam, "progression", Bpc, cohort: ExamApp.Cohort, asOf: Day.AddDays(-1)));
    }

    [Theory, Engines]
    public async Task S7_share_is_of_records_only_and_says_how_many_graduates_have_none(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var graduates = await GraduatesAsync(exam, 4);
        Assert.Equal((0, 4, 0, 0, 4), await OutcomesAsync(exam));
        var employed = await RecordAsync(exam, graduates[0], "yes");
        await RecordAsync(exam, graduates[1], "no");
        await RecordAsync(exam, graduates[2], "unknown");

        Assert.Equal((1, 4, 2, 1, 1), await OutcomesAsync(exam));
        Assert.Equal((0, 4, 0, 0, 4), await OutcomesAsync(exam, "further-study"));
        Assert.Equal("25.00", (await exam.By(Bpc).ReadFigureAsync("employment", Bpc)).Value);

        exam.Enrollment.App.Today.MoveTo(OutcomeTests.Now.AddDays(3));
        var late = new StatedOutcome { On = OutcomeTests.Now.AddDays(1), Answer = "yes", EmployerKind = "private" };
        await exam.By(Ncut).CorrectOutcomeAsync(graduates[0], employed.Id, new() { Reason = "Began later.", Stated = late });

        Assert.Equal((1, 4, 2, 1, 1), await OutcomesAsync(exam));
        Assert.Equal((0, 4, 1, 1, 2), await OutcomesAsync(exam, asOf: OutcomeTests.Now));
        Assert.Equal((1, 4, 2, 1, 1), await OutcomesAsync(exam, asOf: OutcomeTests.Now, knownOn: OutcomeTests.Now.AddDays(2)));
        await exam.By(Ncut).CorrectOutcomeAsync(graduates[0], employed.Id, new() { Reason = "Another graduate's." });
        Assert.Equal((0, 4, 1, 1, 2), await OutcomesAsync(exam));
    }

    [Theory, Engines]
    public async Task D41_published_figure_stays_as_it_is_when_records_are_corrected(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var graduates = await GraduatesAsync(exam, 2);
        var employed = await RecordAsync(exam, graduates[0], "yes");
        var asked = new PublishFigureRequest { Of = "employment", ArticulationId = exam.Articulation, Cohort = ExamApp.Cohort };

        await exam.By(ShougangIt).PublishFigureAsync(asked).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var published = await exam.By(Ncut).PublishFigureAsync(asked);
        await exam.By(Ncut).CorrectOutcomeAsync(graduates[0], employed.Id, new() { Reason = "Another graduate's." });

        Assert.Equal((0, 2, 0, 0, 2), await OutcomesAsync(exam));
        Assert.Equal((1, 2, "50.00", 1), (
            published.Figure.Numerator, published.Figure.Denominator, published.Figure.Value, published.Figure.NotRecorded));
        Assert.Equal((Ncut, OutcomeTests.Now), (published.PublishedBy, published.PublishedOn));
        var guest = exam.By(Dji);
        Assert.Equal(published.AsJson(), (await guest.GetPublishedFigureAsync(published.Id)).AsJson());
        Assert.Equal(published.AsJson(), Assert.Single((await guest.ListPublishedFiguresAsync()).Items).AsJson());
        var behind = (await exam.By(Bpc).ListFigureLearnersAsync(published.Id)).Items;
        Assert.Equal(
            new HashSet<(Guid, string)> { (graduates[0], "yes"), (graduates[1], "none") },
            [.. behind.Select(learner => (learner.LearnerId, learner.Answer))]);
        Assert.Empty((await exam.By(ShougangIt).ListFigureLearnersAsync(published.Id)).Items);
        await guest.GetPublishedFigureAsync(Guid.NewGuid()).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D41_authority_publishes_any_figure_and_an_institution_its_own(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.Enrollment.KnowAsync("bjedu", Contracts.IndustryPartnership.OrganisationKind.Authority);
        var asked = new PublishFigureRequest { Of = "progression", Institution = Bpc };

        await exam.By(Ncut).PublishFigureAsync(asked).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Equal(Bpc, (await exam.By(Bpc).PublishFigureAsync(asked)).PublishedBy);
        var authority = new EnrollmentClient(exam.Enrollment.App.As("bjedu", Roles.Authority));
        Assert.Equal("bjedu", (await authority.PublishFigureAsync(asked)).PublishedBy);
    }

    [Theory, Engines]
    public async Task D41_figure_is_about_a_known_group_up_to_today(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var reader = exam.By(Bpc);

        Assert.Equal("D41", (await reader.ReadFigureAsync("progression")
            .ShouldBeProblemAsync("group-missing", HttpStatusCode.UnprocessableEntity)).Rule);
        await reader.ReadFigureAsync("progression", articulationId: exam.Articulation, @class: "ec-1")
            .ShouldBeProblemAsync("class-of-no-institution", HttpStatusCode.UnprocessableEntity);
        await reader.ReadFigureAsync("progression", Dji).ShouldBeProblemAsync("not-an-institution", HttpStatusCode.UnprocessableEntity);
        await reader.ReadFigureAsync("progression", "nobody").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await reader.ReadFigureAsync("progression", articulationId: Guid.NewGuid())
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var ahead = await reader.ReadFigureAsync("progression", Bpc, asOf: Day.AddDays(1))
            .ShouldBeProblemAsync("as-of-in-future", HttpStatusCode.UnprocessableEntity);
        await reader.ReadFigureAsync("progression", Bpc, asOf: ahead.Change("asOf").Day());
        ahead = await reader.ReadFigureAsync("progression", Bpc, knownOn: Day.AddDays(1))
            .ShouldBeProblemAsync("known-on-in-future", HttpStatusCode.UnprocessableEntity);
        await reader.ReadFigureAsync("progression", Bpc, knownOn: ahead.Change("knownOn").Day());
    }

    [Theory, Engines]
    public async Task D41_figure_of_a_cohort_a_class_or_few_learners_is_for_those_concerned(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        for (var count = 0; count < 5; count++) await exam.EnrolledAsync();
        var other = exam.By(ShougangIt);
        Assert.Equal(5, (await other.ReadFigureAsync("progression", Bpc)).Denominator);

        var problem = await other.ReadFigureAsync("progression", Bpc, cohort: ExamApp.Cohort)
            .ShouldBeProblemAsync("figure-not-concerned", HttpStatusCode.Forbidden);
        await other.ReadFigureAsync("employment", Bpc).ShouldBeProblemAsync("figure-not-concerned", HttpStatusCode.Forbidden);
        await other.TransferPassRateAsync(Bpc, Ncut, ExamApp.Cohort)
            .ShouldBeProblemAsync("figure-not-concerned", HttpStatusCode.Forbidden);

        Assert.Equal("D41", problem.Rule);
        var authority = new EnrollmentClient(exam.Enrollment.App.As("bjedu", Roles.Authority));
        foreach (var reader in new[] { exam.By(Bpc), authority })
        {
            Assert.Equal(5, (await reader.ReadFigureAsync("progression", Bpc, cohort: ExamApp.Cohort)).Denominator);
        }
        Assert.Equal(5, (await exam.By(Ncut).ReadFigureAsync("progression", articulationId: exam.Articulation)).Denominator);
        await new EnrollmentClient(exam.Enrollment.Learner("somebody")).ReadFigureAsync("progression", Bpc, cohort: ExamApp.Cohort)
            .ShouldBeProblemAsync("figure-not-concerned", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D41_figure_of_an_unknown_class_or_another_institutions_articulation_is_refused_by_name(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);

        var unknown = await exam.By(Bpc).ReadFigureAsync("progression", Bpc, @class: "none")
            .ShouldBeProblemAsync("no-such-class", HttpStatusCode.NotFound);
        Assert.Equal("none", unknown.Fact("class").GetString());
        var others = await exam.By(Bpc).ReadFigureAsync("progression", ShougangIt, exam.Articulation)
            .ShouldBeProblemAsync("articulation-of-others", HttpStatusCode.UnprocessableEntity);
        await exam.By(Bpc).ReadFigureAsync("progression", others.Change("institution").GetString(), exam.Articulation);
        var authority = new EnrollmentClient(exam.Enrollment.App.As("bjedu", Roles.Authority));
        await authority.PublishFigureAsync(new() { Of = "progression", ArticulationId = Guid.NewGuid() })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<Guid>> GraduatesAsync(ExamApp exam, int count)
    {
        var (plan, learners) = await exam.SatAsync(null, [.. Enumerable.Repeat(ExamApp.Marks(80), count)]);
        await exam.FinaliseAsync(plan);
        foreach (var learner in learners) await exam.TransferAsync(learner);
        exam.Enrollment.App.Today.MoveTo(OutcomeTests.Now);
        foreach (var learner in learners)
        {
            await exam.By(Ncut).GraduateLearnerAsync(learner, new() { GraduatedOn = OutcomeTests.Graduated });
        }
        return learners;
    }

    private static Task<Outcome> RecordAsync(ExamApp exam, Guid learner, string answer) => exam.By(Ncut).RecordOutcomeAsync(learner, new()
    {
        Kind = OutcomeKind.Employment,
        Stated = new() { On = OutcomeTests.Now, Answer = answer, EmployerKind = answer == "yes" ? "private" : null },
    });

    private static async Task<(int, int, string?)> OfAsync(
        ExamApp exam, string of, string? institution = null, Guid? articulation = null, int? cohort = null, string? @class = null,
        DateOnly? asOf = null)
    {
        var figure = await exam.By(institution ?? Ncut).ReadFigureAsync(of, institution, articulation, cohort, @class, asOf);
        return (figure.Numerator, figure.Denominator, figure.Value);
    }

    // Numerator, denominator, recorded, unknown and not recorded.
    private static async Task<(int, int, int, int, int)> OutcomesAsync(
        ExamApp exam, string of = "employment", DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        var figure = await exam.By(Ncut).ReadFigureAsync(
            of, articulationId: exam.Articulation, cohort: ExamApp.Cohort, asOf: asOf, knownOn: knownOn);
        return (figure.Numerator, figure.Denominator, figure.Recorded, figure.Unknown, figure.NotRecorded);
    }
}
