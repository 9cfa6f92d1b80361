using System.Net;
using Testing;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;
using static Platform.Tests.Cooperation;
using static Platform.Tests.Partner;

namespace Platform.Tests.Flow;

/// <summary>
/// From enrolment to a placement by the university: real processes over RabbitMQ, so that partnership hears of the transfer exactly what
/// enrollment tells. What lasts years is recorded late, since the date of a process is the clock's.
/// </summary>
public sealed class TransferTests(RabbitMqBroker broker)
{
    private static readonly DateOnly Enrolled = Today.AddYears(-7);
    private static readonly DateOnly Published = Today.AddDays(-400);
    private static readonly DateOnly Moved = Today.AddDays(-380);

    [Theory, Engines]
    public async Task D5_after_a_transfer_the_university_places_and_sees_the_learner(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "transfer");
        var agreement = await cooperation.FoundAsync();
        await cooperation.AgreeAsync("internship-framework", cooperation.University, cooperation.Enterprise);
        var articulation = (await cooperation.DraftArticulationAsync()).Id;
        await cooperation.ActivateAsync(articulation, agreement);
        var learner = (await cooperation.EnrolAsync("S-1", Enrolled)).Id;
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(50, "uav-pilot");
        var slot = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(2, cooperation.University, NextMajor));
        var coordinator = cooperation.Partnership(cooperation.University, Coordinator);
        var college = cooperation.Partnership(cooperation.College, Coordinator);
        var request = new ApplyForSlotRequest { LearnerId = learner };
        await coordinator.ApplyForSlotAsync(slot.Id, request).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        var applied = (await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(1))).Id;
        var theirs = await WhenKnownAsync(key => cooperation.Intern(learner).ApplyForSlotAsync(applied, request, key));
        var accepted = (await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(1))).Id;
        var place = await cooperation.AcceptAsync(await cooperation.OfferAsync(accepted, learner));

        await TransferAsync(cooperation, articulation, learner);

        var application = await WhenKnownAsync(key => coordinator.ApplyForSlotAsync(slot.Id, request, key));
        // What the college had left open ended with the transfer (D45).
        Assert.Equal("withdrawn", (await college.GetApplicationAsync(theirs.Id)).State);
        Assert.Equal("stopped", (await college.GetPlacementAsync(place.Id)).State);
        await cooperation.Partnership(cooperation.Enterprise, InternshipManager).OfferPlaceAsync(application.Id, new());
        var placement = await cooperation.AcceptAsync(application);
        Assert.Equal(cooperation.University, placement.Institution);
        Assert.Equal(placement.Id, (await cooperation.Intern(learner, cooperation.University).GetPlacementAsync(placement.Id)).Id);
        var self = new EnrollmentClient(cooperation.Self(learner, cooperation.University));
        Assert.Equal(learner, (await self.GetLearnerAsync(learner)).Id);
        Assert.Equal((1, 0), (await OnBoardAsync(coordinator), await OnBoardAsync(college)));
        // The college goes on seeing the record.
        Assert.Equal("transferred", (await cooperation.Enrolling(cooperation.College).GetLearnerAsync(learner)).State);
    }

    private static async Task TransferAsync(Cooperation cooperation, Guid articulation, Guid learner)
    {
        var college = cooperation.Enrolling(cooperation.College);
        foreach (var (stage, completedOn) in new[] { (1, Enrolled.AddYears(2)), (2, Enrolled.AddYears(5)) })
        {
            await college.CompleteStageAsync(learner, new() { Stage = stage, CompletedOn = completedOn });
        }
        var plan = await cooperation.AgreedPlanAsync(Enrolled.Year, new()
        {
            Components = [new() { Code = "theory", Name = "Theory", Weight = 1 }],
            BonusMax = 0,
            PassMark = 60,
            Resits = 0,
            Absence = "fails",
            GateCredits = 0,
            AppealDays = 5,
            ExaminedBy = cooperation.University,
            TieBreak = ["theory"],
            Places = [new() { ArticulationId = articulation, Places = 1 }],
        });
        await college.OpenRegistrationAsync(plan.Id);
        await college.RegisterCandidateAsync(plan.Id, new() { LearnerId = learner });
        await cooperation.SitAsync(plan, Published, (learner, 80));
        await cooperation.FinaliseAsync(plan);
        await cooperation.Enrolling(cooperation.University).TransferLearnerAsync(learner, new() { TransferredOn = Moved });
    }

    private static async Task<int> OnBoardAsync(IndustryPartnershipClient coordinator) =>
        (await coordinator.GetInternshipBoardAsync(Enrolled.Year)).Required.Denominator;
}
