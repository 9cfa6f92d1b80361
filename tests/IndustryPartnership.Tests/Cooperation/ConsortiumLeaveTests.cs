using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ConsortiumApp;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Who leaves a consortium, and when (D24).</summary>
public sealed class ConsortiumLeaveTests
{
    [Theory, Engines]
    public async Task D24_a_leave_that_would_break_it_is_refused_until_a_successor_has_joined(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership, [Ncut, Bpc, Dji]);

        // Planned, today, and in the past: each is refused, and passes when the successor has joined by that day.
        var planned = await LeaveAsync(partnership, founded, Ncut, Day.AddDays(40)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", "university", Day.AddDays(40), false), (planned.Rule, Assert.Single(planned.Change("join")
            .Codes()), planned.Change("by").Day(), planned.Change("asLead").GetBoolean()));
        Assert.Equal((Day.AddDays(40), "university"), (planned.Fact("date").Day(), Assert.Single(planned.Fact("missing").Codes())));
        await InviteAsync(partnership, founded, ShougangIt);
        await LeaveAsync(partnership, founded, Ncut, Day.AddDays(40)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        partnership.App.Today.MoveTo(Day.AddDays(10));
        await AcceptAsync(partnership, founded, ShougangIt, Day.AddDays(5));
        Assert.Equal(Day.AddDays(40), (await LeaveAsync(partnership, founded, Ncut, Day.AddDays(40))).Members.Of(Ncut).LeftOn);
        // The successor stays, then: every date counts, the one after the other's planned leave too.
        var second = await LeaveAsync(partnership, founded, ShougangIt, Day.AddDays(8)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(40), second.Change("by").Day());
        // A leave that is to come may be put off or brought forward; not to before the successor was there.
        var before = await LeaveAsync(partnership, founded, Ncut, Day.AddDays(4)).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(4), before.Change("by").Day());
        await LeaveAsync(partnership, founded, Ncut, Day.AddDays(5));
        Assert.Equal(2, (await partnership.App.PublishedAsync<ConsortiumMemberLeftV1>()).Count);
    }

    [Theory, Engines]
    public async Task D24_the_last_lead_leaves_when_another_one_leads(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var founded = await FoundedAsync(partnership, [Ncut], Bpc, Dji, ShougangIt);

        var alone = await LeaveAsync(partnership, founded, Ncut).ShouldBeProblemAsync(
            "consortium-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            (0, true, Day), (alone.Change("join").GetArrayLength(), alone.Change("asLead").GetBoolean(), alone.Change("by").Day()));
        var stranger = await partnership.OrgAdmin(Ncut).AppointLeadAsync(founded.Id, new() { Organisation = "nobody" })
            .ShouldBeProblemAsync(
            "lead-not-a-member", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D24", Bpc), (stranger.Rule, stranger.Change("organisation").GetString()));
        var amended = await partnership.OrgAdmin(Ncut).AppointLeadAsync(
            founded.Id, new() { Organisation = stranger.Change("organisation").GetString()! });
        Assert.Equal(("lead", Day), (amended.Members.Of(Bpc).Role, amended.Members.Of(Bpc).LeadsFrom));
        await LeaveAsync(partnership, founded, Ncut);

        Assert.Equal(
            Day,
            Assert.Single(await partnership.App.PublishedAsync<ConsortiumAmendedV1>()).Consortium.Members.Single(
                member => member.Organisation == Bpc).LeadsFrom);
        // Whoever has left is in it no more, and leads it no more.
        await LeaveAsync(partnership, founded, Ncut).ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        await InviteAsync(partnership, founded, Huace).ShouldBeProblemAsync("not-a-lead", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D24_of_two_leaves_that_together_break_it_one_passes(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var founded = await FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);

            var replies = await Task.WhenAll(
                new[] { Ncut, ShougangIt, Ncut, ShougangIt }.Select(
                    org => LeaveAsync(partnership, founded, org).OutcomeAsync()));

            Assert.Single(replies, reply => reply.Passed);
            Assert.Equal(round + 1, (await partnership.App.PublishedAsync<ConsortiumMemberLeftV1>()).Count);
        }
    }
}
