using System.Net;
using System.Security.Cryptography;
using System.Text;
using Contracts;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>An organisation asks for a client, somebody who may decides, and the issuer learns what it needs.</summary>
public sealed class ClientTests
{
    private const string Email = "it-office@newco.example";

    [Theory, Engines]
    public async Task A_newcomer_asks_and_only_after_the_grant_the_issuer_knows_the_client(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        var asked = await Guest(partnership).AskClientAsync(Request("newco"), idempotencyKey: "once");
        var again = await Guest(partnership).AskClientAsync(Request("newco"), idempotencyKey: "once");
        Assert.Equal(("asked", asked.Id, null), (asked.State, again.Id, again.Secret));
        await Ops(partnership).GetClientCredentialAsync(asked.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        var granted = await GrantAsync(partnership, asked);
        Assert.Equal(("granted", "bjedu", Day, null), (granted.State, granted.DecidedBy, granted.DecidedOn, granted.Secret));
        var credential = await Ops(partnership).GetClientCredentialAsync(asked.Id);
        Assert.Equal(("newco", HashOf(asked.Secret!)), (credential.Organisation, credential.SecretHashes.Single()));
        Assert.Equal(["internship-manager", "org-admin"], credential.Roles);
        await partnership.Authority.DecideClientAsync(asked.Id, new() { Decision = "refuse", Reason = "No." })
            .ShouldBeProblemAsync("client-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task A_refused_client_has_the_reason_and_gets_nothing(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var asked = await partnership.OrgAdmin(Dji).AskClientAsync(Request(Dji));

        var refused = await partnership.Authority.DecideClientAsync(
            asked.Id, new() { Decision = "refuse", Reason = "The office does not know of it." });

        Assert.Equal("The office does not know of it.", (await partnership.OrgAdmin(Dji).GetClientAsync(asked.Id)).Reason);
        await Ops(partnership).GetClientCredentialAsync(refused.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.OrgAdmin(Dji).RotateClientSecretAsync(refused.Id, new())
            .ShouldBeProblemAsync("client-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task An_organisation_asks_for_itself_alone(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        await partnership.OrgAdmin(Dji).AskClientAsync(Request(Huace))
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        await partnership.Manager(Dji).AskClientAsync(Request(Dji))
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);

        Assert.Equal(Dji, (await partnership.OrgAdmin(Dji).AskClientAsync(Request(Dji))).Organisation);
    }

    [Theory, Engines]
    public async Task Roles_of_another_kind_of_organisation_are_refused_and_the_others_pass(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var request = Request(Dji) with { Roles = ["org-admin", "registrar", "internship-manager"] };

        var refused = await partnership.OrgAdmin(Dji).AskClientAsync(request)
            .ShouldBeProblemAsync("roles-of-another-kind", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["registrar"], refused.Fact("without").Codes());
        var asked = await partnership.OrgAdmin(Dji).AskClientAsync(request with { Roles = [.. refused.Change("roles").Codes()] });
        Assert.Equal(["internship-manager", "org-admin"], asked.Roles);
    }

    [Theory, Engines]
    public async Task Five_requests_of_an_organisation_wait_and_a_withdrawn_one_makes_room(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var asked = new List<Client>();
        for (var count = 0; count < 5; count++) asked.Add(await Guest(partnership).AskClientAsync(Request(Dji)));

        await Guest(partnership).AskClientAsync(Request(Dji))
            .ShouldBeProblemAsync("too-many-client-requests", HttpStatusCode.Conflict);

        await partnership.OrgAdmin(Dji).CloseClientAsync(asked[0].Id, new() { Reason = "Not ours." });
        Assert.Equal("asked", (await Guest(partnership).AskClientAsync(Request(Dji))).State);
    }

    [Theory, Engines]
    public async Task After_a_rotation_two_secrets_are_valid_and_with_no_hours_one_is(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var first = await AskedAndGrantedAsync(partnership);

        var second = await partnership.OrgAdmin(Dji).RotateClientSecretAsync(first.Id, new() { FormerHours = 48 });
        Assert.Equal([HashOf(second.Secret!), HashOf(first.Secret!)], await HashesAsync());
        Assert.NotNull(second.FormerSecretUntil);

        var third = await partnership.OrgAdmin(Dji).RotateClientSecretAsync(first.Id, new() { FormerHours = 0 });
        Assert.Equal([HashOf(third.Secret!)], await HashesAsync());

        async Task<IEnumerable<string>> HashesAsync() => (await Ops(partnership).GetClientCredentialAsync(first.Id)).SecretHashes;
    }

    [Theory, Engines]
    public async Task D43_name_purpose_and_contact_are_corrected_until_the_client_is_closed(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var client = await AskedAndGrantedAsync(partnership);
        var edit = new EditClientRequest { Name = "CRM", Purpose = "Slots.", ContactName = "Desk", ContactEmail = "desk@dji.example" };

        await partnership.OrgAdmin(Dji).EditClientAsync(client.Id, 1, edit)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var edited = await partnership.OrgAdmin(Dji).EditClientAsync(client.Id, 2, edit);
        Assert.Equal(("CRM", "Slots.", 3), (edited.Name, edited.Purpose, edited.Version));
        Assert.Equal("desk@dji.example", (await partnership.Authority.GetClientContactAsync(client.Id)).Email);

        await partnership.OrgAdmin(Dji).CloseClientAsync(client.Id, new() { Reason = "Switched off." });
        await partnership.OrgAdmin(Dji).EditClientAsync(client.Id, 4, edit).ShouldBeProblemAsync("client-state", HttpStatusCode.Conflict);
        await partnership.OrgAdmin(Dji).CloseClientAsync(client.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("client-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task Who_decides_on_clients_gets_no_secret_of_another_organisation_and_edits_nothing(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var client = await AskedAndGrantedAsync(partnership);
        var authority = new IndustryPartnershipClient(partnership.App.As("bjedu", Roles.Authority, Roles.OrgAdmin));
        var ops = new IndustryPartnershipClient(partnership.App.As(Bpc, Roles.Ops, Roles.OrgAdmin));

        await authority.RotateClientSecretAsync(client.Id, new()).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await authority.EditClientAsync(client.Id, 2, new() { Name = "A", Purpose = "B.", ContactName = "C", ContactEmail = Email })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await ops.GetClientContactAsync(client.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D44_contact_of_a_closed_client_is_deleted_after_a_month(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var client = await AskedAndGrantedAsync(partnership);
        await partnership.OrgAdmin(Dji).CloseClientAsync(client.Id, new() { Reason = "Switched off." });
        await partnership.App.LiveUntilAsync(Day);
        Assert.Equal(Email, (await partnership.Authority.GetClientContactAsync(client.Id)).Email);

        await partnership.ChangeAsync(
            "UPDATE partnership.client SET ended_at = @then WHERE id = @Id", new { then = DateTimeOffset.UtcNow.AddDays(-31), client.Id });
        await partnership.App.LiveUntilAsync(Day);

        await partnership.Authority.GetClientContactAsync(client.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Empty(await partnership.App.Db.QueryAsync<string>("SELECT value FROM $schema.personal_value WHERE kind = 'contact'"));
    }

    [Theory, Engines]
    public async Task D45_a_closed_organisation_loses_its_clients_and_asks_for_none(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var granted = await AskedAndGrantedAsync(partnership);
        var asked = await Guest(partnership).AskClientAsync(Request(Dji));

        await partnership.Authority.CloseOrganisationAsync(Dji, new() { Reason = "Dissolved." });

        foreach (var id in new[] { granted.Id, asked.Id })
        {
            Assert.Equal("closed", (await partnership.Authority.GetClientAsync(id)).State);
            await Ops(partnership).GetClientCredentialAsync(id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        await Guest(partnership).AskClientAsync(Request(Dji)).ShouldBeProblemAsync("organisation-closed", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task No_secret_and_no_contact_is_in_a_reply_that_is_kept_an_event_the_feed_or_the_audit(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var asked = await partnership.OrgAdmin(Dji).AskClientAsync(Request(Dji), idempotencyKey: "ask");
        await GrantAsync(partnership, asked);
        var rotated = await partnership.OrgAdmin(Dji).RotateClientSecretAsync(asked.Id, new(), idempotencyKey: "rotate");
        using var client = partnership.App.As(Dji, Roles.OrgAdmin);
        var follower = new Follower(client, partnership.App.Db, IndustryPartnershipService.Name);
        await follower.ReadAllAsync();

        Assert.Equal(await follower.ListAsync("clients"), follower.Of("client"));
        var stored = string.Join('\n', await partnership.App.Db.QueryAsync<string>(
            """
            SELECT data FROM $schema.change_form WHERE data IS NOT NULL
            UNION ALL
            SELECT body FROM $schema.outbox
            UNION ALL
            SELECT value FROM $schema.personal_value WHERE kind <> 'contact'
            UNION ALL
            SELECT action FROM $schema.audit
            UNION ALL
            SELECT secret_hash FROM $schema.client
            """));
        foreach (var hidden in new[] { asked.Secret!, rotated.Secret!, Email })
        {
            Assert.DoesNotContain(hidden, stored, StringComparison.Ordinal);
        }
        Assert.Contains("Sends learners", stored, StringComparison.Ordinal);
    }

    private static IndustryPartnershipClient Guest(PartnershipApp partnership) => new(partnership.App.As(null));

    private static IndustryPartnershipClient Ops(PartnershipApp partnership) => partnership.By(null, Roles.Ops);

    private static AskClientRequest Request(string organisation) => new()
    {
        Organisation = organisation,
        Name = "Internship system",
        Purpose = "Sends learners, and follows the feed.",
        Roles = ["org-admin", "internship-manager"],
        ContactName = "IT office",
        ContactEmail = Email,
    };

    private static Task<Client> GrantAsync(PartnershipApp partnership, Client asked) =>
        partnership.Authority.DecideClientAsync(asked.Id, new() { Decision = "grant", Reason = "The office confirmed it." });

    private static async Task<Client> AskedAndGrantedAsync(PartnershipApp partnership)
    {
        var asked = await partnership.OrgAdmin(Dji).AskClientAsync(Request(Dji));
        await GrantAsync(partnership, asked);
        return asked;
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
