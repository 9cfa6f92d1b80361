using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

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
            Assert.Equal("verified", organisation.Text("state"));
        }

        var told = await partnership.App.PublishedAsync<OrganisationRegisteredV1>();
        Assert.Equal(kinds, told.Select(fact => fact.Organisation.Kind));
        Assert.All(told, fact => Assert.Equal(("verified", 1), (fact.Organisation.State, fact.Organisation.Version)));
    }

    [Theory, Engines]
    public async Task An_enterprise_registers_itself_and_nobody_else_does(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);
        var request = new { code = Dji, name = "DJI", kind = "enterprise" };

        await partnership.Authority.PostAsync($"{Api}/organisations", request)
            .ShouldBeProblemAsync("not-yours-to-register", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Huace).PostAsync($"{Api}/organisations", request)
            .ShouldBeProblemAsync("not-yours-to-register", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations", new { code = Ncut, name = "NCUT", kind = "university" })
            .ShouldBeProblemAsync("not-yours-to-register", HttpStatusCode.Forbidden);

        var registered = await partnership.OrgAdmin(Dji).PostAsync($"{Api}/organisations", request).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("registered", registered.Text("state"));
    }

    [Theory, Engines]
    public async Task A_code_is_never_reused_even_after_its_organisation_closed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.Authority.PostAsync($"{Api}/organisations/{ShougangIt}/closure", new { reason = "Merged." }).BodyAsync();

        await partnership.Authority.PostAsync($"{Api}/organisations", new { code = ShougangIt, name = "Another", kind = "university" })
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task An_institution_verifies_an_enterprise_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);

        await partnership.Coordinator(Dji).PostAsync($"{Api}/organisations/{Huace}/verification")
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.Coordinator("nobody").PostAsync($"{Api}/organisations/{Huace}/verification")
            .ShouldBeProblemAsync("not-an-institution", HttpStatusCode.Forbidden);
        var verified = await partnership.Coordinator(Ncut).PostAsync($"{Api}/organisations/{Huace}/verification").BodyAsync();
        Assert.Equal(("verified", Ncut), (verified.Text("state"), verified.Text("verifiedBy")));

        await partnership.Coordinator(Bpc).PostAsync($"{Api}/organisations/{Huace}/verification")
            .ShouldBeProblemAsync("not-awaiting-verification", HttpStatusCode.Conflict);
        await partnership.Coordinator(Bpc).PostAsync($"{Api}/organisations/{Ncut}/verification")
            .ShouldBeProblemAsync("not-awaiting-verification", HttpStatusCode.Conflict);
        Assert.Single(await partnership.App.PublishedAsync<OrganisationVerifiedV1>(), fact => fact.Organisation.Code == Huace);
    }

    [Theory, Engines]
    public async Task S20_event_of_an_institution_includes_its_units(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var unit = new { code = "drone-college", name = "Drone College" };

        await partnership.OrgAdmin(Bpc).PostAsync($"{Api}/organisations/{Ncut}/units", unit)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        var ncut = await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations/{Ncut}/units", unit).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("Drone College", Assert.Single(ncut.GetProperty("units").EnumerateArray()).Text("name"));
        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations/{Ncut}/units", unit)
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);

        var told = Assert.Single(await partnership.App.PublishedAsync<OrganisationAmendedV1>());
        Assert.Equal(
            (2, new UnitV1("drone-college", "Drone College")), (told.Organisation.Version, Assert.Single(told.Organisation.Units)));
    }

    [Theory, Engines]
    public async Task An_organisation_changes_its_names_with_the_version_that_it_read(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var names = new { name = "North China University of Technology", nameZh = "北方工业大学" };

        await partnership.OrgAdmin(Ncut).PutAsync($"{Api}/organisations/{Ncut}", names, version: null)
            .ShouldBeProblemAsync("precondition-required", (HttpStatusCode)428);
        await partnership.OrgAdmin(Ncut).PutAsync($"{Api}/organisations/{Ncut}", names, version: 7)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).PutAsync($"{Api}/organisations/{Ncut}", names, version: 1)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        using var reply = await partnership.OrgAdmin(Ncut).PutAsync($"{Api}/organisations/{Ncut}", names, version: 1);

        Assert.Equal("北方工业大学", (await reply.BodyAsync()).Text("nameZh"));
        Assert.Equal("\"2\"", reply.Headers.ETag!.Tag);
    }

    [Theory, Engines]
    public async Task D22_an_organisation_closes_when_no_agreement_names_it_any_more(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var closure = $"{Api}/organisations/{Bpc}/closure";

        var problem = await partnership.Authority.PostAsync(closure, new { reason = "Merged." })
            .ShouldBeProblemAsync("organisation-in-use", HttpStatusCode.Conflict);
        var terminate = Assert.Single(problem.Change("terminate").EnumerateArray()).GetGuid();
        Assert.Equal(agreement.Id(), terminate);
        await partnership.Signatory(Bpc).PostAsync($"{Api}/agreements/{terminate}/termination", new { reason = "Merged." }).BodyAsync();
        var closed = await partnership.Authority.PostAsync(closure, new { reason = "Merged." }).BodyAsync();

        Assert.Equal("closed", closed.Text("state"));
        Assert.Equal(Bpc, Assert.Single(await partnership.App.PublishedAsync<OrganisationClosedV1>()).Organisation.Code);
        await partnership.Authority.PostAsync(closure, new { reason = "Again." })
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        await partnership.OrgAdmin(Bpc).PutAsync($"{Api}/organisations/{Bpc}", new { name = "x" }, closed.Version())
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
        Assert.Equal("closed", (await partnership.Signatory(Ncut).GetAsync($"{Api}/organisations/{Bpc}").BodyAsync()).Text("state"));
    }

    [Theory, Engines]
    public async Task Only_an_enterprise_states_its_staff_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var count = new { staff = 100, effectiveOn = Day };

        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations/{Ncut}/staff-counts", count)
            .ShouldBeProblemAsync("not-an-enterprise", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations/{Dji}/staff-counts", count)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.StateStaffAsync(Dji, null, 100);
        await partnership.StateStaffAsync(Dji, "uav-pilot", 20);

        var counts = (await partnership.Coordinator(Bpc).GetAsync($"{Api}/organisations/{Dji}/staff-counts").BodyAsync())
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        Assert.Equal([100, 20], counts.Select(stated => stated.GetProperty("staff").GetInt32()));
    }

    [Theory, Engines]
    public async Task The_list_is_read_page_by_page_and_by_kind(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var reader = partnership.App.As("anybody", Roles.Learner);

        var codes = new List<string>();
        for (var next = $"{Api}/organisations?limit=1&kind=university"; next is not null;)
        {
            using var page = await reader.GetAsync(next);
            codes.AddRange((await page.BodyAsync()).GetProperty("items").EnumerateArray().Select(item => item.Text("code")));
            next = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal([Ncut, ShougangIt], codes);
    }
}
