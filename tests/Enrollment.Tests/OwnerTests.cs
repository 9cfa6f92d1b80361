using System.Net;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A pathway has as many owners as stages (D1), and its diplomas are data (D3).</summary>
public sealed class OwnerTests
{
    internal const string School = "bj-school";
    private const string Route = "3-2-2";

    [Theory, Engines]
    public async Task D1_each_stage_belongs_to_its_institution_from_school_to_bachelor(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var articulation = await ThreeOwnersAsync(exam);
        Assert.Equal(
            [("school", School, "710201"), ("college", Bpc, "530701"), ("university", Ncut, "120201K")],
            articulation.Owners.Select(owner => (owner.Owner, owner.Institution, owner.Major)));
        var learner = await EnrolledAsync(exam, "p-1");
        Assert.Equal((School, School, "710201"), (learner.Institution, learner.PresentInstitution, learner.Major));

        var atCollege = await exam.By(School).CompleteStageAsync(learner.Id, new() { Stage = 1, CompletedOn = new(2021, 9, 1) });

        Assert.Equal(("enrolled", Bpc, "530701", 2), (atCollege.State, atCollege.PresentInstitution, atCollege.Major, atCollege.Stage));
        await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-1", Bpc), $"/learners/{learner.Id}").BodyAsync();
        await exam.By(School).StartLeaveAsync(learner.Id, new() { Reason = "Illness." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await exam.CompleteAsync(learner.Id, 2, new(2023, 9, 1));
        await PassedAsync(exam, articulation.Id, learner.Id, 2018);
        var transferred = await exam.TransferAsync(learner.Id, new(2023, 9, 20));
        Assert.Equal((Ncut, "120201K", 3), (transferred.PresentInstitution, transferred.Major, transferred.Stage));
        await exam.By(Ncut).GraduateLearnerAsync(learner.Id, new() { GraduatedOn = new(2025, 7, 1) });

        Assert.Equal(
            [("secondary", School, null), ("associate", Bpc, null), ("bachelor", Ncut, "专升本")],
            (await exam.By(School).ListDiplomasAsync(learner.Id)).Items
                .Select(diploma => (diploma.Kind, diploma.Institution, diploma.Annotation)));
    }

    [Theory, Engines]
    public async Task D41_progression_counts_who_reached_the_university_and_not_the_college(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await ThreeOwnersAsync(exam);
        var learner = await EnrolledAsync(exam, "p-1");
        await exam.By(School).CompleteStageAsync(learner.Id, new() { Stage = 1, CompletedOn = new(2021, 9, 1) });

        var figure = await exam.By(School).ReadFigureAsync("progression", School);

        Assert.Equal((0, 1), (figure.Numerator, figure.Denominator));
    }

    [Theory, Engines]
    public async Task D3_secondary_route_ends_with_the_bachelor_diploma_without_annotation(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.Enrollment.KnowAsync(School, OrganisationKind.SecondarySchool);
        var agreement = await exam.Enrollment.AgreeAsync(Facts.Agreement(School, Ncut));
        var draft = await exam.Enrollment.DraftAsync(Table1.ECommerce, from: School, pathway: "3+4");
        var articulation = await exam.Enrollment.ActivateAsync(draft.Id, agreement.Id, School);
        var learner = (await exam.Enrollment.EnrolAsync(
            Table1.ECommerce, birthDate: new(2003, 5, 1), cohort: 2018, org: School, enrolledOn: new(2018, 9, 1))).Id;

        var ready = await exam.By(School).CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = new(2021, 6, 30) });
        Assert.Equal("transfer-ready", ready.State);
        await PassedAsync(exam, articulation.Id, learner, 2018, School, new(2021, 7, 10));
        await exam.TransferAsync(learner, new(2021, 9, 1));
        var graduated = await exam.By(Ncut).GraduateLearnerAsync(learner, new() { GraduatedOn = new(2025, 7, 1) });

        Assert.Equal("graduated", graduated.State);
        // The school's is of the day on which its stage ended, and not of the transfer.
        Assert.Equal(
            [("secondary", School, null, new(2021, 6, 30)), ("bachelor", Ncut, null, new(2025, 7, 1))],
            (await exam.By(School).ListDiplomasAsync(learner)).Items
                .Select(diploma => (diploma.Kind, diploma.Institution, diploma.Annotation, diploma.AwardedOn)));
    }

    [Theory, Engines]
    public async Task D3_learner_who_leaves_after_the_vocational_stages_has_the_diploma_that_the_pathway_names(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await ThreeOwnersAsync(exam);
        var learner = (await EnrolledAsync(exam)).Id;
        await exam.By(School).CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = new(2021, 9, 1) });
        await exam.CompleteAsync(learner, 2, new(2023, 9, 1));

        await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined", AwardedOn = new(2023, 9, 2) });

        Assert.Equal(
            ["secondary", "associate"], (await exam.By(Bpc).ListDiplomasAsync(learner)).Items.Select(diploma => diploma.Kind));
    }

    [Theory, Engines]
    public async Task D3_nobody_ends_with_a_diploma_that_the_pathway_has_not(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineAsync(exam, "plain", [Stage("College", 1, "college", null), Stage("University", 1, "university", "bachelor")]);
        var draft = await exam.Enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "plain");
        await exam.Enrollment.ActivateAsync(draft.Id, (await exam.Enrollment.AgreeAsync()).Id);
        var learner = (await exam.Enrollment.EnrolAsync(
            Table1.BigDataAccounting, birthDate: new(2003, 5, 1), cohort: 2025, enrolledOn: new(2025, 9, 1))).Id;
        await exam.CompleteAsync(learner, 1, Day);

        var problem = await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined" })
            .ShouldBeProblemAsync("no-diploma-after-stage", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D3", problem.Rule);
        await exam.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Declined." });
    }

    [Theory, Engines]
    public async Task D6b_agreement_must_be_signed_by_all_owners(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var draft = await DraftThreeAsync(exam);
        var ofTwo = await exam.Enrollment.AgreeAsync(Facts.Agreement(School, Ncut));
        var ofAll = await exam.Enrollment.AgreeAsync(Facts.Agreement(School, Bpc, Ncut));

        var problem = await exam.Enrollment.ActivateAsync(draft.Id, ofTwo.Id, School)
            .ShouldBeProblemAsync("agreement-cannot-carry", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(ofAll.Id, problem.Change("agreementId").GetGuid());
        var told = (await exam.Enrollment.ActivateAsync(draft.Id, ofAll.Id, School)).Id;
        var owners = (await exam.Enrollment.App.PublishedAsync<ArticulationActivatedV1>()).Last(fact => fact.Articulation.Id == told)
            .Articulation.Owners!;
        Assert.Equal([School, Bpc, Ncut], owners.Select(owner => owner.Institution));
    }

    [Theory, Engines]
    public async Task D6b_enrolment_names_the_route_where_two_differ_in_the_owner_between(Engine engine)
    {
        const string OtherCollege = "bj-college";
        await using var exam = await ExamApp.StartAsync(engine);
        var first = await ThreeOwnersAsync(exam);
        await exam.Enrollment.KnowAsync(OtherCollege, OrganisationKind.VocationalCollege);
        var agreement = await exam.Enrollment.AgreeAsync(Facts.Agreement(School, OtherCollege, Ncut));
        var draft = await exam.By(School).DraftArticulationAsync(
            ArticulationRequest(Table1.ECommerce, from: OtherCollege, pathway: Route) with { EarlierOwners = [Earlier("school")] });
        var second = await exam.Enrollment.ActivateAsync(draft.Id, agreement.Id, School);

        var problem = await exam.By(School).EnrollLearnerAsync(Enrolment())
            .ShouldBeProblemAsync("route-not-named", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D6b", 2), (problem.Rule, problem.Fact("routes").GetArrayLength()));
        var named = Enrolment() with { ArticulationId = problem.Change("articulationId").GetGuid() };
        Assert.Equal(first.Id, (await exam.By(School).EnrollLearnerAsync(named)).ArticulationId);
        var other = Enrolment() with { StudentNumber = "S2", ArticulationId = second.Id };
        Assert.Equal(second.Id, (await exam.By(School).EnrollLearnerAsync(other)).ArticulationId);
        await exam.By(School).EnrollLearnerAsync(other with { StudentNumber = "S3", ArticulationId = exam.Articulation })
            .ShouldBeProblemAsync("articulation-not-usable", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D1_owners_of_an_articulation_are_those_of_the_pathway(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineThreeAsync(exam);
        var request = ArticulationRequest(Table1.ECommerce, pathway: Route);

        var problem = await exam.By(Bpc).DraftArticulationAsync(request)
            .ShouldBeProblemAsync("owners-not-as-pathway", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D1", "school"), (problem.Rule, Assert.Single(problem.Change("earlierOwners").EnumerateArray()).GetString()));
        await exam.By(Bpc).DraftArticulationAsync(request with { EarlierOwners = [Earlier("school")] });
    }

    [Theory, Engines]
    public async Task D1_stages_of_one_owner_follow_one_another(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        DefinePathwayStage[] mixed = [Stage("A", 1, "school", null), Stage("B", 1, "college", null), Stage("C", 1, "school", "bachelor")];

        var problem = await exam.By(Bpc).DefinePathwayAsync(new() { Code = "mixed", Stages = mixed })
            .ShouldBeProblemAsync("pathway-owners", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D1", problem.Rule);
        await DefineAsync(exam, "mixed", [mixed[0], mixed[0], mixed[2] with { TaughtBy = "college" }]);
    }

    [Theory, Engines]
    public async Task D3_a_pathway_awards_each_kind_of_diploma_once(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (college, university) = (Stage("College", 3, "college", "bachelor"), Stage("University", 2, "university", "bachelor"));

        var problem = await exam.By(Bpc).DefinePathwayAsync(new() { Code = "twice", Stages = [college, university] })
            .ShouldBeProblemAsync("pathway-diplomas", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D3", problem.Rule);
        await DefineAsync(exam, "twice", [college with { Diploma = "associate" }, university]);
    }

    [Theory, Engines]
    public async Task D6b_later_cohorts_have_the_revision_and_earlier_ones_keep_their_own(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        ReviseArticulationRequest terms = new()
        {
            FirstCohort = 2027,
            Pathway = "2+3+2",
            FromMajorName = "E-Commerce",
            ToMajorName = "Business Administration",
            InternshipCredits = 90,
        };

        var revised = await exam.By(Ncut).ReviseArticulationAsync(exam.Articulation, terms);

        Assert.Equal(("draft", 2, 90), (revised.State, revised.Revision, revised.InternshipCredits));
        Assert.Equal(2027, revised.FirstCohort);
        var before = await exam.Enrollment.EnrolAsync(Table1.ECommerce, "S1");
        await exam.Enrollment.ActivateAsync(revised.Id, (await exam.Enrollment.AgreeAsync()).Id);
        var later = await exam.Enrollment.EnrolAsync(Table1.ECommerce, "S2", cohort: 2027);
        var earlier = await exam.Enrollment.EnrolAsync(Table1.ECommerce, "S3", cohort: 2025);
        Assert.Equal(
            [exam.Articulation, revised.Id, exam.Articulation],
            new[] { before, later, earlier }.Select(learner => learner.ArticulationId));
        var problem = await exam.By(Bpc).ReviseArticulationAsync(revised.Id, terms)
            .ShouldBeProblemAsync("cohort-of-revision", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D6b", 2028), (problem.Rule, problem.Change("firstCohort").GetInt32()));
        Assert.Equal(3, (await exam.By(Bpc).ReviseArticulationAsync(revised.Id, terms with { FirstCohort = 2028 })).Revision);
    }

    [Theory, Engines]
    public async Task D6b_revision_is_for_later_cohorts_than_the_one_before_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        ReviseArticulationRequest terms = new()
        {
            FirstCohort = 2028,
            Pathway = "2+3+2",
            FromMajorName = "E-Commerce",
            ToMajorName = "Business Administration",
            InternshipCredits = 60,
        };
        await exam.By(Bpc).ReviseArticulationAsync(exam.Articulation, terms);

        var problem = await exam.By(Bpc).ReviseArticulationAsync(exam.Articulation, terms with { FirstCohort = 2027 })
            .ShouldBeProblemAsync("cohort-of-revision", HttpStatusCode.UnprocessableEntity);

        var later = terms with { FirstCohort = problem.Change("firstCohort").GetInt32() };
        var revised = await exam.By(Bpc).ReviseArticulationAsync(exam.Articulation, later);
        Assert.Equal((3, 2029), (revised.Revision, revised.FirstCohort));
    }

    [Theory, Engines]
    public async Task D6b_revision_has_as_many_owners_as_the_articulation(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineThreeAsync(exam);
        ReviseArticulationRequest terms = new()
        {
            FirstCohort = 2027,
            Pathway = Route,
            FromMajorName = "E-Commerce",
            ToMajorName = "Business Administration",
            InternshipCredits = 60,
        };

        await exam.By(Bpc).ReviseArticulationAsync(exam.Articulation, terms)
            .ShouldBeProblemAsync("owners-not-as-pathway", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("3+2", (await exam.By(Bpc).ReviseArticulationAsync(exam.Articulation, terms with { Pathway = "3+2" })).Pathway);
    }

    [Theory, Engines]
    public async Task D1_learners_are_enrolled_by_the_owner_of_the_first_stage(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.Enrollment.CloseAsync(exam.Articulation);
        var articulation = await ThreeOwnersAsync(exam);

        await exam.By(Bpc).EnrollLearnerAsync(Enrolment() with { FromMajor = Table1.ECommerce.FromMajor })
            .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(articulation.Id, (await exam.By(School).EnrollLearnerAsync(Enrolment())).ArticulationId);
    }

    private static DefinePathwayStage Stage(string name, int years, string owner, string? diploma, bool annotated = false) =>
        new() { Name = name, Years = years, TaughtBy = owner, Diploma = diploma, Annotated = annotated };

    private static DraftArticulationEarlierOwner Earlier(string owner, string school = School, string major = "710201") =>
        new() { Owner = owner, Institution = school, Major = major, MajorName = "Retail" };

    private static Task<Pathway> DefineAsync(ExamApp exam, string code, IReadOnlyList<DefinePathwayStage> stages) =>
        exam.By(Bpc).DefinePathwayAsync(new() { Code = code, Stages = [.. stages] });

    private static async Task DefineThreeAsync(ExamApp exam)
    {
        await exam.Enrollment.KnowAsync(School, OrganisationKind.SecondarySchool);
        await DefineAsync(
            exam, Route,
            [
                Stage("Secondary", 3, "school", "secondary"),
                Stage("College", 2, "college", "associate"),
                Stage("University", 2, "university", "bachelor", annotated: true),
            ]);
    }

    private static async Task<Articulation> DraftThreeAsync(ExamApp exam)
    {
        await DefineThreeAsync(exam);
        return await exam.By(School).DraftArticulationAsync(
            ArticulationRequest(Table1.ECommerce, pathway: Route) with { EarlierOwners = [Earlier("school")] });
    }

    internal static async Task<Articulation> ThreeOwnersAsync(ExamApp exam)
    {
        var agreement = await exam.Enrollment.AgreeAsync(Facts.Agreement(School, Bpc, Ncut));
        return await exam.Enrollment.ActivateAsync((await DraftThreeAsync(exam)).Id, agreement.Id, School);
    }

    /// <summary>Another articulation of the same pathway.</summary>
    internal static async Task<Articulation> ThreeOwnersAsync(ExamApp exam, Pair pair, string school = School, string college = Bpc)
    {
        var agreement = await exam.Enrollment.AgreeAsync(Facts.Agreement(school, college, Ncut));
        var draft = await exam.By(school).DraftArticulationAsync(ArticulationRequest(pair, college, pathway: Route) with
        {
            EarlierOwners = [Earlier("school", school, "710202")],
        });
        return await exam.Enrollment.ActivateAsync(draft.Id, agreement.Id, school);
    }

    internal static Task<Learner> EnrolledAsync(ExamApp exam, string? person = null) =>
        exam.By(School).EnrollLearnerAsync(Enrolment(person));

    private static EnrollLearnerRequest Enrolment(string? person = null) => new()
    {
        StudentNumber = "S1",
        BirthDate = new(2003, 5, 1),
        Cohort = 2018,
        FromMajor = "710201",
        ToInstitution = Ncut,
        ToMajor = Table1.ECommerce.ToMajor,
        Person = person,
        EnrolledOn = new(2018, 9, 1),
    };

    internal static async Task PassedAsync(
        ExamApp exam, Guid articulation, Guid learner, int cohort, string from = Bpc, DateOnly? publishedOn = null)
    {
        var on = publishedOn ?? new DateOnly(2023, 9, 10);
        var rules = exam.Exam() with { Places = [new() { ArticulationId = articulation, Places = 1 }] };
        var plan = await exam.DraftAsync(rules, from, cohort, from);
        foreach (var org in new[] { from, Ncut }) await exam.ApproveAsync(plan, org);
        await exam.PostAsync(plan.Id, "opening", from);
        await exam.RegisterAsync(plan.Id, learner, from, on);
        await exam.PostAsync(plan.Id, "closing", from);
        var version = (await exam.By(from).GetCandidateAsync(plan.Id, learner)).Version;
        await exam.By(Ncut).EnterMarksAsync(plan.Id, learner, version, ExamApp.Marks(80));
        await exam.PublishedAsync(plan.Id, on, from);
        foreach (var org in new[] { from, Ncut }) await exam.PostAsync(plan.Id, "finalisation", org);
    }
}
