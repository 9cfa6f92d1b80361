using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
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
        await partnership.Authority.SuspendBaseAsync(site.Id, new() { Reason = "Inspection.", SuspendedOn = Day.AddDays(10) });
        await partnership.OrgAdmin(Ncut).InviteToBaseAsync(site.Id, new() { Organisation = Bpc });
        // Recorded after the suspension, and true from before it on.
        await partnership.OrgAdmin(Bpc).JoinBaseAsync(site.Id, new() { JoinedOn = Day.AddDays(2) });
        await partnership.OrgAdmin(Ncut)
            .LeaveBaseAsync(site.Id, new() { Reason = "Other plans.", LeftOn = Day.AddDays(15) });

        Assert.Equal(("active", "ncut"), await AsOfAsync(1));
        Assert.Equal(("active", "bpc ncut"), await AsOfAsync(5));
        Assert.Equal(("suspended", "bpc ncut"), await AsOfAsync(10));
        Assert.Equal(("suspended", "bpc"), await AsOfAsync(16));

        async Task<(string State, string Parties)> AsOfAsync(int days)
        {
            var then = await partnership.Authority.GetBaseAsync(site.Id, asOf: Day.AddDays(days));
            return (then.State, string.Join(' ', then.Parties));
        }
    }

    [Theory, Engines]
    public async Task D24_changed_leave_replaces_the_former_one(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var consortium = await ConsortiumApp.FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);
        await ConsortiumApp.LeaveAsync(partnership, consortium, ShougangIt, Day.AddYears(1));
        partnership.App.Today.MoveTo(Day.AddDays(1));
        await ConsortiumApp.LeaveAsync(partnership, consortium, ShougangIt, Day.AddYears(2));

        Assert.Equal(
            (Day.AddYears(2), Day.AddYears(1)),
            (await LeftOnAsync(asOf: Day.AddMonths(18)), await LeftOnAsync(asOf: Day.AddMonths(18), knownOn: Day)));

        async Task<DateOnly?> LeftOnAsync(DateOnly? asOf = null, DateOnly? knownOn = null) =>
            (await partnership.OrgAdmin(Bpc).GetConsortiumAsync(consortium.Id, asOf, knownOn)).Members.Of(ShougangIt).LeftOn;
    }

    [Theory, Engines]
    public async Task S19_a_milestone_is_open_or_late_as_of_a_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var project = await ProjectTests.StartedAsync(partnership, Bpc, Dji);
        foreach (var (code, due) in new[] { ("first", 10), ("second", 12) })
        {
            await partnership.Coordinator(Bpc)
                .AddMilestoneAsync(project.Id, new() { Code = code, Title = code, DueOn = Day.AddDays(due) });
        }
        partnership.App.Today.MoveTo(Day.AddDays(30));
        await MeetAsync("second", 20);
        await MeetAsync("first", 8);

        Assert.Equal(("open", "open"), (await AsOfAsync("first", 7), await AsOfAsync("second", 12)));
        Assert.Equal(
            ("met", "late", "met late"), (await AsOfAsync("first", 15), await AsOfAsync("second", 15), await AsOfAsync("second", 20)));

        Task MeetAsync(string code, int days) =>
            partnership.Coordinator(Bpc).CompleteMilestoneAsync(project.Id, code, new() { MetOn = Day.AddDays(days) });

        async Task<string> AsOfAsync(string code, int days)
        {
            var then = await partnership.Coordinator(Bpc).GetProjectAsync(project.Id, asOf: Day.AddDays(days));
            var milestone = then.Milestones.Single(milestone => milestone.Code == code);
            var (isMet, isLate) = (milestone.MetOn is not null, milestone.IsLate);
            return (isMet, isLate) switch { (true, true) => "met late", (true, false) => "met", (false, true) => "late", _ => "open" };
        }
    }

    [Theory, Engines]
    public async Task A_former_member_sees_what_everybody_sees(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterAsync("third", "university");
        var consortium = await ConsortiumApp.FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);
        await ConsortiumApp.LeaveAsync(partnership, consortium, ShougangIt);
        await ConsortiumApp.InviteAsync(partnership, consortium, "third");

        Assert.Equal(
            (true, false, false),
            (await SeesAsync(partnership.OrgAdmin(Bpc)), await SeesAsync(
                partnership.OrgAdmin(ShougangIt)), await SeesAsync(partnership.By("anybody", Roles.Learner))));

        async Task<bool> SeesAsync(IndustryPartnershipClient client)
        {
            var shown = (await client.GetConsortiumAsync(consortium.Id)).Members
                .Any(member => member.Organisation == "third");
            var told = (await client.GetConsortiumHistoryAsync(consortium.Id)).Items.Any(change => change.Action == "invited");
            Assert.Equal(shown, told);
            return shown;
        }
    }
}
