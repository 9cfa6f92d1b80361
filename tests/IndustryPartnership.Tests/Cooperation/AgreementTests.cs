using System.Net;
using System.Security.Cryptography;
using System.Text;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class AgreementTests
{
    [Theory, Engines]
    public async Task D22_an_agreement_is_active_when_all_three_have_signed_the_same_text(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt);

        Assert.Equal(("signed", 1), StateOf(await partnership.SignAsync(agreement, ShougangIt)));
        Assert.Equal(("signed", 2), StateOf(await partnership.SignAsync(agreement, Ncut)));
        Assert.Empty(await partnership.App.PublishedAsync<AgreementActivatedV1>());
        Assert.Equal(("active", 3), StateOf(await partnership.SignAsync(agreement, Bpc)));

        var told = Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>()).Agreement;
        Assert.Equal([Bpc, Ncut, ShougangIt], told.Parties);
        Assert.Equal(("active", agreement.TextHash), (told.State, told.TextHash));
    }

    [Theory, Engines]
    public async Task D22_edit_voids_signatures_even_if_it_is_undone(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var signed = await partnership.SignAsync(agreement, Ncut);

        var edited = await EditAsync(partnership, Bpc, signed, "Other terms.");
        Assert.Equal(("proposed", 0), StateOf(edited));
        var problem = await partnership.SignAsync(agreement, Bpc).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal("D22", problem.Rule);
        Assert.Equal(("signed", 1), StateOf(await partnership.SignAsync(edited, Bpc)));

        // Back to the very text that NCUT had signed: the signature stays void.
        var restored = await EditAsync(partnership, Ncut, await ReadAsync(partnership, Ncut, agreement.Id), "What we agree on.");
        Assert.Equal(agreement.TextHash, restored.TextHash);
        Assert.Equal(("proposed", 0), StateOf(restored));
        Assert.Equal(("signed", 1), StateOf(await partnership.SignAsync(restored, Bpc)));
        Assert.Equal(("active", 2), StateOf(await partnership.SignAsync(restored, Ncut)));
    }

    [Theory, Engines]
    public async Task D22_refused_signature_passes_with_the_suggested_text(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);

        var problem = await partnership.Signatory(Bpc).SignAgreementAsync(agreement.Id, new() { TextHash = new string('0', 64) })
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        await partnership.Signatory(Bpc).SignAgreementAsync(agreement.Id, new() { TextHash = problem.Change("textHash").GetString()! });
    }

    [Theory, Engines]
    public async Task D22_hash_belongs_to_the_canonical_text_of_the_agreement(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);

        var agreement = await partnership.DraftAgreementAsync([Ncut, Bpc]);

        Assert.Equal(
            """{"kind":"internship-framework","parties":["bpc","ncut"],"terms":"What we agree on.","title":"Cooperation","validFrom":"2026-01-01","validUntil":"2030-12-31"}""",
            agreement.Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(agreement.Text))), agreement.TextHash);
    }

    [Theory, Engines]
    public async Task D22_a_party_signs_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        await partnership.SignAsync(agreement, Ncut);

        var problem = await partnership.SignAsync(agreement, Ncut).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);

        Assert.Equal([Ncut], problem.Fact("signed").Codes());
        Assert.Equal(("signed", 1), StateOf(await ReadAsync(partnership, Ncut, agreement.Id)));
    }

    [Theory, Engines]
    public async Task D22_parallel_signatures_of_all_parties_activate_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt, Dji);

        await Task.WhenAll(new[] { Ncut, Bpc, ShougangIt, Dji }.Select(async party => await partnership.SignAsync(agreement, party)));

        Assert.Equal(("active", 4), StateOf(await ReadAsync(partnership, Dji, agreement.Id)));
        Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>());
    }

    [Theory, Engines]
    public async Task D22_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);
        var ncut = partnership.Signatory(Ncut);

        await partnership.SignAsync(draft, Ncut).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.TerminateAgreementAsync(draft.Id, new() { Reason = "No." })
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.ProposeAgreementAsync(draft.Id);
        await ncut.ProposeAgreementAsync(draft.Id).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await partnership.SignAsync(draft, Ncut);
        var active = await partnership.SignAsync(draft, Bpc);
        await ncut.EditAgreementAsync(draft.Id, active.Version, Terms("New."))
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.TerminateAgreementAsync(draft.Id, new() { Reason = "Done." });
        await ncut.TerminateAgreementAsync(draft.Id, new() { Reason = "Done." })
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);

        Assert.Equal("terminated", Assert.Single(await partnership.App.PublishedAsync<AgreementTerminatedV1>()).Agreement.State);
    }

    [Theory, Engines]
    public async Task D22_terminated_agreement_shows_its_first_day_without_effect(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (early, late) = (await partnership.ActiveAgreementAsync(Ncut, Bpc), await partnership.ActiveAgreementAsync(Ncut, Bpc));
        Assert.Null(early.TerminatedOn);

        Assert.Equal(Day, (await TerminateAsync(early)).TerminatedOn);
        // After its last day, before the sweep has come by, there is nothing left that a termination would cut off.
        await partnership.ChangeAsync(
            """
            UPDATE partnership.agreement
            SET valid_until = @Yesterday
            WHERE id = @Id
            """,
            new { Id = late.Id, Yesterday = Day.AddDays(-1) });
        Assert.Null((await TerminateAsync(late)).TerminatedOn);

        Assert.Equal(
            [Day, null], (await partnership.App.PublishedAsync<AgreementTerminatedV1>()).Select(fact => fact.Agreement.TerminatedOn));
        Assert.Equal([Day, null], (await partnership.StatesAsync("industry-partnership/agreement")).Cast<AgreementTerminatedV1>()
            .Select(fact => fact.Agreement.TerminatedOn));

        Task<Agreement> TerminateAsync(Agreement agreement) =>
            partnership.Signatory(Bpc).TerminateAgreementAsync(agreement.Id, new() { Reason = "Done." });
    }

    [Theory, Engines]
    public async Task D22_an_agreement_expires_the_day_after_its_last(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.DraftAgreementAsync([Ncut, Bpc], validUntil: Day.AddDays(10));
        await partnership.Signatory(Ncut).ProposeAgreementAsync(agreement.Id);
        foreach (var party in new[] { Ncut, Bpc }) await partnership.SignAsync(agreement, party);

        await partnership.App.LiveUntilAsync(Day.AddDays(10));
        Assert.Equal("active", (await ReadAsync(partnership, Ncut, agreement.Id)).State);
        await partnership.App.LiveUntilAsync(Day.AddDays(11));
        Assert.Equal("expired", (await ReadAsync(partnership, Ncut, agreement.Id)).State);

        Assert.Equal("expired", Assert.Single(await partnership.App.PublishedAsync<AgreementExpiredV1>()).Agreement.State);
    }

    [Theory, Engines]
    public async Task D22_past_agreement_is_not_signed_and_passes_with_the_suggested_date(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc], validUntil: Day.AddDays(-1));
        var proposed = await partnership.Signatory(Ncut).ProposeAgreementAsync(draft.Id);

        var problem = await partnership.SignAsync(proposed, Ncut)
            .ShouldBeProblemAsync("agreement-past", HttpStatusCode.UnprocessableEntity);
        var edited = await partnership.Signatory(Ncut)
            .EditAgreementAsync(
                draft.Id, proposed.Version, Terms("What we agree on.") with { ValidUntil = problem.Change("validUntil").Day() });
        await partnership.SignAsync(edited, Ncut);
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
        foreach (var code in problem.Change("verify").Codes()) await partnership.Coordinator(Bpc).VerifyEnterpriseAsync(code);
        await partnership.SignAsync(agreement, Ncut);
        Assert.Equal("active", (await partnership.SignAsync(agreement, Huace)).State);
    }

    [Theory, Engines]
    public async Task D22_author_is_a_party_and_the_other_parties_are_registered(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        DraftAgreementRequest Draft(params string[] parties) => new()
        {
            Kind = "articulation",
            Title = "t",
            Terms = "t",
            Parties = parties,
            ValidFrom = new(2026, 1, 1),
            ValidUntil = new(2027, 1, 1),
        };

        var stranger = await partnership.Signatory(ShougangIt).DraftAgreementAsync(Draft(Ncut, Bpc))
            .ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(ShougangIt)
            .DraftAgreementAsync(Draft([.. stranger.Change("parties").Codes()]));
        await partnership.Signatory(Ncut).DraftAgreementAsync(Draft(Ncut, "nobody"))
            .ShouldBeProblemAsync("parties-unknown", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Ncut).DraftAgreementAsync(Draft(Ncut, Ncut))
            .ShouldBeProblemAsync("parties-unknown", HttpStatusCode.UnprocessableEntity);
        var backwards = await partnership.Signatory(Ncut)
            .DraftAgreementAsync(Draft(Ncut, Bpc) with { ValidFrom = new(2027, 1, 1), ValidUntil = new(2026, 1, 1) })
            .ShouldBeProblemAsync("ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("2027-01-01", backwards.Change("validUntil").GetString());
    }

    [Theory, Engines]
    public async Task Only_parties_see_an_agreement_and_only_its_author_sees_a_draft(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);

        await partnership.Signatory(Bpc).GetAgreementAsync(draft.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Ncut).ProposeAgreementAsync(draft.Id);
        await partnership.Signatory(Bpc).GetAgreementAsync(draft.Id);
        await partnership.Signatory(ShougangIt).GetAgreementAsync(draft.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.SignAsync(draft, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        Assert.Empty((await partnership.Signatory(ShougangIt).ListAgreementsAsync()).Items);
        Assert.Single((await partnership.Signatory(Bpc).ListAgreementsAsync()).Items);
    }

    private static (string State, int Signatures) StateOf(Agreement agreement) => (agreement.State, agreement.Signatures.Count);

    private static EditAgreementRequest Terms(string terms) =>
        new() { Title = "Cooperation", Terms = terms, ValidFrom = new(2026, 1, 1), ValidUntil = new(2030, 12, 31) };

    private static Task<Agreement> EditAsync(PartnershipApp partnership, string org, Agreement read, string terms) =>
        partnership.Signatory(org).EditAgreementAsync(read.Id, read.Version, Terms(terms));

    private static Task<Agreement> ReadAsync(PartnershipApp partnership, string org, Guid id) =>
        partnership.Signatory(org).GetAgreementAsync(id);
}
