using Testing;
using static Contracts.Roles;
using static Platform.Tests.Cooperation;

namespace Platform.Tests.Flow;

/// <summary>A correction reaches the service that keeps a copy, through real processes and RabbitMQ (D43).</summary>
public sealed class CorrectionTests(RabbitMqBroker broker)
{
    [Theory, Engines]
    public async Task D43_birth_date_that_enrollment_corrects_is_judged_again_by_partnership(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "correction");
        var placement = Assert.Single(await cooperation.PlaceAllAsync(await cooperation.FoundAsync(), learners: 1));
        var coordinator = cooperation.Partnership(cooperation.College, Coordinator);
        async Task<IEnumerable<string>> RisksAsync() =>
            (await coordinator.GetInternshipBoardAsync(Today.AddYears(-2).Year)).Risks.SelectMany(risk => risk.Reasons)
                .Select(risk => risk.Reason);
        Assert.Empty(await RisksAsync());

        await cooperation.Enrolling(cooperation.College).CorrectLearnerAsync(
            placement.LearnerId, new() { BirthDate = Today.AddYears(-15), Reason = "Read from the wrong line." });

        // Too young at the start (D27). What was started goes on.
        await Eventually.TrueAsync(async () => (await RisksAsync()).Contains("started-too-early"));
        Assert.Equal("active", (await coordinator.GetPlacementAsync(placement.Id)).State);
    }
}
