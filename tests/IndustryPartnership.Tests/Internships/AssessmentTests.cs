using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class AssessmentTests
{
    private static readonly DateOnly FirstDay = new(2026, 2, 1);

    [Theory, Engines]
    public async Task D40_mentor_assesses_a_completed_placement_once_by_link_with_an_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), learner, FirstDay);
        var running = await MakeAsync(partnership, placement).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        Assert.Equal(("D37", "active"), (running.Rule, running.Fact("state").GetString()));
        await partnership.LoggedAsync(placement, FirstDay.AddDays(1));
        await partnership.CompleteAsync(placement, Day);
        await partnership.Coordinator(Bpc).GetPlacementAssessmentAsync(placement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        // Another link takes the one before back; the enterprise makes one as well.
        var mentor = partnership.Anyone;
        var first = TokenOf(await MakeAsync(partnership, placement));
        var link = TokenOf(await partnership.Manager(Dji).MakeAssessmentLinkAsync(placement.Id, new() { ValidHours = 48 }));
        await ShouldBeNoLinkAsync(mentor, first);
        var asked = await mentor.GetMentorAssessmentAsync(link);
        Assert.Equal((placement.Id, "UAV operation", Day), (asked.PlacementId, asked.SlotTitle, asked.EndsOn));
        await GiveAsync(mentor, link, "superb").ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var given = await GiveAsync(mentor, link, "excellent");
        Assert.Equal(("excellent", Day), (given.Grade, given.AssessedOn));
        await ShouldBeNoLinkAsync(mentor, link);

        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementAssessedV1>()).Placement;
        Assert.Equal(("assessed", "good", "excellent", 8), (told.State, told.Grade, told.MentorGrade, told.Hours));
        Assert.Equal(
            told,
            Assert.IsType<PlacementAssessedV1>(Assert.Single(await partnership.StatesAsync("industry-partnership/placement"))).Placement);
        foreach (var reader in new[]
        {
            partnership.Coordinator(Bpc),
            partnership.Signatory(Dji),
            partnership.AsLearner(learner),
            partnership.AsMentor(),
        })
        {
            var read = await reader.GetPlacementAssessmentAsync(placement.Id);
            Assert.Equal(("excellent", "Careful with every drone."), (read.Grade, read.Text));
        }
        await partnership.Coordinator(Ncut).GetPlacementAssessmentAsync(placement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        foreach (var refused in new[]
        {
            partnership.StopAsync(placement), partnership.CompleteAsync(placement, Day), partnership.NameMentorAsync(placement),
        })
        {
            await refused.ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        }
        await MakeAsync(partnership, placement).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.LogAsync(placement, FirstDay.AddDays(8)).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D38_stopped_placement_has_no_grade_after_assessment_and_its_time_stays_free(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var slot = await partnership.OpenSlotAsync();
        var never = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync(), FirstDay);
        await partnership.StopAsync(never);
        await MakeAsync(partnership, never).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        var placement = await partnership.ActiveAsync(slot, learner, FirstDay);
        await partnership.StopAsync(placement, FirstDay.AddDays(3));

        await GiveAsync(partnership.Anyone, TokenOf(await MakeAsync(partnership, placement)), "excellent");

        var assessed = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(
            ("assessed", null, "excellent"),
            (assessed.State, assessed.Grade, assessed.MentorGrade));
        Assert.Null(Assert.Single(await partnership.App.PublishedAsync<PlacementAssessedV1>()).Placement.Grade);
        // Another one of the same days is accepted, and starts after those that it had.
        var second = await partnership.ReadyAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync()), learner, FirstDay);
        var problem = await partnership.StartPlacementAsync(second, FirstDay)
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(FirstDay.AddDays(4), problem.Change("startedOn").Day());
        await partnership.StartPlacementAsync(second, problem.Change("startedOn").Day());
    }

    [Theory, Engines]
    public async Task D40_of_parallel_assessments_by_one_link_one_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), FirstDay);
        await partnership.StopAsync(placement);
        var link = TokenOf(await MakeAsync(partnership, placement));
        var mentor = partnership.Anyone;

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => GiveAsync(mentor, link, "pass").OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        Assert.Single(await partnership.App.PublishedAsync<PlacementAssessedV1>());
    }

    private static Task<AssessmentLinkMade> MakeAsync(PartnershipApp partnership, Placement placement) =>
        partnership.Coordinator(Bpc).MakeAssessmentLinkAsync(placement.Id, new());

    private static string TokenOf(AssessmentLinkMade made) => made.Url!.Split('/')[^1];

    private static Task<AssessmentLinkAssessed> GiveAsync(IndustryPartnershipClient mentor, string link, string grade) =>
        mentor.GiveMentorAssessmentAsync(link, new() { Grade = grade, Text = "Careful with every drone." });

    private static async Task ShouldBeNoLinkAsync(IndustryPartnershipClient mentor, string link)
    {
        Assert.Equal(
            await RefusedAsync(mentor.GetMentorAssessmentAsync("unknown")), await RefusedAsync(mentor.GetMentorAssessmentAsync(link)));
        Assert.Equal(await RefusedAsync(GiveAsync(mentor, "unknown", "good")), await RefusedAsync(GiveAsync(mentor, link, "good")));

        static async Task<string> RefusedAsync<T>(Task<T> call) =>
            (await call.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound)).AsJson();
    }
}
