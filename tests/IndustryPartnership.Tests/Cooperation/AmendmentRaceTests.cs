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
            foreach (var party in new[] { Ncut, Bpc }) await partnership.SignAmendmentAsync(proposed, party).BodyAsync();

            await Task.WhenAll(new[] { ShougangIt, Dji, ShougangIt, Dji }.Select(party => partnership.SignAmendmentAsync(proposed, party)));

            var amended = await partnership.ReadAsync(proposed);
            Assert.Equal(("New terms.", 4), (amended.Text("terms"), amended.GetProperty("signatures").GetArrayLength()));
            Assert.Equal(["amended", "active"], (await partnership.TextsAsync(proposed)).Select(text => text.Text("state")));
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
            var signed = await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();

            var edit = partnership.Signatory(Ncut)
                .PutAsync($"{Amending.PathOf(proposed)}/amendment", Amending.Wording("Other."), signed.Version());
            var signature = partnership.SignAmendmentAsync(proposed, Ncut);
            await Task.WhenAll(edit, signature);

            var (agreement, states) = (await partnership.ReadAsync(proposed), (await partnership.TextsAsync(proposed)).Select(
                text => text.Text("state")));
            if (edit.Result.StatusCode is HttpStatusCode.OK)
            {
                await signature.ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
                Assert.Equal(("What we agree on.", 0), (agreement.Text("terms"), agreement
                    .GetProperty("amendment")
                    .GetProperty("signatures")
                    .GetArrayLength()));
                Assert.Equal(["active", "voided", "proposed"], states);
            }
            else
            {
                await edit.ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
                Assert.Equal(("New terms.", 2), ((await signature.BodyAsync()).Text("terms"), agreement.GetProperty("signatures")
                    .GetArrayLength()));
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
            await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();

            var signature = partnership.SignAmendmentAsync(proposed, Ncut);
            await Task.WhenAll(partnership.Signatory(Bpc)
                .PostAsync($"{Amending.PathOf(proposed)}/termination", new { reason = "Done." }), signature);

            Assert.Equal("terminated", (await partnership.ReadAsync(proposed)).Text("state"));
            Assert.Equal(
                signature.Result.IsSuccessStatusCode ? ["amended", "active"] : ["active", "voided"],
                (await partnership.TextsAsync(proposed)).Select(text => text.Text("state")));
        }
    }

    [Theory, Engines]
    public async Task D23_of_two_amendments_proposed_at_once_one_is_pending(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);

        var replies = await Task.WhenAll(new[] { Ncut, Bpc, Ncut, Bpc }.Select(party => partnership.Signatory(party)
            .PostAsync($"{Amending.PathOf(agreement)}/amendments", Amending.Wording($"Of {party}."))));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode))
        {
            await refused.ShouldBeProblemAsync("amendment-pending", HttpStatusCode.Conflict);
        }
        Assert.Equal(["active", "proposed"], (await partnership.TextsAsync(agreement)).Select(text => text.Text("state")));
    }
}
