using System.Net;
using System.Text.Json.Nodes;
using Contracts.IndustryPartnership;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>
/// The learner's own institution attests, by its signature, that nothing is asked of the learner (D34). Here, another institution has
/// approved the slot.
/// </summary>
public sealed class AttestationTests
{
    private static readonly string Scan = new('5', 64);

    [Theory, Engines]
    public async Task D34_nothing_starts_before_the_learners_own_institution_has_attested(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await SignedByOthersAsync(partnership);

        var problem = await partnership.Coordinator(Ncut).StartPlacementAsync(placement.Id, new())
            .ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal([Ncut], problem.Change("by").Codes());
        await partnership.SignPlacementAsync(placement, Ncut);

        Assert.Equal(PlacementState.Active, (await partnership.Coordinator(Ncut).StartPlacementAsync(placement.Id, new())).State);
    }

    [Theory, Engines]
    public async Task D34_text_that_the_institution_signs_has_the_clause(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await SignedByOthersAsync(partnership);

        var agreement = await partnership.Signatory(Ncut).GetPlacementAgreementAsync(placement.Id);

        Assert.Equal(placement.TextHash, agreement.TextHash);
        ShouldHaveTheClause(agreement.Text);
    }

    [Theory, Engines]
    public async Task D34_attesting_account_and_day_are_readable(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await SignedByOthersAsync(partnership);

        var signed = Of((await partnership.SignPlacementAsync(placement, Ncut)).Signatures, Ncut);

        var read = Of((await partnership.Manager(Dji).GetPlacementAsync(placement.Id)).Signatures, Ncut);
        Assert.Equal(signed, read);
        Assert.Equal(Day, read.On);
        Assert.False(string.IsNullOrEmpty(read.SignedBy));
    }

    [Theory, Engines]
    public async Task D34_attesting_person_on_paper_and_day_are_readable(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await SignedByOthersAsync(partnership);

        await partnership.Signatory(Ncut).SignPlacementAsync(
            placement.Id, new() { TextHash = placement.TextHash!, SignedOn = Day, Signatory = "Li Hua", ScanHash = Scan });

        var read = Of((await partnership.Manager(Dji).GetPlacementAsync(placement.Id)).Signatures, Ncut);
        Assert.Equal((Day, "Li Hua", Scan, (string?)null), (read.On, read.Signatory, read.ScanHash, read.SignedBy));
    }

    [Theory, Engines]
    public async Task D34_agreement_of_a_move_to_another_enterprise_has_the_clause_and_who_attested(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);

        var change = await partnership.AcceptedByAllAsync(
            await partnership.ProposedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1)));

        ShouldHaveTheClause(change.AgreementText!);
        var read = await partnership.ReadChangeAsync(change);
        foreach (var party in new[] { Bpc, Huace })
        {
            var signature = Of(read.Signatures!, party);
            Assert.Equal(Of(change.Signatures!, party), signature);
            Assert.Equal(Day, signature.On);
            Assert.False(string.IsNullOrEmpty(signature.SignedBy));
        }
    }

    // A placement of a learner of NCUT on a slot that BPC approved; enterprise and learner have signed.
    private static async Task<Placement> SignedByOthersAsync(PartnershipApp partnership)
    {
        var slot = await partnership.OpenSlotAsync();
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var learner = await partnership.EnrolledLearnerAsync(Ncut);
        var placement = await partnership.AcceptAsync(await partnership.OfferedAsync(slot, learner, Ncut));
        await partnership.GuardianConsentAsync(placement, institution: Ncut);
        var self = partnership.AsLearner(learner, Ncut);
        await self.ConsentToPlacementAsync(placement.Id, new());
        await partnership.SignPlacementAsync(placement, Dji);
        return await self.SignPlacementAsync(placement.Id, new() { TextHash = placement.TextHash! });
    }

    private static void ShouldHaveTheClause(string text)
    {
        var clause = JsonNode.Parse(text)!["noBurdens"]!;
        Assert.Equal(LawfulSlot.Burdens.Order(StringComparer.Ordinal), clause["absent"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal(["enterprise", "institution"], clause["attestedBySigning"]!.AsArray().Select(word => word!.GetValue<string>()));
    }

    private static PlacementAct Of(IEnumerable<PlacementAct> signatures, string party) =>
        signatures.Single(signature => signature.By == party);
}
