using System.Text.Json;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a thing was on a day, in whatever order its days were recorded.</summary>
public sealed class AsOfTests
{
    [Theory, Engines]
    public async Task D25_base_as_of_a_day_has_the_state_and_parties_of_that_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await MemberTests.ApprovedAsync(partnership, Ncut);
        partnership.App.Today.MoveTo(Day.AddDays(20));
        await partnership.Authority.PostAsync(
            $"{Api}/bases/{site.Id()}/suspension", new { reason = "Inspection.", suspendedOn = Day.AddDays(10) }).BodyAsync();
        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/bases/{site.Id()}/invitations", new { organisation = Bpc }).BodyAsync();
        // Recorded after the suspension, and true from before it on.
        await partnership.OrgAdmin(Bpc).PostAsync($"{Api}/bases/{site.Id()}/acceptance", new { joinedOn = Day.AddDays(2) }).BodyAsync();
        await partnership.OrgAdmin(Ncut)
            .PostAsync($"{Api}/bases/{site.Id()}/departure", new { reason = "Other plans.", leftOn = Day.AddDays(15) })
            .BodyAsync();

        Assert.Equal(("active", "ncut"), await AsOfAsync(1));
        Assert.Equal(("active", "bpc ncut"), await AsOfAsync(5));
        Assert.Equal(("suspended", "bpc ncut"), await AsOfAsync(10));
        Assert.Equal(("suspended", "bpc"), await AsOfAsync(16));

        async Task<(string State, string Parties)> AsOfAsync(int days)
        {
            var then = await partnership.Authority.GetAsync($"{Api}/bases/{site.Id()}?asOf={Day.AddDays(days):O}").BodyAsync();
            return (then.Text("state"), string.Join(' ', then.GetProperty("parties").Codes()));
        }
    }

    [Theory, Engines]
    public async Task D24_changed_leave_replaces_the_former_one(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var consortium = await ConsortiumApp.FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);
        await ConsortiumApp.LeaveAsync(partnership, consortium, ShougangIt, Day.AddYears(1)).BodyAsync();
        partnership.App.Today.MoveTo(Day.AddDays(1));
        await ConsortiumApp.LeaveAsync(partnership, consortium, ShougangIt, Day.AddYears(2)).BodyAsync();

        Assert.Equal(
            (Day.AddYears(2), Day.AddYears(1)),
            (await LeftOnAsync($"asOf={Day.AddMonths(18):O}"), await LeftOnAsync($"asOf={Day.AddMonths(18):O}&knownOn={Day:O}")));

        async Task<DateOnly> LeftOnAsync(string query) =>
            (await partnership.OrgAdmin(Bpc).GetAsync($"{Api}/consortia/{consortium.Id()}?{query}").BodyAsync()).MemberOf(ShougangIt)
                .Day("leftOn");
    }

    [Theory, Engines]
    public async Task S19_a_milestone_is_open_or_late_as_of_a_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var project = await ProjectTests.StartedAsync(partnership, Bpc, Dji);
        foreach (var (code, due) in new[] { ("first", 10), ("second", 12) })
        {
            await partnership.Coordinator(Bpc)
                .PostAsync($"{Api}/projects/{project.Id()}/milestones", new { code, title = code, dueOn = Day.AddDays(due) })
                .BodyAsync();
        }
        partnership.App.Today.MoveTo(Day.AddDays(30));
        await MeetAsync("second", 20);
        await MeetAsync("first", 8);

        Assert.Equal(("open", "open"), (await AsOfAsync("first", 7), await AsOfAsync("second", 12)));
        Assert.Equal(
            ("met", "late", "met late"), (await AsOfAsync("first", 15), await AsOfAsync("second", 15), await AsOfAsync("second", 20)));

        Task MeetAsync(string code, int days) =>
            partnership.Coordinator(Bpc).PostAsync(
                $"{Api}/projects/{project.Id()}/milestones/{code}/completion", new { metOn = Day.AddDays(days) }).BodyAsync();

        async Task<string> AsOfAsync(string code, int days)
        {
            var then = await partnership.Coordinator(Bpc).GetAsync($"{Api}/projects/{project.Id()}?asOf={Day.AddDays(days):O}").BodyAsync();
            var milestone = then.GetProperty("milestones").EnumerateArray().Single(milestone => milestone.Text("code") == code);
            var (isMet, isLate) = (milestone.GetProperty("metOn").ValueKind != JsonValueKind.Null, milestone.GetProperty("isLate")
                .GetBoolean());
            return (isMet, isLate) switch { (true, true) => "met late", (true, false) => "met", (false, true) => "late", _ => "open" };
        }
    }

    [Theory, Engines]
    public async Task A_former_member_sees_what_everybody_sees(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterAsync("third", "university");
        var consortium = await ConsortiumApp.FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);
        await ConsortiumApp.LeaveAsync(partnership, consortium, ShougangIt).BodyAsync();
        await ConsortiumApp.InviteAsync(partnership, consortium, "third").BodyAsync();

        Assert.Equal(
            (true, false, false),
            (await SeesAsync(partnership.OrgAdmin(Bpc)), await SeesAsync(
                partnership.OrgAdmin(ShougangIt)), await SeesAsync(partnership.App.As("anybody", Roles.Learner))));

        async Task<bool> SeesAsync(HttpClient client)
        {
            var shown = (await client.GetAsync($"{Api}/consortia/{consortium.Id()}").BodyAsync()).GetProperty("members").EnumerateArray()
                .Any(member => member.Text("organisation") == "third");
            var told = (await client.GetAsync($"{Api}/consortia/{consortium.Id()}/history").BodyAsync())
                .GetProperty("items")
                .EnumerateArray()
                .Any(change => change.Text("action") == "invited");
            Assert.Equal(shown, told);
            return shown;
        }
    }
}
