using System.Net;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What an organisation says of itself, and what became of it.</summary>
public sealed class ContactTests
{
    private const string Name = "Wang Fang";

    [Theory, Engines]
    public async Task Contacts_are_visible_to_their_organisation_authorities_and_agreement_partners(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await AddAsync(partnership, Dji);

        Assert.Equal([Name], await NamesAsync(partnership.Manager(Dji)));
        Assert.Equal([Name], await NamesAsync(partnership.Authority));
        var draft = await partnership.DraftAgreementAsync([Bpc, Dji]);
        await HiddenAsync(Bpc);
        var proposed = await partnership.Signatory(Bpc).ProposeAgreementAsync(draft.Id);
        // To name somebody in a proposal opens nothing.
        await HiddenAsync(Bpc);
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignAsync(proposed, party);
        Assert.Equal([Name], await NamesAsync(partnership.Coordinator(Bpc)));
        await HiddenAsync(Ncut);
        await partnership.Signatory(Bpc).TerminateAgreementAsync(draft.Id, new() { Reason = "Done." });
        await HiddenAsync(Bpc);
        var own = await partnership.DraftAgreementAsync([Dji, Bpc]);
        await HiddenAsync(Bpc);
        await partnership.Signatory(Dji).ProposeAgreementAsync(own.Id);
        Assert.Equal([Name], await NamesAsync(partnership.Coordinator(Bpc)));

        await partnership.By("bjedu", Roles.Ops).ListContactsAsync(Dji).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        async Task<IEnumerable<string>> NamesAsync(IndustryPartnershipClient reader) =>
            (await reader.ListContactsAsync(Dji, desk: "internships")).Items.Select(contact => contact.Name);

        // As an organisation that there is not.
        async Task HiddenAsync(string org)
        {
            var hidden = await partnership.Coordinator(org).ListContactsAsync(Dji)
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            var unknown = await partnership.Coordinator(org).ListContactsAsync("nobody")
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Equal(unknown.AsJson(), hidden.AsJson());
        }
    }

    [Theory, Engines]
    public async Task An_organisation_changes_only_its_own_contacts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ActiveAgreementAsync(Bpc, Dji);
        var added = await AddAsync(partnership, Dji);

        await partnership.OrgAdmin(Bpc).AddContactAsync(Dji, Contact())
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).EditContactAsync(Dji, added.Id, 1, Contact())
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).RemoveContactAsync(Dji, added.Id)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        // Whoever does not see it is told nothing of it, and an id of one organisation is none of another.
        await partnership.OrgAdmin(Ncut).EditContactAsync(Dji, added.Id, 1, Contact())
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.OrgAdmin(Ncut).RemoveContactAsync(Ncut, added.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        await partnership.OrgAdmin(Dji).EditContactAsync(Dji, added.Id, 2, Contact("Li Na"))
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var edited = await partnership.OrgAdmin(Dji).EditContactAsync(Dji, added.Id, 1, Contact("Li Na"));
        Assert.Equal(("Li Na", 2), (edited.Name, edited.Version));
        await partnership.OrgAdmin(Dji)
            .AddContactAsync(Dji, new() { Desk = "canteen", Name = "x", Email = "x@example.org" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await partnership.OrgAdmin(Dji)
            .AddContactAsync(Dji, new() { Desk = "general", Name = "x", Email = "nowhere" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task D44_an_organisation_reads_all_that_is_held_of_a_contact_and_nothing_that_was_replaced(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var added = await partnership.OrgAdmin(Ncut).AddContactAsync(Ncut, Contact());
        await partnership.OrgAdmin(Ncut).EditContactAsync(Ncut, added.Id, 1, Contact(Name + " (office)"));

        var data = await partnership.OrgAdmin(Ncut).ExportPersonalDataAsync(added.Id);

        Assert.Equal("contact", data.Kind);
        Assert.Equal([Name + " (office)"], data.Values.Where(value => value.Member == "name").Select(value => value.Value));
        await partnership.OrgAdmin(Bpc).ExportPersonalDataAsync(added.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task A_removed_contact_is_deleted_everywhere(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var key = Guid.NewGuid().ToString();
        var added = await partnership.OrgAdmin(Ncut).AddContactAsync(Ncut, Contact(), idempotencyKey: key);
        await partnership.OrgAdmin(Ncut).EditContactAsync(Ncut, added.Id, 1, Contact(Name + " (office)"));
        await partnership.Authority.CloseOrganisationAsync(Ncut, new() { Reason = "Merged." });
        await partnership.OrgAdmin(Ncut).AddContactAsync(Ncut, Contact())
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);

        await partnership.OrgAdmin(Ncut).RemoveContactAsync(Ncut, added.Id);

        Assert.Empty((await partnership.OrgAdmin(Ncut).ListContactsAsync(Ncut)).Items);
        await partnership.OrgAdmin(Ncut).RemoveContactAsync(Ncut, added.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        IEnumerable<string> kept =
        [
            .. await partnership.App.Db.QueryAsync<string>("SELECT thing FROM partnership.history"),
            .. await partnership.App.Db.QueryAsync<string>("SELECT value FROM $schema.personal_value"),
            .. await partnership.App.Db.QueryAsync<string>("SELECT body FROM $schema.outbox"),
        ];
        Assert.NotEmpty(kept);
        Assert.DoesNotContain(
            kept, text => text.Contains(Name, StringComparison.Ordinal) || text.Contains("@example.org", StringComparison.Ordinal));
        Assert.Equal(["added", "edited", "removed"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT action
            FROM $schema.audit
            WHERE aggregate = 'contact'
            ORDER BY version
            """));
    }

    [Theory, Engines]
    public async Task D29_the_staff_counts_of_a_day_are_those_in_force_on_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.StateStaffAsync(Dji, null, 100, new(2026, 1, 1));
        await partnership.StateStaffAsync(Dji, "pilot", 20, new(2026, 1, 1));
        await partnership.StateStaffAsync(Dji, null, 120, new(2026, 2, 1));
        // Two corrections, of which the second is of an earlier day, and of two for one day the later one counts.
        await partnership.StateStaffAsync(Dji, null, 130, new(2026, 2, 1));
        await partnership.StateStaffAsync(Dji, null, 110, new(2026, 1, 15));

        Assert.Equal([], await StaffAsync(asOf: new(2025, 12, 31)));
        Assert.Equal([100, 20], await StaffAsync(asOf: new(2026, 1, 14)));
        Assert.Equal([20, 110], await StaffAsync(asOf: new(2026, 1, 31)));
        Assert.Equal([20, 130], await StaffAsync(asOf: new(2026, 2, 1)));
        Assert.Equal([20], await StaffAsync(asOf: new(2026, 2, 1), postKind: "pilot"));
        Assert.Equal([20], await StaffAsync(postKind: "pilot"));
        Assert.Equal([100, 20, 120, 130, 110], await StaffAsync());

        async Task<IEnumerable<int>> StaffAsync(DateOnly? asOf = null, string? postKind = null) =>
            (await partnership.Coordinator(Bpc).ListStaffCountsAsync(Dji, asOf, postKind)).Items.Select(count => count.Staff);
    }

    [Theory, Engines]
    public async Task The_history_of_an_organisation_is_public_and_read_as_of_a_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.App.LiveUntilAsync(Day.AddDays(10));
        await partnership.OrgAdmin(Dji).AmendOrganisationAsync(Dji, 2, new() { Name = "DJI" });
        await partnership.OrgAdmin(Dji).AddUnitAsync(Dji, new() { Code = "academy", Name = "DJI Academy" });
        await partnership.App.LiveUntilAsync(Day.AddDays(20));
        await partnership.Authority.CloseOrganisationAsync(Dji, new() { Reason = "Moved." });
        var anybody = partnership.By("anybody", Roles.Learner);

        var history = (await anybody.ListOrganisationHistoryAsync(Dji)).Items;
        Assert.Equal(
            [(1, "registered", Dji), (2, "verified", Bpc), (3, "amended", Dji), (4, "unit added", Dji), (5, "closed", "bjedu")],
            history.Select(change => (change.Version, change.Action, change.Organisation)));
        var raw = await partnership.App.As("anybody", Roles.Learner).GetAsync($"{Api}/organisations/{Dji}/history").BodyAsync();
        Assert.DoesNotContain("Moved.", raw.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            [("verified", "dji"), ("verified", "DJI"), ("closed", "DJI")],
            [await AsOfAsync(asOf: Day.AddDays(9)), await AsOfAsync(knownOn: Day.AddDays(19)), await AsOfAsync(asOf: Day.AddDays(20))]);
        await anybody.GetOrganisationAsync(Dji, asOf: Day.AddDays(-1))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await anybody.ListOrganisationHistoryAsync("nobody").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        async Task<(string, string)> AsOfAsync(DateOnly? asOf = null, DateOnly? knownOn = null) =>
            await anybody.GetOrganisationAsync(Dji, asOf, knownOn) is var read ? (read.State, read.Name) : default;
    }

    [Theory, Engines]
    public async Task Organisations_are_found_by_kind_state_and_unit(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        await partnership.OrgAdmin(Ncut)
            .AddUnitAsync(Ncut, new() { Code = "drone-college", Name = "Drone College" });

        Assert.Equal([Ncut], await FoundAsync(unit: "drone-college"));
        Assert.Empty(await FoundAsync(unit: "drone-college", kind: "enterprise"));
        Assert.Equal([Huace], await FoundAsync(state: "registered"));
        Assert.Equal([Dji, Huace], await FoundAsync(kind: "enterprise"));

        async Task<IEnumerable<string>> FoundAsync(string? kind = null, string? state = null, string? unit = null) =>
            (await partnership.Authority.ListOrganisationsAsync(kind, state, unit)).Items.Select(found => found.Code);
    }

    private static KeepContactsRequest Contact(string name = Name) =>
        new() { Desk = "internships", Name = name, Email = "office@example.org", Phone = "010-1234" };

    private static Task<KeepContactsResponse> AddAsync(PartnershipApp partnership, string org) =>
        partnership.OrgAdmin(org).AddContactAsync(org, Contact());
}
