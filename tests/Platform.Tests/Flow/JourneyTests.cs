using System.Net;
using static Platform.Tests.Cooperation;
using Testing;

namespace Platform.Tests.Flow;

/// <summary>
/// From the college to the university, and from the workshop to the certificate: four processes, RabbitMQ between them, every call through the
/// gateway. The services know of each other by their events alone. What lasts years is recorded late, since the date of a process is the clock's.
/// </summary>
public sealed class JourneyTests(RabbitMqBroker broker)
{
    private static readonly DateOnly Enrolled = Today.AddYears(-5).AddDays(-60);
    private static readonly DateOnly FirstStageCompleted = Today.AddYears(-3).AddDays(-60);
    private static readonly DateOnly SecondStageCompleted = Today.AddDays(-60);

    [Theory, Engines]
    public async Task A_cohort_comes_to_the_university_by_internship_credit_exam_and_quota(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "journey");
        await cooperation.RegisterAllAsync();
        var agreement = await cooperation.AgreeAsync("articulation", cooperation.College, cooperation.University);
        await cooperation.AgreeAsync("internship-framework", cooperation.College, cooperation.Enterprise);
        var articulation = (await cooperation.ActivateAsync((await cooperation.DraftArticulationAsync()).Id(), agreement.Id())).Id();
        var (college, university) = (cooperation.As(cooperation.College, Contracts.Roles.Registrar), cooperation.As(cooperation.University, Contracts.Roles.Registrar));

        // Three learners, two of them with an internship that earns credit.
        var learners = new List<Guid>();
        foreach (var number in new[] { "S-1", "S-2", "S-3" })
        {
            var learner = (await cooperation.EnrolAsync(number, Enrolled)).Id();
            await college.PostAsync($"{Enrolling}/learners/{learner}/stage-completion", new { stage = 1, completedOn = FirstStageCompleted }).BodyAsync();
            await college.PostAsync($"{Enrolling}/learners/{learner}/stage-completion", new { stage = 2, completedOn = SecondStageCompleted }).BodyAsync();
            learners.Add(learner);
        }
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(50, "uav-pilot");
        var slot = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 2)).BodyAsync();
        foreach (var learner in learners.Take(2))
        {
            await cooperation.CompleteAsync((await cooperation.PlaceAsync(slot.Id(), learner)).Id());
            await Eventually.TrueAsync(async () => (await cooperation.CreditsAsync(learner)).Count > 0);
        }
        var credit = Assert.Single(await cooperation.CreditsAsync(learners[0]));
        Assert.Equal((80, "good"), (credit.GetProperty("credits").GetInt32(), credit.Text("grade")));

        // A plan that asks for that credit, approved by both.
        var exam = new
        {
            components = new[] { new { code = "theory", name = "Theory", weight = 0.4m }, new { code = "work", name = "Work", weight = 0.6m } },
            bonusMax = 0,
            passMark = 60,
            resits = 1,
            absence = "fails",
            gateCredits = 80,
            appealDays = 5,
            examinedBy = cooperation.University,
            tieBreak = new[] { "work" },
            places = new[] { new { articulationId = articulation, places = 1 } },
        };
        var plan = await college.PostAsync($"{Enrolling}/transfer-plans", new { fromInstitution = cooperation.College, toInstitution = cooperation.University, cohort = Enrolled.Year, exam }).BodyAsync(HttpStatusCode.Created);
        var path = $"{Enrolling}/transfer-plans/{plan.Id()}";
        foreach (var registrar in new[] { college, university }) await registrar.PostAsync($"{path}/approvals", new { textHash = plan.Text("textHash") }).BodyAsync();
        await college.PostAsync($"{path}/opening").BodyAsync();
        foreach (var learner in learners.Take(2)) await college.PostAsync($"{path}/candidates", new { learnerId = learner }).BodyAsync(HttpStatusCode.Created);
        var gate = await college.PostAsync($"{path}/candidates", new { learnerId = learners[2] }).ShouldBeProblemAsync("gate-not-reached", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D9", gate.Text("rule"));

        // One passes at once; the other fails, sits again, and fails.
        await SitAsync(college, university, path, Today.AddDays(-20), (learners[0], 80), (learners[1], 40));
        await ShouldBeAsync(cooperation, 1, 2);
        await college.PostAsync($"{path}/resit").BodyAsync();
        await college.PostAsync($"{path}/candidates", new { learnerId = learners[1] }).BodyAsync(HttpStatusCode.Created);
        await SitAsync(college, university, path, Today.AddDays(-10), (learners[1], 59));
        await ShouldBeAsync(cooperation, 1, 2);
        foreach (var registrar in new[] { college, university }) await registrar.PostAsync($"{path}/finalisation").BodyAsync();

        var transferred = await university.PostAsync($"{Enrolling}/learners/{learners[0]}/transfer", new { }).BodyAsync();
        var ended = await college.PostAsync($"{Enrolling}/learners/{learners[1]}/associate-diploma", new { reason = "failed" }).BodyAsync();
        Assert.Equal(("transferred", NextMajor, "completed-associate"), (transferred.Text("state"), transferred.Text("major"), ended.Text("state")));

        // Partnership has heard of it: who has ended is placed no more.
        var later = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 1)).BodyAsync();
        await Eventually.TrueAsync(async () =>
        {
            using var refused = await cooperation.Self(learners[1]).PostAsync($"{Partnership}/slots/{later.Id()}/applications", new { learnerId = learners[1] });
            return refused.StatusCode == HttpStatusCode.UnprocessableEntity && (await refused.Content.ReadAsStringAsync()).Contains("learner-not-enrolled", StringComparison.Ordinal);
        });
    }

    [Theory, Engines]
    public async Task A_teacher_who_practised_at_an_approved_base_is_certified_and_counts_in_the_ratio(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "teachers");
        await cooperation.RegisterAllAsync();
        var (office, panel) = (cooperation.As(cooperation.College, Contracts.Roles.TeacherOffice), cooperation.As(cooperation.College, Contracts.Roles.Panel));
        var site = await cooperation.As(cooperation.University, Contracts.Roles.OrgAdmin).PostAsync(
            $"{Partnership}/bases",
            new { name = "Training base", parties = new[] { cooperation.University }, field = "5G engineering", skills = new[] { "5G" }, capacity = 10, validFrom = Today.AddYears(-3), validUntil = After }).BodyAsync(HttpStatusCode.Created);
        var authority = cooperation.As(cooperation.Authority, Contracts.Roles.Authority);
        await authority.PostAsync($"{Partnership}/bases/{site.Id()}/approval", new { approvedOn = Today.AddYears(-3) }).BodyAsync();

        var method = await office.PostWhenKnownAsync(
            $"{Faculty}/methods",
            new { code = "dual-qualified", name = "Method", publicNoticeDays = 5, panelMembers = 2, levels = new[] { new { level = "junior", practiceDays = 180, requiredEvidence = new[] { "practice" } } } },
            HttpStatusCode.Created);
        await office.PostAsync($"{Faculty}/methods/{method.Id()}/publication", new { effectiveFrom = Today.AddYears(-1) }).BodyAsync();
        var teachers = new List<Guid>();
        foreach (var staffNumber in new[] { "T-1", "T-2" })
        {
            teachers.Add((await office.PostAsync($"{Faculty}/teachers", new { staffNumber, category = "specialist", employedFrom = Today.AddYears(-4) }).BodyAsync(HttpStatusCode.Created)).Id());
        }
        var application = await office.PostAsync(
            $"{Faculty}/teachers/{teachers[0]}/applications",
            new { methodId = method.Id(), level = "junior", evidence = new[] { new { kind = "practice", baseId = site.Id(), from = Today.AddDays(-400), until = Today.AddDays(-200) } } }).BodyAsync(HttpStatusCode.Created);
        // The base is known to faculty by its approval's event alone; who runs it confirms what the teacher states.
        var place = cooperation.As(cooperation.University, Contracts.Roles.Coordinator);
        var attended = new[] { new { from = Today.AddDays(-400), until = Today.AddDays(-200) } };
        await place.PostWhenKnownAsync($"{Faculty}/applications/{application.Id()}/evidence/0/confirmation", new { attended }, HttpStatusCode.OK);
        await office.PostWhenKnownAsync($"{Faculty}/applications/{application.Id()}/submission", new { submittedOn = Today.AddDays(-30) }, HttpStatusCode.OK);
        await panel.PostAsync($"{Faculty}/reviews", new { applicationIds = new[] { application.Id() } }).BodyAsync();
        await panel.PostAsync($"{Faculty}/applications/{application.Id()}/decisions", new { outcome = "granted", decidedOn = Today.AddDays(-20), panel = new[] { "member-1", "member-2" }, grounds = "Evidence reviewed." }).BodyAsync(HttpStatusCode.Created);
        var notice = await office.PostAsync($"{Faculty}/public-notices", new { applicationIds = new[] { application.Id() }, publishedOn = Today.AddDays(-10) }).BodyAsync(HttpStatusCode.Created);
        await office.PostAsync($"{Faculty}/public-notices/{notice.Id()}/certificates", new { issuedOn = Today }).BodyAsync();

        var ratio = await authority.ReadAsync($"{Faculty}/figures/dual-qualified-ratio?institution={cooperation.College}");

        Assert.Equal((1, 2, "50.00"), (ratio.GetProperty("numerator").GetInt32(), ratio.GetProperty("denominator").GetInt32(), ratio.Text("value")));
    }

    /// <summary>Registration closes, the university marks, and both publish.</summary>
    private static async Task SitAsync(HttpClient college, HttpClient university, string plan, DateOnly publishedOn, params (Guid Learner, int Mark)[] results)
    {
        await college.PostAsync($"{plan}/closing").BodyAsync();
        foreach (var (learner, mark) in results)
        {
            var candidate = await university.ReadAsync($"{plan}/candidates/{learner}");
            var marks = new[] { new { component = "theory", mark }, new { component = "work", mark } };
            await university.PutAsync($"{plan}/candidates/{learner}/marks", new { marks }, candidate.GetProperty("version").GetInt32()).BodyAsync();
        }
        foreach (var registrar in new[] { college, university }) await registrar.PostAsync($"{plan}/publications", new { publishedOn }).BodyAsync();
    }

    private static async Task ShouldBeAsync(Cooperation cooperation, int passed, int sat)
    {
        var rate = await cooperation.As(cooperation.Authority, Contracts.Roles.Authority).ReadAsync(
            $"{Enrolling}/figures/transfer-pass-rate?fromInstitution={cooperation.College}&toInstitution={cooperation.University}&cohort={Enrolled.Year}");
        Assert.Equal((passed, sat), (rate.GetProperty("numerator").GetInt32(), rate.GetProperty("denominator").GetInt32()));
    }
}
