using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using UnitV1 = Contracts.IndustryPartnership.UnitV1;

namespace IndustryPartnership.Tests;

public sealed class OrganisationTests
{
    [Theory, Engines]
    public async Task An_authority_registers_every_kind_of_institution_with_an_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);
        string[] kinds = ["university", "vocational-college", "secondary-school", "authority", "evaluation-organisation"];

        foreach (var kind in kinds)
        {
            var organisation = await partnership.RegisterAsync($"a-{kind}", kind);
            Assert.Equal("verified", organisation.State);
        }

        var told = await partnership.App.PublishedAsync<OrganisationRegisteredV1>();
        Assert.Equal(kinds, told.Select(fact => fact.Organisation.Kind));
        Assert.All(told, fact => Assert.Equal(("verified", 1), (fact.Organisation.State, fact.Organisation.Version)));
    }

    [Theory, Engines]
    public async Task An_enterprise_registers_itself_and_nobody_else_does(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);
        var request = new RegisterOrganisationRequest { Code = Dji, Name = "DJI", Kind = "enterprise" };

        await partnership.Authority.RegisterOrganisationAsync(request)
            .ShouldBeProblemAsync("not-yours-to-register", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Huace).RegisterOrganisationAsync(request)
            .ShouldBeProblemAsync("not-yours-to-register", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Ncut).RegisterOrganisationAsync(new() { Code = Ncut, Name = "NCUT", Kind = "university" })
            .ShouldBeProblemAsync("not-yours-to-register", HttpStatusCode.Forbidden);

        var registered = await partnership.OrgAdmin(Dji).RegisterOrganisationAsync(request);
        Assert.Equal("registered", registered.State);
    }

    [Theory, Engines]
    public async Task A_code_is_never_reused_even_after_its_organisation_closed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.Authority.CloseOrganisationAsync(ShougangIt, new() { Reason = "Merged." });

        await partnership.Authority.RegisterOrganisationAsync(new() { Code = ShougangIt, Name = "Another", Kind = "university" })
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task An_institution_verifies_an_enterprise_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);

        await partnership.Coordinator(Dji).VerifyEnterpriseAsync(Huace)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.Coordinator("nobody").VerifyEnterpriseAsync(Huace)
            .ShouldBeProblemAsync("not-an-institution", HttpStatusCode.Forbidden);
        var verified = await partnership.Coordinator(Ncut).VerifyEnterpriseAsync(Huace);
        Assert.Equal(("verified", Ncut), (verified.State, verified.VerifiedBy));

        await partnership.Coordinator(Bpc).VerifyEnterpriseAsync(Huace)
            .ShouldBeProblemAsync("not-awaiting-verification", HttpStatusCode.Conflict);
        await partnership.Coordinator(Bpc).VerifyEnterpriseAsync(Ncut)
            .ShouldBeProblemAsync("not-awaiting-verification", HttpStatusCode.Conflict);
        Assert.Single(await partnership.App.PublishedAsync<OrganisationVerifiedV1>(), fact => fact.Organisation.Code == Huace);
    }

    [Theory, Engines]
    public async Task S20_event_of_an_institution_includes_its_units(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var unit = new AmendOrganisationUnitRequest { Code = "drone-college", Name = "Drone College" };

        await partnership.OrgAdmin(Bpc).AddUnitAsync(Ncut, unit)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        var ncut = await partnership.OrgAdmin(Ncut).AddUnitAsync(Ncut, unit);
        Assert.Equal("Drone College", Assert.Single(ncut.Units).Name);
        await partnership.OrgAdmin(Ncut).AddUnitAsync(Ncut, unit)
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);

        var told = Assert.Single(await partnership.App.PublishedAsync<OrganisationAmendedV1>());
        Assert.Equal(
            (2, new UnitV1("drone-college", "Drone College")), (told.Organisation.Version, Assert.Single(told.Organisation.Units)));
    }

    [Theory, Engines]
    public async Task An_organisation_changes_its_names_with_the_version_that_it_read(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var names = new AmendOrganisationRequest { Name = "North China University of Technology", NameZh = "北方工业大学" };

        await partnership.App.As(Ncut, Roles.OrgAdmin).PutAsync($"{Api}/organisations/{Ncut}", names, version: null)
            .ShouldBeProblemAsync("precondition-required", (HttpStatusCode)428);
        await partnership.OrgAdmin(Ncut).AmendOrganisationAsync(Ncut, version: 7, names)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).AmendOrganisationAsync(Ncut, version: 1, names)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        using var reply = await partnership.App.As(Ncut, Roles.OrgAdmin).PutAsync($"{Api}/organisations/{Ncut}", names, version: 1);

        Assert.Equal("北方工业大学", (await reply.BodyAsync()).Text("nameZh"));
        Assert.Equal("\"2\"", reply.Headers.ETag!.Tag);
    }

    [Theory, Engines]
    public async Task D22_an_organisation_closes_when_no_agreement_names_it_any_more(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);

        var problem = await partnership.Authority.CloseOrganisationAsync(Bpc, new() { Reason = "Merged." })
            .ShouldBeProblemAsync("organisation-in-use", HttpStatusCode.Conflict);
        var terminate = Assert.Single(problem.Change("terminate").EnumerateArray()).GetGuid();
        Assert.Equal(agreement.Id, terminate);
        await partnership.Signatory(Bpc).TerminateAgreementAsync(terminate, new() { Reason = "Merged." });
        var closed = await partnership.Authority.CloseOrganisationAsync(Bpc, new() { Reason = "Merged." });

        Assert.Equal("closed", closed.State);
        var told = Assert.Single(await partnership.App.PublishedAsync<OrganisationClosedV1>()).Organisation;
        Assert.Equal((Bpc, PartnershipApp.Day), (told.Code, told.ClosedOn));
        partnership.App.Today.MoveTo(PartnershipApp.Day.AddDays(30));
        var later = (await partnership.StatesAsync("industry-partnership/organisation")).OfType<OrganisationClosedV1>();
        Assert.Equal((Bpc, PartnershipApp.Day), (Assert.Single(later).Organisation.Code, later.Single().Organisation.ClosedOn));
        await partnership.Authority.CloseOrganisationAsync(Bpc, new() { Reason = "Again." })
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        await partnership.OrgAdmin(Bpc).AmendOrganisationAsync(Bpc, closed.Version, new() { Name = "x" })
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        Assert.Equal("closed", (await partnership.Signatory(Ncut).GetOrganisationAsync(Bpc)).State);
    }

    [Theory, Engines]
    public async Task Only_an_enterprise_states_its_staff_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var count = new RecordStaffCountRequest { Staff = 100, EffectiveOn = Day };

        await partnership.OrgAdmin(Ncut).RecordStaffCountAsync(Ncut, count)
            .ShouldBeProblemAsync("not-an-enterprise", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Ncut).RecordStaffCountAsync(Dji, count)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.StateStaffAsync(Dji, null, 100);
        await partnership.StateStaffAsync(Dji, "uav-pilot", 20);

        var counts = (await partnership.Coordinator(Bpc).ListStaffCountsAsync(Dji)).Items.ToList();
        Assert.Equal([100, 20], counts.Select(stated => stated.Staff));
    }

    [Theory, Engines]
    public async Task The_list_is_read_page_by_page_and_by_kind(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var reader = partnership.By("anybody", Roles.Learner);

        var codes = new List<string>();
        string? next = null;
        do
        {
            var page = await reader.ListOrganisationsAsync(kind: "university", limit: 1, cursor: next);
            codes.AddRange(page.Items.Select(item => item.Code));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal([Ncut, ShougangIt], codes);
    }
}
