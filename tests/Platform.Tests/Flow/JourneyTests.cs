using System.Net;
using Testing;
using VocationalPlatform.Client;
using static Platform.Tests.Cooperation;
using static Platform.Tests.Partner;

namespace Platform.Tests.Flow;

/// <summary>
/// From the college to the university, and from the workshop to the certificate: four processes, RabbitMQ between them, every call through
/// the
/// gateway. The services know of each other by their events alone. What lasts years is recorded late, since the date of a process is the
/// clock's.
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
        var articulation = (await cooperation.ActivateAsync((await cooperation.DraftArticulationAsync()).Id, agreement.Id)).Id;
        var (college, university) = (cooperation.Enrolling(cooperation.College), cooperation.Enrolling(cooperation.University));

        // Three learners, two of them with an internship that earns credit.
        var learners = new List<Guid>();
        foreach (var number in new[] { "S-1", "S-2", "S-3" })
        {
            var learner = (await cooperation.EnrolAsync(number, Enrolled)).Id;
            await college.CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = FirstStageCompleted });
            await college.CompleteStageAsync(learner, new() { Stage = 2, CompletedOn = SecondStageCompleted });
            learners.Add(learner);
        }
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(50, "uav-pilot");
        var slot = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 2));
        foreach (var learner in learners.Take(2))
        {
            await cooperation.CompleteAsync((await cooperation.PlaceAsync(slot.Id, learner)).Id);
            await Eventually.TrueAsync(async () => (await cooperation.CreditsAsync(learner)).Count > 0);
        }
        var credit = Assert.Single(await cooperation.CreditsAsync(learners[0]));
        Assert.Equal((80, "good"), (credit.Credits, credit.Grade));

        // A plan that asks for that credit, approved by both.
        var plan = await cooperation.AgreedPlanAsync(Enrolled.Year, new()
        {
            Components = [new() { Code = "theory", Name = "Theory", Weight = 0.4m }, new() { Code = "work", Name = "Work", Weight = 0.6m }],
            BonusMax = 0,
            PassMark = 60,
            Resits = 1,
            Absence = "fails",
            GateCredits = 80,
            AppealDays = 5,
            ExaminedBy = cooperation.University,
            TieBreak = ["work"],
            Places = [new() { ArticulationId = articulation, Places = 1 }],
        });
        await college.OpenRegistrationAsync(plan.Id);
        foreach (var learner in learners.Take(2)) await college.RegisterCandidateAsync(plan.Id, new() { LearnerId = learner });
        var gate = await college.RegisterCandidateAsync(plan.Id, new() { LearnerId = learners[2] })
            .ShouldBeProblemAsync("gate-not-reached", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D9", gate.Rule);

        // One passes at once; the other fails, sits again, and fails.
        await cooperation.SitAsync(plan, Today.AddDays(-20), (learners[0], 80), (learners[1], 40));
        await ShouldBeAsync(cooperation, 1, 2);
        await college.OpenResitAsync(plan.Id);
        await college.RegisterCandidateAsync(plan.Id, new() { LearnerId = learners[1] });
        await cooperation.SitAsync(plan, Today.AddDays(-10), (learners[1], 59));
        await ShouldBeAsync(cooperation, 1, 2);
        await cooperation.FinaliseAsync(plan);

        var transferred = await university.TransferLearnerAsync(learners[0], new());
        var ended = await college.AwardAssociateDiplomaAsync(learners[1], new() { Reason = "failed" });
        Assert.Equal(("transferred", NextMajor, "completed-associate"), (transferred.State, transferred.Major, ended.State));

        // Partnership has heard of it: who has ended is placed no more.
        var later = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 1));
        var self = cooperation.Intern(learners[1]);
        await Eventually.TrueAsync(async () =>
            await Record.ExceptionAsync(() => self.ApplyForSlotAsync(later.Id, new() { LearnerId = learners[1] }))
                is ApiException { StatusCode: (int)HttpStatusCode.UnprocessableEntity, Problem: { } refused }
            && refused.Type.EndsWith("/learner-not-enrolled", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task A_teacher_who_practised_at_an_approved_base_is_certified_and_counts_in_the_ratio(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "teachers");
        await cooperation.RegisterAllAsync();
        var office = cooperation.Faculty(cooperation.College, Contracts.Roles.TeacherOffice);
        var panel = cooperation.Faculty(cooperation.College, Contracts.Roles.Panel);
        var site = await cooperation.ApprovedBaseAsync(capacity: 10);

        var method = await cooperation.PublishedMethodAsync();
        var teacher = await office.RegisterTeacherAsync(Teacher("T-1"));
        await office.RegisterTeacherAsync(Teacher("T-2"));
        var (from, until) = (Today.AddDays(-400), Today.AddDays(-200));
        var application = await office.DraftApplicationAsync(teacher.Id, new()
        {
            MethodId = method.Id,
            Level = "junior",
            Evidence = [new() { Kind = "practice", BaseId = site.Id, From = from, Until = until }],
        });
        // The base is known to faculty by its approval's event alone; who runs it confirms what the teacher states.
        var place = cooperation.Faculty(cooperation.University, Contracts.Roles.Coordinator);
        await WhenKnownAsync(key =>
            place.ConfirmPracticeAsync(application.Id, 0, new() { Attended = [new() { From = from, Until = until }] }, key));
        await WhenKnownAsync(key => office.SubmitApplicationAsync(application.Id, new() { SubmittedOn = Today.AddDays(-30) }, key));
        await panel.BeginReviewAsync(new() { ApplicationIds = [application.Id] });
        await panel.RecordDecisionAsync(application.Id, new()
        {
            Votes =
            [
                new() { Member = "member-1", Cast = "for", Unit = "finance", Reason = "Enough practice." },
                new() { Member = "member-2", Cast = "for", Unit = "design", Reason = "Enough practice." },
            ],
            DecidedOn = Today.AddDays(-20),
            Grounds = "Evidence reviewed.",
        });
        var notice = await office.PublishNoticeAsync(new() { ApplicationIds = [application.Id], PublishedOn = Today.AddDays(-10) });
        await office.IssueCertificatesAsync(notice.Id, new() { IssuedOn = Today });

        var ratio = await cooperation.Faculty(cooperation.Authority, Contracts.Roles.Authority)
            .DualQualifiedRatioAsync(cooperation.College);

        Assert.Equal((1, 2, "50.00"), (ratio.Numerator, ratio.Denominator, ratio.Value));
    }

    private static async Task ShouldBeAsync(Cooperation cooperation, int passed, int sat)
    {
        var rate = await cooperation.Enrolling(cooperation.Authority, Contracts.Roles.Authority)
            .TransferPassRateAsync(cooperation.College, cooperation.University, Enrolled.Year);
        Assert.Equal((passed, sat), (rate.Numerator, rate.Denominator));
    }
}
