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

        await partnership.NameMentorAsync(placement, "another");
        var named = await partnership.NameMentorAsync(placement);
        Assert.Equal((Mentor, placement.Version + 2), (named.Mentor, named.Version));
        await partnership.StartPlacementAsync(placement);
        var problem = await partnership.NameMentorAsync(placement, "another").ShouldBeProblemAsync("mentor-named", HttpStatusCode.Conflict);
        Assert.Equal(("D37", "active", Mentor), (problem.Rule, problem.Fact("state").GetString(), problem.Fact("mentor").GetString()));
        Assert.Equal(Mentor, (await partnership.NameMentorAsync(without)).Mentor);
        await partnership.NameMentorAsync(without).ShouldBeProblemAsync("mentor-named", HttpStatusCode.Conflict);

        await partnership.StopAsync(without);
        await partnership.NameMentorAsync(without).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.By(Bpc, Roles.InternshipManager)
            .NameMentorAsync(placement.Id, new() { Person = "another" })
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
        await partnership.NameMentorAsync(placement);
        await partnership.NameMentorAsync(other, "another");

        var mentor = partnership.AsMentor();
        Assert.Equal(placement.Id, (await mentor.GetPlacementAsync(placement.Id)).Id);
        Assert.Equal(placement.TextHash, (await mentor.GetPlacementAgreementAsync(placement.Id)).TextHash);
        Assert.Equal([placement.Id], (await mentor.ListPlacementsAsync()).Items.Select(item => item.Id));
        await mentor.GetPlacementAsync(other.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.By(Huace, Roles.Mentor, Mentor).GetPlacementAsync(placement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.By(Dji, Roles.Mentor, "nobody").GetPlacementAsync(placement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }
}
