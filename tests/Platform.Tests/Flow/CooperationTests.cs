using System.Net;
using System.Text.Json;
using Testing;

namespace Platform.Tests.Flow;

/// <summary>The whole way of a cooperation over four processes, RabbitMQ between them, every call through the gateway.</summary>
[Collection(WholePlatform.Name)]
public sealed class CooperationTests(WholePlatform platform)
{
    private readonly Cooperation cooperation = new(platform.Processes, $"flow-{Guid.NewGuid().ToString("N")[..6]}");

    [Fact]
    public async Task From_registration_to_credit_the_services_know_of_each_other_by_their_events_alone()
    {
        await cooperation.RegisterAllAsync();
        var agreement = await cooperation.AgreeAsync("articulation", cooperation.College, cooperation.University);
        await cooperation.AgreeAsync("internship-framework", cooperation.College, cooperation.Enterprise);
        var articulation = await cooperation.DraftArticulationAsync();
        await cooperation.ActivateAsync(articulation.Id(), agreement.Id());
        var learner = await cooperation.EnrolAsync("2026-0001");
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(50, "uav-pilot");
        var slot = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 1)).BodyAsync();
        var placement = await cooperation.PlaceAsync(slot.Id(), learner.Id());
        await cooperation.CompleteAsync(placement.Id());

        IReadOnlyList<JsonElement> credits = [];
        await Eventually.TrueAsync(async () => (credits = await cooperation.CreditsAsync(learner.Id())).Count > 0);
        var credit = Assert.Single(credits);
        Assert.Equal((placement.Id(), 80, "good"), (credit.GetProperty("sourceId").GetGuid(), credit.GetProperty("credits").GetInt32(), credit.Text("grade")));
    }

    [Fact]
    public async Task D41_a_teacher_whom_a_panel_certifies_counts_in_the_ratio_that_anybody_may_read()
    {
        await cooperation.RegisterAsync(cooperation.College, "vocational-college");
        var office = cooperation.As(cooperation.College, Contracts.Roles.TeacherOffice);
        var certified = await office.PostWhenKnownAsync($"{Cooperation.Faculty}/teachers", Teacher("T-1"), HttpStatusCode.Created);
        await office.PostAsync($"{Cooperation.Faculty}/teachers", Teacher("T-2")).BodyAsync(HttpStatusCode.Created);
        await cooperation.As(cooperation.College, Contracts.Roles.Panel).PostAsync(
            $"{Cooperation.Faculty}/teachers/{certified.Id()}/decisions",
            new { outcome = "granted", level = "intermediate", decidedOn = Cooperation.Today, panel = new[] { "member-1", "member-2" }, grounds = "Evidence reviewed." }).BodyAsync(HttpStatusCode.Created);

        var ratio = await cooperation.As(cooperation.Authority, Contracts.Roles.Authority).ReadAsync($"{Cooperation.Faculty}/figures/dual-qualified-ratio?institution={cooperation.College}");

        Assert.Equal((1, 2, "50.00"), (ratio.GetProperty("numerator").GetInt32(), ratio.GetProperty("denominator").GetInt32(), ratio.Text("value")));
    }

    [Fact]
    public async Task D6b_no_learner_is_enrolled_without_an_active_articulation()
    {
        await cooperation.RegisterAllAsync();
        await cooperation.DraftArticulationAsync();

        var problem = await cooperation.As(cooperation.College, Contracts.Roles.Registrar)
            .PostAsync($"{Cooperation.Enrolling}/learners", cooperation.Enrolment("2026-0001")).ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D6b", problem.Text("rule"));
    }

    [Fact]
    public async Task D29_a_slot_of_more_interns_than_the_staff_allows_does_not_open()
    {
        await cooperation.RegisterAllAsync();
        await cooperation.AgreeAsync("internship-framework", cooperation.College, cooperation.Enterprise);
        await cooperation.StateStaffAsync(100);
        await cooperation.StateStaffAsync(100, "uav-pilot");

        var problem = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 11)).ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D29", 10), (problem.Text("rule"), problem.GetProperty("change").GetProperty("capacity").GetInt32()));
    }

    [Fact]
    public async Task D38_a_learner_is_not_placed_twice_for_the_same_time()
    {
        var first = (await cooperation.PlaceAllAsync(await cooperation.FoundAsync(), learners: 1))[0];
        await cooperation.StateStaffAsync(1000);
        await cooperation.StateStaffAsync(500, "uav-pilot");
        var second = await cooperation.OpenAsync(await cooperation.ApprovedSlotAsync(capacity: 1)).BodyAsync();

        var problem = await cooperation.As(cooperation.College, Contracts.Roles.Coordinator)
            .PostAsync($"{Cooperation.Partnership}/slots/{second.Id()}/placements", new { learnerId = first.GetProperty("learnerId").GetGuid() }).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Text("rule"));
    }

    private static object Teacher(string staffNumber) => new { staffNumber, category = "specialist", employedFrom = Cooperation.Before };
}
