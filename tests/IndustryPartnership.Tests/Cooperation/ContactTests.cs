using System.Net;
using System.Text.Json;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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
        var path = $"{Api}/organisations/{Dji}/contacts";

        Assert.Equal([Name], await NamesAsync(partnership.Manager(Dji)));
        Assert.Equal([Name], await NamesAsync(partnership.Authority));
        var draft = await partnership.DraftAgreementAsync([Bpc, Dji]);
        await HiddenAsync(Bpc);
        var proposed = await partnership.Signatory(Bpc).PostAsync($"{Amending.PathOf(draft)}/proposal").BodyAsync();
        // To name somebody in a proposal opens nothing.
        await HiddenAsync(Bpc);
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignAsync(proposed, party).BodyAsync();
        Assert.Equal([Name], await NamesAsync(partnership.Coordinator(Bpc)));
        await HiddenAsync(Ncut);
        await partnership.Signatory(Bpc).PostAsync($"{Amending.PathOf(draft)}/termination", new { reason = "Done." }).BodyAsync();
        await HiddenAsync(Bpc);
        var own = await partnership.DraftAgreementAsync([Dji, Bpc]);
        await HiddenAsync(Bpc);
        await partnership.Signatory(Dji).PostAsync($"{Amending.PathOf(own)}/proposal").BodyAsync();
        Assert.Equal([Name], await NamesAsync(partnership.Coordinator(Bpc)));

        await partnership.App.As("bjedu", Roles.Ops).GetAsync(path).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        async Task<IEnumerable<string>> NamesAsync(HttpClient reader) =>
            (await reader.GetAsync($"{path}?desk=internships").BodyAsync()).GetProperty("items").EnumerateArray()
                .Select(contact => contact.Text("name"));

        // As an organisation that there is not.
        async Task HiddenAsync(string org)
        {
            var hidden = await partnership.Coordinator(org).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            var unknown = await partnership.Coordinator(org).GetAsync($"{Api}/organisations/nobody/contacts")
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Equal(unknown.GetRawText(), hidden.GetRawText());
        }
    }

    [Theory, Engines]
    public async Task An_organisation_changes_only_its_own_contacts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ActiveAgreementAsync(Bpc, Dji);
        var added = await AddAsync(partnership, Dji);
        var path = $"{Api}/organisations/{Dji}/contacts/{added.Id()}";

        await partnership.OrgAdmin(Bpc).PostAsync($"{Api}/organisations/{Dji}/contacts", Contact())
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).PutAsync(path, Contact(), 1)
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Bpc).PostAsync($"{path}/removal")
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        // Whoever does not see it is told nothing of it, and an id of one organisation is none of another.
        await partnership.OrgAdmin(Ncut).PutAsync(path, Contact(), 1).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations/{Ncut}/contacts/{added.Id()}/removal")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        await partnership.OrgAdmin(Dji).PutAsync(path, Contact("Li Na"), 2)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var edited = await partnership.OrgAdmin(Dji).PutAsync(path, Contact("Li Na"), 1).BodyAsync();
        Assert.Equal(("Li Na", 2), (edited.Text("name"), edited.Version()));
        await partnership.OrgAdmin(Dji)
            .PostAsync($"{Api}/organisations/{Dji}/contacts", new { desk = "canteen", name = "x", email = "x@example.org" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await partnership.OrgAdmin(Dji)
            .PostAsync($"{Api}/organisations/{Dji}/contacts", new { desk = "general", name = "x", email = "nowhere" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task A_removed_contact_is_deleted_everywhere(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var key = Guid.NewGuid().ToString();
        var added = await partnership.OrgAdmin(Ncut).PostAsync($"{Api}/organisations/{Ncut}/contacts", Contact(), key)
            .BodyAsync(HttpStatusCode.Created);
        var path = $"{Api}/organisations/{Ncut}/contacts";
        await partnership.OrgAdmin(Ncut).PutAsync($"{path}/{added.Id()}", Contact(Name + " (office)"), 1).BodyAsync();
        await partnership.Authority.PostAsync($"{Api}/organisations/{Ncut}/closure", new { reason = "Merged." }).BodyAsync();
        await partnership.OrgAdmin(Ncut).PostAsync(path, Contact()).ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);

        await partnership.OrgAdmin(Ncut).PostAsync($"{path}/{added.Id()}/removal").BodyAsync();

        Assert.Empty((await partnership.OrgAdmin(Ncut).GetAsync(path).BodyAsync()).GetProperty("items").EnumerateArray());
        await partnership.OrgAdmin(Ncut).PostAsync($"{path}/{added.Id()}/removal")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        IEnumerable<string> kept =
        [
            .. await partnership.App.Db.QueryAsync<string>("SELECT name FROM partnership.contact"),
            .. await partnership.App.Db.QueryAsync<string>("SELECT thing FROM partnership.history"),
            .. await partnership.App.Db.QueryAsync<string>("SELECT reason FROM $schema.audit WHERE reason IS NOT NULL"),
            .. await partnership.App.Db.QueryAsync<string>("SELECT body FROM $schema.outbox"),
            .. await partnership.App.Db.QueryAsync<string>("SELECT body FROM $schema.idempotency WHERE body IS NOT NULL"),
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

        Assert.Equal([], await StaffAsync("asOf=2025-12-31"));
        Assert.Equal([100, 20], await StaffAsync("asOf=2026-01-14"));
        Assert.Equal([20, 110], await StaffAsync("asOf=2026-01-31"));
        Assert.Equal([20, 130], await StaffAsync("asOf=2026-02-01"));
        Assert.Equal([20], await StaffAsync("asOf=2026-02-01&postKind=pilot"));
        Assert.Equal([20], await StaffAsync("postKind=pilot"));
        Assert.Equal([100, 20, 120, 130, 110], await StaffAsync(""));

        async Task<IEnumerable<int>> StaffAsync(string query) =>
            (await partnership.Coordinator(Bpc).GetAsync($"{Api}/organisations/{Dji}/staff-counts?{query}").BodyAsync())
                .GetProperty("items")
                .EnumerateArray()
                .Select(count => count.GetProperty("staff").GetInt32());
    }

    [Theory, Engines]
    public async Task The_history_of_an_organisation_is_public_and_read_as_of_a_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.App.LiveUntilAsync(Day.AddDays(10));
        await partnership.OrgAdmin(Dji).PutAsync($"{Api}/organisations/{Dji}", new { name = "DJI" }, 2).BodyAsync();
        await partnership.OrgAdmin(Dji).PostAsync($"{Api}/organisations/{Dji}/units", new { code = "academy", name = "DJI Academy" })
            .BodyAsync(HttpStatusCode.Created);
        await partnership.App.LiveUntilAsync(Day.AddDays(20));
        await partnership.Authority.PostAsync($"{Api}/organisations/{Dji}/closure", new { reason = "Moved." }).BodyAsync();
        var anybody = partnership.App.As("anybody", Roles.Learner);

        var history = (await anybody.GetAsync($"{Api}/organisations/{Dji}/history").BodyAsync()).GetProperty("items").EnumerateArray()
            .ToList();
        Assert.Equal(
            [(1, "registered", Dji), (2, "verified", Bpc), (3, "amended", Dji), (4, "unit added", Dji), (5, "closed", "bjedu")],
            history.Select(change => (change.Version(), change.Text("action"), change.Text("organisation"))));
        Assert.DoesNotContain("Moved.", history[4].GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            [("verified", "dji"), ("verified", "DJI"), ("closed", "DJI")],
            [await AsOfAsync($"asOf={Day.AddDays(9):O}"), await AsOfAsync(
                $"knownOn={Day.AddDays(19):O}"), await AsOfAsync($"asOf={Day.AddDays(20):O}")]);
        await anybody.GetAsync($"{Api}/organisations/{Dji}?asOf={Day.AddDays(-1):O}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await anybody.GetAsync($"{Api}/organisations/nobody/history").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        async Task<(string, string)> AsOfAsync(string query) =>
            await anybody.GetAsync($"{Api}/organisations/{Dji}?{query}").BodyAsync() is var read
                ? (read.Text("state"), read.Text("name"))
                : default;
    }

    [Theory, Engines]
    public async Task Organisations_are_found_by_kind_state_and_unit(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        await partnership.OrgAdmin(Ncut)
            .PostAsync($"{Api}/organisations/{Ncut}/units", new { code = "drone-college", name = "Drone College" })
            .BodyAsync(HttpStatusCode.Created);

        Assert.Equal([Ncut], await FoundAsync("unit=drone-college"));
        Assert.Empty(await FoundAsync("unit=drone-college&kind=enterprise"));
        Assert.Equal([Huace], await FoundAsync("state=registered"));
        Assert.Equal([Dji, Huace], await FoundAsync("kind=enterprise"));

        async Task<IEnumerable<string>> FoundAsync(string query) =>
            (await partnership.Authority.GetAsync($"{Api}/organisations?{query}").BodyAsync()).GetProperty("items").EnumerateArray()
                .Select(found => found.Text("code"));
    }

    private static object Contact(string name = Name) =>
        new { desk = "internships", name, email = "office@example.org", phone = "010-1234" };

    private static Task<JsonElement> AddAsync(PartnershipApp partnership, string org) =>
        partnership.OrgAdmin(org).PostAsync($"{Api}/organisations/{org}/contacts", Contact()).BodyAsync(HttpStatusCode.Created);
}
