using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using static IndustryPartnership.Tests.ProjectTests;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Who runs a project, and who sees it (S19).</summary>
public sealed class ProjectPartyTests
{
    [Theory, Engines]
    public async Task S19_proposal_needs_both_kinds_of_party_and_an_agreement_in_force_of_its_proposer(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        var others = await partnership.ActiveAgreementAsync(Ncut, ShougangIt);

        foreach (var (parties, missing) in new[] { (new[] { Bpc, Ncut }, "enterprise"), ([Dji, Huace], "institution") })
        {
            var refused = await ProposeAsync(partnership, Request(parties)).ShouldBeProblemAsync(
                "project-incomplete", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("S19", missing), (refused.Rule, Assert.Single(refused.Change("join").Codes())));
            await ProposeAsync(partnership, Request([.. parties, missing == "enterprise" ? Dji : Bpc]));
        }
        var unknown = await ProposeAsync(partnership, Request([Bpc, Dji, "nobody"])).ShouldBeProblemAsync(
            "parties-unknown", HttpStatusCode.UnprocessableEntity);
        await ProposeAsync(partnership, Request([.. unknown.Change("parties").Codes()]));
        var stranger = await partnership.OrgAdmin(Ncut).ProposeProjectAsync(Request([Bpc, Dji]))
            .ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Ncut).ProposeProjectAsync(Request([.. stranger.Change("parties").Codes()]));
        await partnership.OrgAdmin(Huace).ProposeProjectAsync(Request([Huace, Bpc]))
            .ShouldBeProblemAsync("enterprise-not-verified", HttpStatusCode.UnprocessableEntity);
        // Another's agreement, one that does not exist and one that is not signed are refused alike.
        var proposed = await partnership.ProposedAgreementAsync(Bpc, Dji);
        foreach (var agreement in new[] { others.Id, Guid.NewGuid(), proposed.Id })
        {
            var refused = await ProposeAsync(partnership, Request([Bpc, Dji], agreement)).ShouldBeProblemAsync(
                "cannot-rest-on-agreement", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(JsonValueKind.Null, refused.Change("agreementId").ValueKind);
        }
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignAsync(proposed, party);
        await ProposeAsync(partnership, Request([Bpc, Dji], proposed.Id));
        var backwards = await ProposeAsync(
            partnership,
            Request() with { EndsOn = Day.AddDays(-1), Milestones = [] })
            .ShouldBeProblemAsync("ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S19", Day), (backwards.Rule, backwards.Change("endsOn").Day()));
    }

    [Theory, Engines]
    public async Task S19_an_institution_and_an_enterprise_stay_on_every_date(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await StartedAsync(partnership, Bpc, Dji);

        var alone = await LeaveAsync(partnership, project, Bpc, Day.AddDays(9)).ShouldBeProblemAsync(
            "project-incomplete", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S19", "institution", Day.AddDays(9)), (alone.Rule, Assert.Single(alone.Change("join")
            .Codes()), alone.Change("by").Day()));
        await LeaveAsync(partnership, project, Dji).ShouldBeProblemAsync("project-incomplete", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Dji).InviteToProjectAsync(project.Id, new() { Organisation = Ncut });
        await partnership.OrgAdmin(Ncut).JoinProjectAsync(project.Id, new());
        await LeaveAsync(partnership, project, Bpc, Day.AddDays(9));
        Assert.Equal(
            Day.AddDays(9),
            (await LeaveAsync(partnership, project, Ncut, Day.AddDays(5)).ShouldBeProblemAsync(
                "project-incomplete", HttpStatusCode.UnprocessableEntity)).Change("by").Day());
        await partnership.OrgAdmin(Dji).InviteToProjectAsync(project.Id, new() { Organisation = ShougangIt });
        await partnership.OrgAdmin(ShougangIt).WithdrawProjectInvitationAsync(project.Id, "shougang-it");

        var told = (await partnership.App.PublishedAsync<ProjectAmendedV1>()).Select(fact => fact.Project).ToList();
        Assert.Equal([3, 3], told.Select(state => state.Members.Count));
        Assert.Equal(Day.AddDays(9), told[1].Members.Single(member => member.Organisation == Bpc).LeftOn);
    }

    [Theory, Engines]
    public async Task Only_parties_see_a_proposed_project_and_everybody_sees_a_started_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);
        var stranger = partnership.OrgAdmin(Ncut);
        await stranger.GetProjectAsync(proposed.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.OrgAdmin(Bpc)
            .TagProjectAsync(proposed.Id, version: 1, new() { Measures = [Measure.GeneralEducation], Strategies = [] });
        await partnership.OrgAdmin(Dji).JoinProjectAsync(proposed.Id, new());
        partnership.App.Today.MoveTo(Day.AddDays(3));
        await partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new() { StartedOn = Day.AddDays(1) });

        Assert.Equal((1, 0), (await CountAsync(measure: "general-education"), await CountAsync(strategy: "none")));
        Assert.Equal(["started"], await ActionsAsync(stranger));
        Assert.Equal(["proposed", "tagged", "accepted", "started"], await ActionsAsync(partnership.Manager(Dji)));
        Assert.Equal("active", (await stranger.GetProjectAsync(proposed.Id, asOf: new(2026, 3, 2))).State);
        await stranger.GetProjectAsync(proposed.Id, asOf: new(2026, 3, 1)).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal("proposed", (await partnership.Manager(Dji).GetProjectAsync(
            proposed.Id, asOf: new(2026, 3, 2), knownOn: new(2026, 3, 3))).State);

        async Task<int> CountAsync(string? measure = null, string? strategy = null) =>
            (await stranger.ListProjectsAsync(measure: measure, strategy: strategy)).Items.Count;

        async Task<List<string>> ActionsAsync(IndustryPartnershipClient client) =>
            [.. (await client.GetProjectHistoryAsync(proposed.Id)).Items.Select(change => change.Action)];
    }
}
