using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a change leaves of the post before.</summary>
public sealed class ChangedPostTests
{
    [Theory, Engines]
    public async Task D37_D39_each_mentor_signs_only_the_weeks_of_their_own_days(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var path = $"{Api}/placements/{placement.Id()}";
        // The first week is written, and nobody has signed it; the last one is cut by the change, which comes on its Wednesday.
        var first = await partnership.LogAsync(placement, Began, Began.AddDays(1)).BodyAsync(HttpStatusCode.Created);
        await partnership.LogAsync(placement, Began.AddDays(21)).BodyAsync(HttpStatusCode.Created);
        var named = await partnership.NameMentorAsync(placement, NextMentor).ShouldBeProblemAsync("mentor-named", HttpStatusCode.Conflict);

        var change = await partnership.Manager(Dji)
            .PostAsync(named.Change("propose")
                .GetString()!, new { reason = "Leave.", mentor = NextMentor, effectiveOn = Began.AddDays(23) })
            .BodyAsync(HttpStatusCode.Created);
        Assert.Equal([Bpc, "learner", "guardian"], Awaiting(change));
        Assert.Equal("in-force", (await partnership.AcceptedByAllAsync(change)).Text("state"));

        var changed = await partnership.ReadPlacementAsync(placement);
        Assert.Equal((NextMentor, Dji, 2), (changed.Text("mentor"), changed.Text("enterprise"), changed.GetProperty("posts")
            .GetArrayLength()));
        Assert.Empty(await partnership.App.PublishedAsync<PlacementMovedV1>());
        Assert.Equal(1, (await partnership.ReadSlotAsync(await partnership
            .Coordinator(Bpc)
            .GetAsync($"{Api}/slots/{changed.GetProperty("slotId").GetGuid()}")
            .BodyAsync())).GetProperty("placed").GetInt32());
        var cut = await partnership.AsLearner(placement.GetProperty("learnerId").GetGuid()).PutAsync(
            $"{path}/logbook/2026-02-23",
            new { days = new[] { 21, 22, 23, 24 }.Select(day => new { date = Began.AddDays(day), hours = 8, work = "Flew." }) },
            1).BodyAsync();
        Assert.Equal(["2026-02-02", "2026-02-23"], await WeeksAsync(partnership.AsMentor(NextMentor)));
        Assert.Equal(["2026-02-02"], await WeeksAsync(partnership.AsMentor()));

        await partnership.AsMentor().GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await SignAsync(NextMentor, first).ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
        await SignAsync(Mentor, cut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await SignAsync(Mentor, await partnership.AsMentor().GetAsync($"{path}/logbook/2026-02-02").BodyAsync()).BodyAsync();
        Assert.Equal(NextMentor, (await SignAsync(NextMentor, cut).BodyAsync()).Text("signedBy"));
        var entries = (await partnership.Coordinator(Bpc).GetAsync($"{path}/timeline").BodyAsync()).GetProperty("entries").EnumerateArray();
        Assert.Equal(Began.AddDays(23), Assert.Single(entries, entry => entry.Text("what") == "mentor changed").Day("on"));
        // The Monday of the last week is the last day of the Spring Festival.
        Assert.Equal(40, (await partnership.CompleteAsync(placement, Day).BodyAsync()).GetProperty("hours").GetInt32());

        Task<HttpResponseMessage> SignAsync(string mentor, JsonElement entry) =>
            partnership.AsMentor(mentor).PostAsync($"{path}/logbook/{entry.Text("weekOf")}/signature", new { version = entry.Version() });

        async Task<IEnumerable<string>> WeeksAsync(HttpClient mentor) =>
            (await mentor.GetAsync($"{path}/logbook").BodyAsync()).GetProperty("items").EnumerateArray()
                .Select(week => week.Text("weekOf"));
    }

    [Theory, Engines]
    public async Task D29_moved_learner_counts_at_each_enterprise_on_the_days_there(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var from = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        await partnership.WithHuaceAsync();
        var to = await partnership.OpenSlotOfAsync(Huace);
        await partnership.MovedAsync(await partnership.UnderWayAsync(from), to, Day);
        await partnership.Manager(Dji).PostAsync($"{Api}/slots/{from.Id()}/closure").BodyAsync();
        await partnership.Manager(Huace).PostAsync($"{Api}/slots/{to.Id()}/closure").BodyAsync();
        foreach (var kind in new[] { null, "uav-pilot" }) await partnership.StateStaffAsync(Huace, kind, kind is null ? 100 : 50);

        var there = await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 10, startsOn: Day.AddDays(-1))))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day.AddDays(-1), 9), (there.GetProperty("facts").Day("date"), there.Change("capacity").GetInt32()));
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 10, startsOn: Day))).BodyAsync();
        Assert.Equal(9, (await VerdictsAsync(Day)).GetProperty("change").GetProperty("capacity").GetInt32());
        Assert.Equal("passed", (await VerdictsAsync(Began.AddDays(-1), Day.AddDays(-1))).Text("outcome"));

        async Task<JsonElement> VerdictsAsync(
            DateOnly startsOn, DateOnly? endsOn =
                null) => (await partnership.Manager(Huace)
                    .PostAsync($"{Api}/slots/verdicts", SlotRequest(capacity: 10, startsOn: startsOn, endsOn: endsOn))
                    .BodyAsync())
            .GetProperty("verdicts").EnumerateArray().Single(verdict => verdict.Text("rule") == "D29");
    }
}
