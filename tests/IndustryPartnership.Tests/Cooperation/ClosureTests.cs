using System.Net;
using Contracts;
using static IndustryPartnership.Tests.MemberTests;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>An organisation is closed when nothing names it any more, and then takes part in nothing.</summary>
public sealed class ClosureTests
{
    [Theory, Engines]
    public async Task An_organisation_is_not_closed_while_it_is_in_a_consortium_a_base_or_a_project(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterAsync("third", "university");
        var site = await ApprovedAsync(partnership, Ncut, ShougangIt);
        var consortium = await ConsortiumApp.FoundedAsync(partnership, [Ncut, Bpc, Dji], ShougangIt);
        var project = await ProjectTests.StartedAsync(partnership, Ncut, Dji, ShougangIt);
        await ProposeAsync(partnership, Ncut, ShougangIt);

        var inUse = await CloseAsync().ShouldBeProblemAsync("organisation-in-use", HttpStatusCode.Conflict);
        Assert.Equal(
            (consortium.Id, site.Id, project.Id),
            (inUse.Fact("consortia")[0].GetGuid(), inUse.Fact("bases")[0].GetGuid(), inUse.Fact("projects")[0].GetGuid()));
        Assert.Equal(3, inUse.Change("leave").GetArrayLength());
        foreach (var departure in inUse.Change("leave").Codes())
        {
            await partnership.App.As(ShougangIt, Roles.OrgAdmin).PostAsync(departure, new { reason = "Merged." }).BodyAsync();
        }
        Assert.Equal("closed", (await CloseAsync()).State);

        Task<Organisation> CloseAsync() =>
            partnership.Authority.CloseOrganisationAsync(ShougangIt, new() { Reason = "Merged." });
    }

    [Theory, Engines]
    public async Task An_enterprise_is_not_closed_with_slots_open_or_placements_under_way(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var placement = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var agreement = (await partnership.Signatory(Bpc).ListAgreementsAsync()).Items[0];
        await partnership.Signatory(Bpc).TerminateAgreementAsync(agreement.Id, new() { Reason = "Done." });

        var inUse = await CloseAsync().ShouldBeProblemAsync("organisation-in-use", HttpStatusCode.Conflict);
        Assert.Equal(
            ("D37", slot.Id, placement.Id), (inUse.Rule, inUse.Change("close")[0].GetGuid(), inUse.Change("end")[0].GetGuid()));
        await partnership.Manager(Dji).CloseSlotAsync(slot.Id);
        await partnership.StopAsync(placement);
        Assert.Equal("closed", (await CloseAsync()).State);

        Task<Organisation> CloseAsync() =>
            partnership.Authority.CloseOrganisationAsync(Dji, new() { Reason = "Merged." });
    }

    [Theory, Engines]
    public async Task A_closed_organisation_takes_part_in_nothing(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ConsortiumApp.ProposeAsync(partnership, ConsortiumApp.Request(members: [ShougangIt]));
        foreach (var org in new[] { Bpc, Dji, ShougangIt }) await ConsortiumApp.AcceptAsync(partnership, proposed, org);
        await partnership.Authority.CloseOrganisationAsync(ShougangIt, new() { Reason = "Merged." });

        var closed = await ConsortiumApp.FoundAsync(partnership, proposed)
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        foreach (var org in closed.Change("without").Codes())
        {
            await partnership.OrgAdmin(Ncut).WithdrawConsortiumInvitationAsync(proposed.Id, org);
        }
        Assert.Equal("founded", (await ConsortiumApp.FoundAsync(partnership, proposed)).State);
        await partnership.OrgAdmin(ShougangIt).ProposeBaseAsync(Request(ShougangIt))
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task An_organisation_never_closes_and_joins_at_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var site = await ApprovedAsync(partnership, Ncut);
        for (var round = 0; round < 5; round++)
        {
            var code = $"school-{round}";
            await partnership.RegisterAsync(code, "university");
            await InviteAsync(partnership, site, code);

            var joined = partnership.OrgAdmin(code).JoinBaseAsync(site.Id, new()).OutcomeAsync();
            var closed = partnership.Authority.CloseOrganisationAsync(code, new() { Reason = "Merged." }).OutcomeAsync();

            Assert.NotEqual((await joined).Passed, (await closed).Passed);
        }
    }
}
