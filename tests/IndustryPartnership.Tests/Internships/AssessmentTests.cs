using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class AssessmentTests
{
    private const string Unknown = $"{Api}/mentor-assessments/unknown";
    private static readonly DateOnly FirstDay = new(2026, 2, 1);

    [Theory, Engines]
    public async Task D40_mentor_assesses_a_completed_placement_once_by_link_with_an_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), learner, FirstDay);
        var path = $"{Api}/placements/{placement.Id()}";
        var running = await MakeAsync(partnership, placement).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        Assert.Equal(("D37", "active"), (running.Rule(), running.Facts("state").GetString()));
        await partnership.LoggedAsync(placement, FirstDay.AddDays(1));
        await partnership.CompleteAsync(placement, Day).BodyAsync();
        await partnership.Coordinator(Bpc).GetAsync($"{path}/assessment").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        // Another link takes the one before back; the enterprise makes one as well.
        using var mentor = partnership.App.With(null);
        var first = (await MakeAsync(partnership, placement).BodyAsync()).Text("url");
        var link = (await partnership.Manager(Dji).PostAsync($"{path}/assessment-link", new { validHours = 48 }).BodyAsync()).Text("url");
        await ShouldBeNoLinkAsync(mentor, first);
        var asked = await mentor.GetAsync(link).BodyAsync();
        Assert.Equal((placement.Id(), "UAV operation", Day), (asked.GetProperty("placementId")
            .GetGuid(), asked.Text("slotTitle"), asked.Day("endsOn")));
        await GiveAsync(mentor, link, "superb").ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var given = await GiveAsync(mentor, link, "excellent").BodyAsync();
        Assert.Equal(("excellent", Day), (given.Text("grade"), given.Day("assessedOn")));
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
            var read = await reader.GetAsync($"{path}/assessment").BodyAsync();
            Assert.Equal(("excellent", "Careful with every drone."), (read.Text("grade"), read.Text("text")));
        }
        await partnership.Coordinator(Ncut).GetAsync($"{path}/assessment").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        foreach (var refused in new[]
        {
            MakeAsync(partnership, placement),
            partnership.StopAsync(placement),
            partnership.CompleteAsync(placement, Day),
            partnership.NameMentorAsync(placement),
            partnership.LogAsync(placement, FirstDay.AddDays(8)),
        })
        {
            await refused.ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        }
    }

    [Theory, Engines]
    public async Task D38_stopped_placement_has_no_grade_after_assessment_and_its_time_stays_free(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var slot = await partnership.OpenSlotAsync();
        var never = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync(), FirstDay);
        await partnership.StopAsync(never).BodyAsync();
        await MakeAsync(partnership, never).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        var placement = await partnership.ActiveAsync(slot, learner, FirstDay);
        await partnership.StopAsync(placement, FirstDay.AddDays(3)).BodyAsync();

        await GiveAsync(
            partnership.App.With(null), (await MakeAsync(partnership, placement).BodyAsync()).Text("url"), "excellent").BodyAsync();

        var assessed = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(
            ("assessed", JsonValueKind.Null, "excellent"),
            (assessed.Text("state"), assessed.GetProperty("grade").ValueKind, assessed.Text("mentorGrade")));
        Assert.Null(Assert.Single(await partnership.App.PublishedAsync<PlacementAssessedV1>()).Placement.Grade);
        // Another one of the same days is accepted, and starts after those that it had.
        var second = await partnership.ReadyAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync())
            .BodyAsync(), learner, FirstDay);
        var problem = await partnership.StartPlacementAsync(second, FirstDay)
            .ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(FirstDay.AddDays(4), problem.DayOfChange("startedOn"));
        await partnership.StartPlacementAsync(second, problem.DayOfChange("startedOn")).BodyAsync();
    }

    [Theory, Engines]
    public async Task D40_of_parallel_assessments_by_one_link_one_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), FirstDay);
        await partnership.StopAsync(placement).BodyAsync();
        var link = (await MakeAsync(partnership, placement).BodyAsync()).Text("url");
        using var mentor = partnership.App.With(null);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => GiveAsync(mentor, link, "pass")));

        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        Assert.Single(await partnership.App.PublishedAsync<PlacementAssessedV1>());
    }

    private static Task<HttpResponseMessage> MakeAsync(PartnershipApp partnership, JsonElement placement) =>
        partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/assessment-link", new { });

    private static Task<HttpResponseMessage> GiveAsync(HttpClient mentor, string link, string grade) =>
        mentor.PostAsync(link, new { grade, text = "Careful with every drone." });

    private static async Task ShouldBeNoLinkAsync(HttpClient mentor, string link)
    {
        Assert.Equal(await TextAsync(mentor.GetAsync(Unknown)), await TextAsync(mentor.GetAsync(link)));
        Assert.Equal(await TextAsync(GiveAsync(mentor, Unknown, "good")), await TextAsync(GiveAsync(mentor, link, "good")));

        static async Task<string> TextAsync(Task<HttpResponseMessage> sent)
        {
            using var reply = await sent;
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            return await reply.Content.ReadAsStringAsync();
        }
    }
}
