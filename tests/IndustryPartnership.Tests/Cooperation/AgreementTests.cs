using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class AgreementTests
{
    [Theory, Engines]
    public async Task D22_an_agreement_is_active_when_all_three_have_signed_the_same_text(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt);

        Assert.Equal(("signed", 1), StateOf(await partnership.SignAsync(agreement, ShougangIt).BodyAsync()));
        Assert.Equal(("signed", 2), StateOf(await partnership.SignAsync(agreement, Ncut).BodyAsync()));
        Assert.Empty(await partnership.App.PublishedAsync<AgreementActivatedV1>());
        Assert.Equal(("active", 3), StateOf(await partnership.SignAsync(agreement, Bpc).BodyAsync()));

        var told = Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>()).Agreement;
        Assert.Equal([Bpc, Ncut, ShougangIt], told.Parties);
        Assert.Equal(("active", agreement.Text("textHash")), (told.State, told.TextHash));
    }

    [Theory, Engines]
    public async Task D22_edit_voids_signatures_even_if_it_is_undone(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var signed = await partnership.SignAsync(agreement, Ncut).BodyAsync();

        var edited = await EditAsync(partnership, Bpc, signed, "Other terms.");
        Assert.Equal(("proposed", 0), StateOf(edited));
        var problem = await partnership.SignAsync(agreement, Bpc).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal("D22", problem.Rule());
        Assert.Equal(("signed", 1), StateOf(await partnership.SignAsync(edited, Bpc).BodyAsync()));

        // Back to the very text that NCUT had signed: the signature stays void.
        var restored = await EditAsync(partnership, Ncut, await ReadAsync(partnership, Ncut, agreement.Id()), "What we agree on.");
        Assert.Equal(agreement.Text("textHash"), restored.Text("textHash"));
        Assert.Equal(("proposed", 0), StateOf(restored));
        Assert.Equal(("signed", 1), StateOf(await partnership.SignAsync(restored, Bpc).BodyAsync()));
        Assert.Equal(("active", 2), StateOf(await partnership.SignAsync(restored, Ncut).BodyAsync()));
    }

    [Theory, Engines]
    public async Task D22_refused_signature_passes_with_the_suggested_text(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var sign = $"{Api}/agreements/{agreement.Id()}/signatures";

        var problem = await partnership.Signatory(Bpc).PostAsync(sign, new { textHash = new string('0', 64) })
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        await partnership.Signatory(Bpc).PostAsync(sign, new { textHash = problem.Change("textHash").GetString() }).BodyAsync();
    }

    [Theory, Engines]
    public async Task D22_hash_belongs_to_the_canonical_text_of_the_agreement(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);

        var agreement = await partnership.DraftAgreementAsync([Ncut, Bpc]);

        Assert.Equal(
            """{"kind":"internship-framework","parties":["bpc","ncut"],"terms":"What we agree on.","title":"Cooperation","validFrom":"2026-01-01","validUntil":"2030-12-31"}""",
            agreement.Text("text"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(agreement.Text("text")))), agreement.Text("textHash"));
    }

    [Theory, Engines]
    public async Task D22_a_party_signs_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        await partnership.SignAsync(agreement, Ncut).BodyAsync();

        var problem = await partnership.SignAsync(agreement, Ncut).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);

        Assert.Equal([Ncut], problem.Facts("signed").EnumerateArray().Select(org => org.GetString()));
        Assert.Equal(("signed", 1), StateOf(await ReadAsync(partnership, Ncut, agreement.Id())));
    }

    [Theory, Engines]
    public async Task D22_parallel_signatures_of_all_parties_activate_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt, Dji);

        await Task.WhenAll(new[] { Ncut, Bpc, ShougangIt, Dji }.Select(async party => await partnership.SignAsync(agreement, party)
            .BodyAsync()));

        Assert.Equal(("active", 4), StateOf(await ReadAsync(partnership, Dji, agreement.Id())));
        Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>());
    }

    [Theory, Engines]
    public async Task D22_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);
        var path = $"{Api}/agreements/{draft.Id()}";
        var ncut = partnership.Signatory(Ncut);

        await partnership.SignAsync(draft, Ncut).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.PostAsync($"{path}/termination", new { reason = "No." })
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.PostAsync($"{path}/proposal").BodyAsync();
        await ncut.PostAsync($"{path}/proposal").ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await partnership.SignAsync(draft, Ncut).BodyAsync();
        var active = await partnership.SignAsync(draft, Bpc).BodyAsync();
        await ncut.PutAsync(path, Terms("New."), active.Version()).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.PostAsync($"{path}/termination", new { reason = "Done." }).BodyAsync();
        await ncut.PostAsync($"{path}/termination", new { reason = "Done." })
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);

        Assert.Equal("terminated", Assert.Single(await partnership.App.PublishedAsync<AgreementTerminatedV1>()).Agreement.State);
    }

    [Theory, Engines]
    public async Task D22_terminated_agreement_shows_its_first_day_without_effect(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (early, late) = (await partnership.ActiveAgreementAsync(Ncut, Bpc), await partnership.ActiveAgreementAsync(Ncut, Bpc));
        Assert.Equal(JsonValueKind.Null, early.GetProperty("terminatedOn").ValueKind);

        Assert.Equal(Day, (await TerminateAsync(early)).Day("terminatedOn"));
        // After its last day, before the sweep has come by, there is nothing left that a termination would cut off.
        await partnership.ChangeAsync(
            """
            UPDATE partnership.agreement
            SET valid_until = @Yesterday
            WHERE id = @Id
            """,
            new { Id = late.Id(), Yesterday = Day.AddDays(-1) });
        Assert.Equal(JsonValueKind.Null, (await TerminateAsync(late)).GetProperty("terminatedOn").ValueKind);

        Assert.Equal(
            [Day, null], (await partnership.App.PublishedAsync<AgreementTerminatedV1>()).Select(fact => fact.Agreement.TerminatedOn));
        Assert.Equal([Day, null], (await partnership.StatesAsync("industry-partnership/agreement")).Cast<AgreementTerminatedV1>()
            .Select(fact => fact.Agreement.TerminatedOn));

        Task<JsonElement> TerminateAsync(JsonElement agreement) =>
            partnership.Signatory(Bpc).PostAsync($"{Api}/agreements/{agreement.Id()}/termination", new { reason = "Done." }).BodyAsync();
    }

    [Theory, Engines]
    public async Task D22_an_agreement_expires_the_day_after_its_last(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.DraftAgreementAsync([Ncut, Bpc], validUntil: Day.AddDays(10));
        await partnership.Signatory(Ncut).PostAsync($"{Api}/agreements/{agreement.Id()}/proposal").BodyAsync();
        foreach (var party in new[] { Ncut, Bpc }) await partnership.SignAsync(agreement, party).BodyAsync();

        await partnership.App.LiveUntilAsync(Day.AddDays(10));
        Assert.Equal("active", (await ReadAsync(partnership, Ncut, agreement.Id())).Text("state"));
        await partnership.App.LiveUntilAsync(Day.AddDays(11));
        Assert.Equal("expired", (await ReadAsync(partnership, Ncut, agreement.Id())).Text("state"));

        Assert.Equal("expired", Assert.Single(await partnership.App.PublishedAsync<AgreementExpiredV1>()).Agreement.State);
    }

    [Theory, Engines]
    public async Task D22_past_agreement_is_not_signed_and_passes_with_the_suggested_date(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc], validUntil: Day.AddDays(-1));
        var proposed = await partnership.Signatory(Ncut).PostAsync($"{Api}/agreements/{draft.Id()}/proposal").BodyAsync();

        var problem = await partnership.SignAsync(proposed, Ncut)
            .ShouldBeProblemAsync("agreement-past", HttpStatusCode.UnprocessableEntity);
        var edited = await partnership.Signatory(Ncut)
            .PutAsync(
                $"{Api}/agreements/{draft.Id()}",
                new
                {
                    title = "Cooperation",
                    terms = "What we agree on.",
                    validFrom = "2026-01-01",
                    validUntil = problem.Change("validUntil").GetString(),
                },
                proposed.Version()).BodyAsync();
        await partnership.SignAsync(edited, Ncut).BodyAsync();
    }

    [Theory, Engines]
    public async Task D22_nobody_signs_before_all_parties_are_verified(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Huace);

        var problem = await partnership.SignAsync(agreement, Ncut)
            .ShouldBeProblemAsync("parties-not-verified", HttpStatusCode.UnprocessableEntity);
        await partnership.SignAsync(agreement, Huace).ShouldBeProblemAsync("parties-not-verified", HttpStatusCode.UnprocessableEntity);
        foreach (var code in problem.Change("verify").EnumerateArray())
        {
            await partnership.Coordinator(Bpc).PostAsync($"{Api}/organisations/{code.GetString()}/verification").BodyAsync();
        }
        await partnership.SignAsync(agreement, Ncut).BodyAsync();
        Assert.Equal("active", (await partnership.SignAsync(agreement, Huace).BodyAsync()).Text("state"));
    }

    [Theory, Engines]
    public async Task D22_author_is_a_party_and_the_other_parties_are_registered(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        object Draft(params string[] parties) =>
            new { kind = "articulation", title = "t", terms = "t", parties, validFrom = "2026-01-01", validUntil = "2027-01-01" };

        var stranger = await partnership.Signatory(ShougangIt).PostAsync($"{Api}/agreements", Draft(Ncut, Bpc))
            .ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(ShougangIt)
            .PostAsync($"{Api}/agreements", Draft([.. stranger.Change("parties").EnumerateArray().Select(party => party.GetString()!)]))
            .BodyAsync(HttpStatusCode.Created);
        await partnership.Signatory(Ncut).PostAsync($"{Api}/agreements", Draft(Ncut, "nobody"))
            .ShouldBeProblemAsync("parties-unknown", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Ncut).PostAsync($"{Api}/agreements", Draft(Ncut, Ncut))
            .ShouldBeProblemAsync("parties-unknown", HttpStatusCode.UnprocessableEntity);
        var backwards = await partnership.Signatory(Ncut)
            .PostAsync(
                $"{Api}/agreements",
                new
                {
                    kind = "articulation",
                    title = "t",
                    terms = "t",
                    parties = new[] { Ncut, Bpc },
                    validFrom = "2027-01-01",
                    validUntil = "2026-01-01",
                })
            .ShouldBeProblemAsync("ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("2027-01-01", backwards.Change("validUntil").GetString());
    }

    [Theory, Engines]
    public async Task Only_parties_see_an_agreement_and_only_its_author_sees_a_draft(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);
        var path = $"{Api}/agreements/{draft.Id()}";

        await partnership.Signatory(Bpc).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Ncut).PostAsync($"{path}/proposal").BodyAsync();
        await partnership.Signatory(Bpc).GetAsync(path).BodyAsync();
        await partnership.Signatory(ShougangIt).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.SignAsync(draft, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        Assert.Empty((await partnership.Signatory(ShougangIt).GetAsync($"{Api}/agreements").BodyAsync()).GetProperty("items")
            .EnumerateArray());
        Assert.Single((await partnership.Signatory(Bpc).GetAsync($"{Api}/agreements").BodyAsync()).GetProperty("items").EnumerateArray());
    }

    private static (string State, int Signatures) StateOf(JsonElement agreement) =>
        (agreement.Text("state"), agreement.GetProperty("signatures").GetArrayLength());

    private static object Terms(string terms) => new { title = "Cooperation", terms, validFrom = "2026-01-01", validUntil = "2030-12-31" };

    private static Task<JsonElement> EditAsync(PartnershipApp partnership, string org, JsonElement read, string terms) =>
        partnership.Signatory(org).PutAsync($"{Api}/agreements/{read.Id()}", Terms(terms), read.Version()).BodyAsync();

    private static Task<JsonElement> ReadAsync(PartnershipApp partnership, string org, Guid id) =>
        partnership.Signatory(org).GetAsync($"{Api}/agreements/{id}").BodyAsync();
}
