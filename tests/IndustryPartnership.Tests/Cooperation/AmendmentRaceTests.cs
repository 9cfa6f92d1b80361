using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Whatever comes at once, an agreement has one text in force, which all parties have signed (D22, D23).</summary>
public sealed class AmendmentRaceTests
{
    private const int Rounds = 8;

    [Theory, Engines]
    public async Task D23_two_concurrent_last_signatures_amend_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        for (var round = 1; round <= Rounds; round++)
        {
            var proposed = await partnership.AmendAsync(
                await partnership.ActiveAgreementAsync(Ncut, Bpc, ShougangIt, Dji), Bpc, "New terms.");
            foreach (var party in new[] { Ncut, Bpc }) await partnership.SignAmendmentAsync(proposed, party);

            await Task.WhenAll(new[] { ShougangIt, Dji, ShougangIt, Dji }.Select(
                party => partnership.SignAmendmentAsync(proposed, party).OutcomeAsync()));

            var amended = await partnership.ReadAsync(proposed);
            Assert.Equal(("New terms.", 4), (amended.Terms, amended.Signatures.Count));
            Assert.Equal(["amended", "active"], (await partnership.TextsAsync(proposed)).Select(text => text.State));
            Assert.Equal(round, (await partnership.App.PublishedAsync<AgreementAmendedV1>()).Count);
        }
    }

    [Theory, Engines]
    public async Task D23_concurrent_edit_and_last_signature_have_one_outcome(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        for (var round = 0; round < Rounds; round++)
        {
            var proposed = await partnership.AmendAsync(await partnership.ActiveAgreementAsync(Ncut, Bpc), Bpc, "New terms.");
            var signed = await partnership.SignAmendmentAsync(proposed, Bpc);

            var edit = partnership.Signatory(Ncut)
                .EditAmendmentAsync(proposed.Id, signed.Version, Amending.Wording("Other.")).OutcomeAsync();
            var signature = partnership.SignAmendmentAsync(proposed, Ncut).OutcomeAsync();
            await Task.WhenAll(edit, signature);

            var (agreement, states) = (await partnership.ReadAsync(proposed), (await partnership.TextsAsync(proposed)).Select(
                text => text.State));
            if ((await edit).Passed)
            {
                await (await signature).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
                Assert.Equal(("What we agree on.", 0), (agreement.Terms, agreement.Amendment!.Signatures.Count));
                Assert.Equal(["active", "voided", "proposed"], states);
            }
            else
            {
                await (await edit).ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
                Assert.Equal(("New terms.", 2), ((await signature).Reply!.Terms, agreement.Signatures.Count));
                Assert.Equal(["amended", "active"], states);
            }
        }
    }

    [Theory, Engines]
    public async Task D23_concurrent_termination_and_last_signature_leave_nothing_pending(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        for (var round = 0; round < Rounds; round++)
        {
            var proposed = await partnership.AmendAsync(await partnership.ActiveAgreementAsync(Ncut, Bpc), Bpc, "New terms.");
            await partnership.SignAmendmentAsync(proposed, Bpc);

            var signature = partnership.SignAmendmentAsync(proposed, Ncut).OutcomeAsync();
            await Task.WhenAll(
                partnership.Signatory(Bpc).TerminateAgreementAsync(proposed.Id, new() { Reason = "Done." }), signature);

            Assert.Equal("terminated", (await partnership.ReadAsync(proposed)).State);
            Assert.Equal(
                (await signature).Passed ? ["amended", "active"] : ["active", "voided"],
                (await partnership.TextsAsync(proposed)).Select(text => text.State));
        }
    }

    [Theory, Engines]
    public async Task D23_of_two_amendments_proposed_at_once_one_is_pending(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);

        var replies = await Task.WhenAll(new[] { Ncut, Bpc, Ncut, Bpc }.Select(party => partnership.Signatory(party)
            .ProposeAmendmentAsync(agreement.Id, Amending.Wording($"Of {party}.")).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("amendment-pending", HttpStatusCode.Conflict);
        }
        Assert.Equal(["active", "proposed"], (await partnership.TextsAsync(agreement)).Select(text => text.State));
    }
}
