using System.Net;
using Testing;

namespace Platform.Tests.Flow;

/// <summary>Rules that look at what another service has told, over four processes, RabbitMQ between them, every call through the
/// gateway.</summary>
[Collection(WholePlatform.Name)]
public sealed class CooperationTests(WholePlatform platform)
{
    private readonly Cooperation cooperation = new(platform.Processes, $"flow-{Guid.NewGuid().ToString("N")[..6]}");

    [Fact]
    public async Task D6b_no_learner_is_enrolled_without_an_active_articulation()
    {
        await cooperation.RegisterAllAsync();
        await cooperation.DraftArticulationAsync();

        var problem = await cooperation.Enrolling(cooperation.College)
            .EnrollLearnerAsync(cooperation.Enrolment("2026-0001")).ShouldBeProblemAsync(
                "no-active-articulation", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D6b", problem.Rule);
    }

    [Fact]
    public async Task D29_slot_with_too_many_interns_for_the_staff_is_not_submitted()
    {
        await cooperation.RegisterAllAsync();
        await cooperation.AgreeAsync("internship-framework", cooperation.College, cooperation.Enterprise);
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(100, "uav-pilot");

        var problem = await cooperation.SubmitAsync(await cooperation.DraftSlotAsync(capacity: 11))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D29", 10), (problem.Rule, problem.Change("capacity").GetInt32()));
    }

    [Fact]
    public async Task D38_a_learner_is_not_placed_twice_for_the_same_time()
    {
        var first = (await cooperation.PlaceAllAsync(await cooperation.FoundAsync(), learners: 1))[0];
        await cooperation.StateStaffAsync(1000);
        await cooperation.StateStaffAsync(500, "uav-pilot");
        var second = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 1));

        var offered = await cooperation.OfferAsync(second.Id, first.LearnerId);

        var problem = await cooperation.AcceptAsync(offered)
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule);
    }
}
