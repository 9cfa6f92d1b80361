using System.Net;
using System.Text.Json.Nodes;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What becomes of an agreement's text once it is in force (D23).</summary>
public sealed class AmendmentTests
{
    [Theory, Engines]
    public async Task D23_amendment_is_in_force_only_after_all_original_signatories_signed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc, ShougangIt);

        var proposed = await partnership.AmendAsync(first, Bpc, "New terms.", validUntil: new(2032, 12, 31));
        await partnership.SignAmendmentAsync(proposed, Ncut);
        var waiting = await partnership.SignAmendmentAsync(proposed, ShougangIt);
        Assert.Equal(
            (first.TextHash, "What we agree on.", "active", 2),
            (waiting.TextHash, waiting.Terms, waiting.State, waiting.Amendment!.Signatures.Count));
        Assert.Empty(await partnership.App.PublishedAsync<AgreementAmendedV1>());

        var amended = await partnership.SignAmendmentAsync(proposed, Bpc);
        Assert.Equal(
            (first.Id, "active", "New terms.", new DateOnly(2032, 12, 31)),
            (amended.Id, amended.State, amended.Terms, amended.ValidUntil));
        Assert.Equal(
            (proposed.Amendment!.TextHash, (Amendment?)null, 3),
            (amended.TextHash, amended.Amendment, amended.Signatures.Count));
        var told = Assert.Single(await partnership.App.PublishedAsync<AgreementAmendedV1>()).Agreement;
        Assert.Equal(
            (first.Id, "active", amended.TextHash, new DateOnly(2032, 12, 31), amended.Version),
            (told.Id, told.State, told.TextHash, told.ValidUntil, told.Version));
        Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>());
    }

    [Theory, Engines]
    public async Task D23_outsider_neither_sees_nor_signs_an_amendment(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        await partnership.Signatory(ShougangIt).ProposeAmendmentAsync(agreement.Id, Wording("t"))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        var proposed = await partnership.AmendAsync(agreement, Bpc, "New terms.");
        await partnership.SignAmendmentAsync(proposed, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(ShougangIt).ListAgreementTextsAsync(agreement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(ShougangIt).WithdrawAmendmentAsync(agreement.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D23_text_names_the_amended_text_and_keeps_parties_and_first_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);

        var once = (await partnership.AmendAsync(first, Bpc, "New terms.")).Amendment!;
        var text = JsonNode.Parse(once.Text)!.AsObject();
        Assert.Equal(first.TextHash, text["amends"]!.GetValue<string>());
        Assert.Equal(
            ("2026-01-01", "internship-framework", 2),
            (text["validFrom"]!.GetValue<string>(), text["kind"]!.GetValue<string>(), text["parties"]!.AsArray().Count));

        // The same words over another text are another text: a signature on the one is none on the other.
        await partnership.Signatory(Ncut).WithdrawAmendmentAsync(first.Id);
        var second = await partnership.AmendedAsync(first, "Second.", Ncut, Bpc);
        var again = (await partnership.AmendAsync(second, Bpc, "New terms.")).Amendment!;
        Assert.NotEqual(once.TextHash, again.TextHash);
    }

    [Theory, Engines]
    public async Task D23_the_last_text_in_force_is_readable_before_during_and_after(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        Assert.Equal([(1, "active")], await StatesAsync());

        var proposed = await partnership.AmendAsync(first, Bpc, "Second.");
        Assert.Equal([(1, "active"), (2, "proposed")], await StatesAsync());
        await partnership.SignAmendmentAsync(proposed, Bpc);
        Assert.Equal([(1, "active"), (2, "signed")], await StatesAsync());
        await partnership.App.LiveUntilAsync(Day.AddDays(3));
        var second = await partnership.SignAmendmentAsync(proposed, Ncut);
        Assert.Equal([(1, "amended"), (2, "active")], await StatesAsync());
        await partnership.App.LiveUntilAsync(Day.AddDays(5));
        await partnership.AmendedAsync(second, "Third.", Ncut, Bpc);
        await partnership.Signatory(Ncut).TerminateAgreementAsync(first.Id, new() { Reason = "Done." });

        var texts = await partnership.TextsAsync(first);
        Assert.Equal([(1, "amended"), (2, "amended"), (3, "active")], States(texts));
        Assert.Equal(["What we agree on.", "Second.", "Third."], texts.Select(text => text.Terms));
        Assert.Equal((first.Text, first.TextHash, 2), (texts[0].Text, texts[0].TextHash, texts[0].Signatures.Count));
        Assert.Equal(
            [(Day, Day.AddDays(3)), (Day.AddDays(3), Day.AddDays(5)), (Day.AddDays(5), Day.AddDays(5))],
            texts.Select(text => (text.InForceFrom, text.InForceUntil)));

        async Task<IEnumerable<(int, string)>> StatesAsync() => States(await partnership.TextsAsync(first));
    }

    [Theory, Engines]
    public async Task D23_edited_amendment_loses_only_its_own_signatures(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var proposed = await partnership.AmendAsync(first, Bpc, "New terms.");
        var signed = await partnership.SignAmendmentAsync(proposed, Bpc);

        await partnership.Signatory(Ncut).EditAmendmentAsync(first.Id, signed.Version - 1, Wording("Other."))
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var edited = await partnership.Signatory(Ncut).EditAmendmentAsync(first.Id, signed.Version, Wording("Other."));
        Assert.Equal((0, Ncut, 2), (edited.Amendment!.Signatures.Count, edited.Amendment!.ProposedBy, edited.Signatures.Count));

        // The refusal names the text that is signed now; what was signed before does not count.
        var problem = await partnership.SignAmendmentAsync(proposed, Ncut).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal("D23", problem.Rule);
        var bySecond = await partnership
            .Signatory(Ncut)
            .SignAgreementAsync(first.Id, new() { TextHash = problem.Change("textHash").GetString()! });
        Assert.Equal(first.TextHash, bySecond.TextHash);
        Assert.Equal("Other.", (await partnership.SignAmendmentAsync(edited, Bpc)).Terms);
        Assert.Equal([(1, "amended"), (2, "voided"), (3, "active")], States(await partnership.TextsAsync(first)));
    }

    [Theory, Engines]
    public async Task D23_one_amendment_is_pending_at_a_time_and_any_party_withdraws_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc, ShougangIt);
        var ncut = partnership.Signatory(Ncut);
        await partnership.AmendAsync(agreement, Bpc, "New terms.");

        var pending = await ncut.ProposeAmendmentAsync(agreement.Id, Wording("Mine."))
            .ShouldBeProblemAsync("amendment-pending", HttpStatusCode.Conflict);
        Assert.Equal(("D23", Bpc), (pending.Rule, pending.Fact("proposedBy").GetString()));
        var withdrawn = await partnership.App.As(ShougangIt, Roles.Signatory).PostAsync(pending.Change("withdraw").GetString()!)
            .AsAsync<Agreement>();
        Assert.Equal((null, agreement.TextHash), (withdrawn.Amendment, withdrawn.TextHash));
        await ncut.ProposeAmendmentAsync(agreement.Id, Wording("Mine."));

        // Revisions are never reused.
        Assert.Equal([(1, "active"), (2, "withdrawn"), (3, "proposed")], States(await partnership.TextsAsync(agreement)));
    }

    [Theory, Engines]
    public async Task D23_without_a_proposal_nothing_is_edited_or_withdrawn(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var bpc = partnership.Signatory(Bpc);

        await bpc.WithdrawAmendmentAsync(agreement.Id).ShouldBeProblemAsync("no-amendment", HttpStatusCode.Conflict);
        var problem = await bpc.EditAmendmentAsync(agreement.Id, agreement.Version, Wording("t"))
            .ShouldBeProblemAsync("no-amendment", HttpStatusCode.Conflict);
        var proposed = await partnership.App.As(Bpc, Roles.Signatory).PostAsync(problem.Change("propose").GetString()!, Wording("t"))
            .AsAsync<Agreement>(HttpStatusCode.Created);
        await bpc.EditAmendmentAsync(agreement.Id, proposed.Version, Wording("t"));
        await bpc.WithdrawAmendmentAsync(agreement.Id);
    }

    [Theory, Engines]
    public async Task D23_only_an_agreement_in_force_is_amended(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var ncut = partnership.Signatory(Ncut);

        await ncut.ProposeAmendmentAsync(agreement.Id, Wording("t")).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.EditAmendmentAsync(agreement.Id, agreement.Version, Wording("t"))
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.WithdrawAmendmentAsync(agreement.Id).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        foreach (var party in new[] { Ncut, Bpc }) await partnership.SignAsync(agreement, party);
        var early = await ncut.ProposeAmendmentAsync(agreement.Id, Wording("t", new(2025, 12, 31)))
            .ShouldBeProblemAsync("ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        await ncut.ProposeAmendmentAsync(agreement.Id, Wording("t", early.Change("validUntil").Day()));
    }

    [Theory, Engines]
    public async Task D23_past_amendment_is_not_signed_and_passes_with_the_suggested_date(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var proposed = await partnership.AmendAsync(agreement, Bpc, "Shorter.", validUntil: Day.AddDays(2));
        var signed = await partnership.SignAmendmentAsync(proposed, Bpc);
        await partnership.App.LiveUntilAsync(Day.AddDays(3));

        var problem = await partnership.SignAmendmentAsync(proposed, Ncut)
            .ShouldBeProblemAsync("agreement-past", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D23", problem.Rule);
        var edited = await partnership.Signatory(Ncut)
            .EditAmendmentAsync(agreement.Id, signed.Version, Wording("Shorter.", problem.Change("validUntil").Day()));
        await partnership.SignAmendmentAsync(edited, Ncut);
        Assert.Equal("Shorter.", (await partnership.SignAmendmentAsync(edited, Bpc)).Terms);
    }

    [Theory, Engines]
    public async Task D23_end_of_an_agreement_voids_its_proposed_amendment(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (terminated, expiring) = (await partnership.ActiveAgreementAsync(
            Ncut,
            Bpc), await partnership.AmendedAsync(
                await partnership.ActiveAgreementAsync(Ncut, Bpc), "Shorter.", Ncut, Bpc, Day.AddDays(2)));
        var proposed = await partnership.AmendAsync(terminated, Bpc, "New terms.");
        await partnership.AmendAsync(expiring, Bpc, "Longer.", validUntil: new(2032, 12, 31));

        await partnership.Signatory(Ncut).TerminateAgreementAsync(terminated.Id, new() { Reason = "Done." });
        // The text in force says when the agreement ends, not the one that would replace it.
        await partnership.App.LiveUntilAsync(Day.AddDays(3));

        Assert.Equal([(1, "active"), (2, "voided")], States(await partnership.TextsAsync(terminated)));
        Assert.Equal([(1, "amended"), (2, "active"), (3, "voided")], States(await partnership.TextsAsync(expiring)));
        Assert.Equal("expired", (await partnership.ReadAsync(expiring)).State);
        Assert.Equal(Day.AddDays(3), (await partnership.TextsAsync(expiring))[1].InForceUntil);
        Assert.Null((await partnership.ReadAsync(terminated)).Amendment);
        await partnership.SignAmendmentAsync(proposed, Ncut).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D23_a_party_signs_an_amendment_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await partnership.AmendAsync(await partnership.ActiveAgreementAsync(Ncut, Bpc), Bpc, "New terms.");
        await partnership.SignAmendmentAsync(proposed, Bpc);

        var problem = await partnership.SignAmendmentAsync(proposed, Bpc).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        Assert.Equal([Bpc], problem.Fact("signed").Codes());
        Assert.Equal("What we agree on.", (await partnership.ReadAsync(proposed)).Terms);
    }

    private static IEnumerable<(int, string)> States(IEnumerable<RevisedText> texts) =>
        texts.Select(text => (text.Revision, text.State));

    private static AmendAgreementRequest Wording(string terms, DateOnly? validUntil = null) => Amending.Wording(terms, validUntil);
}
