using System.Net;
using Contracts;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class MentorTests
{
    [Theory, Engines]
    public async Task D37_enterprise_renames_a_mentor_before_the_start_and_later_only_if_there_is_none(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var (placement, without) = (await partnership.ReadyAsync(
            slot, await partnership.EnrolledLearnerAsync()), await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync()));

        await partnership.NameMentorAsync(placement, "another").BodyAsync();
        var named = await partnership.NameMentorAsync(placement).BodyAsync();
        Assert.Equal((Mentor, placement.Version() + 2), (named.Text("mentor"), named.Version()));
        await partnership.StartPlacementAsync(placement).BodyAsync();
        var problem = await partnership.NameMentorAsync(placement, "another").ShouldBeProblemAsync("mentor-named", HttpStatusCode.Conflict);
        Assert.Equal(("D37", "active", Mentor), (problem.Rule(), problem.Facts("state").GetString(), problem.Facts("mentor").GetString()));
        Assert.Equal(Mentor, (await partnership.NameMentorAsync(without).BodyAsync()).Text("mentor"));
        await partnership.NameMentorAsync(without).ShouldBeProblemAsync("mentor-named", HttpStatusCode.Conflict);

        await partnership.StopAsync(without).BodyAsync();
        await partnership.NameMentorAsync(without).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.App.As(Bpc, Roles.InternshipManager)
            .PostAsync($"{Api}/placements/{placement.Id()}/mentor", new { person = "another" })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task A_mentor_sees_the_placements_that_they_are_named_on_and_no_others(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var (placement, other) = (await partnership.AcceptedAsync(
            slot,
            await partnership.EnrolledLearnerAsync()), await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync()));
        await partnership.NameMentorAsync(placement).BodyAsync();
        await partnership.NameMentorAsync(other, "another").BodyAsync();

        var mentor = partnership.AsMentor();
        Assert.Equal(placement.Id(), (await mentor.GetAsync($"{Api}/placements/{placement.Id()}").BodyAsync()).Id());
        Assert.Equal(placement.Text("textHash"), (await mentor.GetAsync($"{Api}/placements/{placement.Id()}/agreement")
            .BodyAsync()).Text("textHash"));
        Assert.Equal([placement.Id()], (await mentor.GetAsync($"{Api}/placements").BodyAsync()).GetProperty("items").EnumerateArray()
            .Select(item => item.Id()));
        await mentor.GetAsync($"{Api}/placements/{other.Id()}").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.App.AsPerson(Huace, Roles.Mentor, Mentor).GetAsync($"{Api}/placements/{placement.Id()}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.App.AsPerson(Dji, Roles.Mentor, "nobody").GetAsync($"{Api}/placements/{placement.Id()}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }
}
