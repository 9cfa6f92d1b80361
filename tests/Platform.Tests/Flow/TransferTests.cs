using System.Net;
using static Contracts.Roles;
using static Platform.Tests.Cooperation;
using Testing;

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
        var articulation = (await cooperation.DraftArticulationAsync()).Id();
        await cooperation.ActivateAsync(articulation, agreement);
        var learner = (await cooperation.EnrolAsync("S-1", Enrolled)).Id();
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(50, "uav-pilot");
        var slot = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(2, cooperation.University, NextMajor)).BodyAsync();
        var coordinator = cooperation.As(cooperation.University, Coordinator);
        var college = cooperation.As(cooperation.College, Coordinator);
        var (path, request) = ($"{Partnership}/slots/{slot.Id()}/applications", new { learnerId = learner });
        await coordinator.PostAsync(path, request).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        var applied = (await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(1)).BodyAsync()).Id();
        var theirs = await cooperation.Self(learner)
            .PostWhenKnownAsync($"{Partnership}/slots/{applied}/applications", request, HttpStatusCode.Created);
        var accepted = (await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(1)).BodyAsync()).Id();
        var place = await cooperation.AcceptAsync(await cooperation.OfferAsync(accepted, learner)).BodyAsync(HttpStatusCode.Created);

        await TransferAsync(cooperation, articulation, learner);

        var application = await coordinator.PostWhenKnownAsync(path, request, HttpStatusCode.Created);
        // What the college had left open ended with the transfer (D45).
        Assert.Equal("withdrawn", (await college.ReadAsync($"{Partnership}/applications/{theirs.Id()}")).Text("state"));
        Assert.Equal("stopped", (await college.ReadAsync($"{Partnership}/placements/{place.Id()}")).Text("state"));
        var manager = cooperation.As(cooperation.Enterprise, InternshipManager);
        await manager.PostAsync($"{Partnership}/applications/{application.Id()}/offer", new { }).BodyAsync();
        var placement = await cooperation.AcceptAsync(application).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(cooperation.University, placement.Text("institution"));
        var self = cooperation.Self(learner, cooperation.University);
        Assert.Equal(placement.Id(), (await self.ReadAsync($"{Partnership}/placements/{placement.Id()}")).Id());
        Assert.Equal(learner, (await self.ReadAsync($"{Enrolling}/learners/{learner}")).Id());
        Assert.Equal((1, 0), (await OnBoardAsync(coordinator), await OnBoardAsync(college)));
        // The college goes on seeing the record.
        var seen = await cooperation.As(cooperation.College, Registrar).ReadAsync($"{Enrolling}/learners/{learner}");
        Assert.Equal("transferred", seen.Text("state"));
    }

    private static async Task TransferAsync(Cooperation cooperation, Guid articulation, Guid learner)
    {
        var (college, university) = (cooperation.As(cooperation.College, Registrar), cooperation.As(cooperation.University, Registrar));
        foreach (var (stage, completedOn) in new[] { (1, Enrolled.AddYears(2)), (2, Enrolled.AddYears(5)) })
        {
            await college.PostAsync($"{Enrolling}/learners/{learner}/stage-completion", new { stage, completedOn }).BodyAsync();
        }
        var exam = new
        {
            components = new[] { new { code = "theory", name = "Theory", weight = 1m } },
            bonusMax = 0,
            passMark = 60,
            resits = 0,
            absence = "fails",
            gateCredits = 0,
            appealDays = 5,
            examinedBy = cooperation.University,
            tieBreak = new[] { "theory" },
            places = new[] { new { articulationId = articulation, places = 1 } },
        };
        var request = new { fromInstitution = cooperation.College, toInstitution = cooperation.University, cohort = Enrolled.Year, exam };
        var plan = await college.PostAsync($"{Enrolling}/transfer-plans", request).BodyAsync(HttpStatusCode.Created);
        var path = $"{Enrolling}/transfer-plans/{plan.Id()}";
        var approval = new { textHash = plan.Text("textHash") };
        foreach (var registrar in new[] { college, university }) await registrar.PostAsync($"{path}/approvals", approval).BodyAsync();
        await college.PostAsync($"{path}/opening").BodyAsync();
        var candidate = await college.PostAsync($"{path}/candidates", new { learnerId = learner }).BodyAsync(HttpStatusCode.Created);
        await college.PostAsync($"{path}/closing").BodyAsync();
        var marks = new[] { new { component = "theory", mark = 80 } };
        var version = candidate.GetProperty("version").GetInt32();
        await university.PutAsync($"{path}/candidates/{learner}/marks", new { marks }, version).BodyAsync();
        var publication = new { publishedOn = Published };
        foreach (var registrar in new[] { college, university }) await registrar.PostAsync($"{path}/publications", publication).BodyAsync();
        foreach (var registrar in new[] { college, university }) await registrar.PostAsync($"{path}/finalisation").BodyAsync();
        await university.PostAsync($"{Enrolling}/learners/{learner}/transfer", new { transferredOn = Moved }).BodyAsync();
    }

    private static async Task<int> OnBoardAsync(HttpClient coordinator)
    {
        var board = await coordinator.ReadAsync($"{Partnership}/internship-board?cohort={Enrolled.Year}");
        return board.GetProperty("required").GetProperty("denominator").GetInt32();
    }
}
