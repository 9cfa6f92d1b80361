using System.Net;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Consents and signatures that were recorded wrongly (D43).</summary>
public sealed class CorrectedActTests
{
    private static readonly string Scan = new('6', 64);

    [Theory, Engines]
    public async Task D43_taking_back_a_consent_voids_the_signatures_on_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.ReadyAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());

        var back = await CorrectAsync(
            partnership, placement, new() { Act = "guardian-consent", Withdrawn = true, Reason = "Of another learner." });

        Assert.Equal(("awaiting-consent", 0), (back.State, back.Signatures.Count));
        Assert.Equal(
            ["consent guardian", "signature enterprise", "signature institution", "signature learner"],
            back.Corrections!.Select(one => $"{one.Act} {one.By}")
                .Order(StringComparer.Ordinal));
        Assert.All(
            back.Corrections!,
            one => Assert.Equal((Day, "Of another learner."), (one.On, one.Reason)));
        await partnership.StartPlacementAsync(placement).ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);
        await partnership.GuardianConsentAsync(placement);
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party);
        await partnership.StartPlacementAsync(placement);
    }

    [Theory, Engines]
    public async Task D43_correction_keeps_former_values_and_a_later_consent_voids_signatures(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership
            .ReadyAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-3));

        var earlier = await CorrectAsync(
            partnership, placement, new() { Act = "guardian-consent", On = Day.AddDays(-5), ScanHash = Scan, Reason = "Misread." });
        Assert.Equal("ready", earlier.State);
        var consent = earlier.Consents.Single(one => one.By == "guardian");
        Assert.Equal((Day.AddDays(-5), Scan), (consent.On, consent.ScanHash));
        var was = Assert.Single(earlier.Corrections!);
        Assert.Equal((Day.AddDays(-3), new string('a', 64), Day, false),
            (was.On, was.ScanHash, was.CorrectedOn, was.Withdrawn));

        var future = await CorrectAsync(
            partnership, placement, new() { Act = "guardian-consent", On = Day.AddDays(1), Reason = "Misread." })
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var later = await CorrectAsync(
            partnership, placement, new() { Act = "guardian-consent", On = future.Change("on").Day(), Reason = "Misread." });
        Assert.Equal(("awaiting-signatures", 0), (later.State, later.Signatures.Count));
    }

    [Theory, Engines]
    public async Task D43_after_the_start_nothing_is_undone_and_the_board_shows_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        Assert.DoesNotContain("consent-or-signature-corrected", await RisksAsync());

        var corrected = await partnership.Signatory(Dji)
            .CorrectPlacementActAsync(placement.Id, new() { Act = "signature", Withdrawn = true, Reason = "Signed for another." });

        Assert.Equal(("active", 2), (corrected.State, corrected.Signatures.Count));
        Assert.Contains("consent-or-signature-corrected", await RisksAsync());

        async Task<IEnumerable<string>> RisksAsync() =>
            (await partnership.Coordinator(Bpc).GetInternshipBoardAsync(cohort: 2024)).Risks.SelectMany(risk => risk.Reasons)
                .Select(reason => reason.Reason);
    }

    [Theory, Engines]
    public async Task D43_each_recorder_corrects_only_their_own_existing_records(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement);
        foreach (var party in new[] { Bpc, Dji, "learner", Ncut }) await partnership.SignPlacementAsync(placement, party);

        foreach (var (client, act) in new[]
        {
            (partnership.Signatory(Bpc), "guardian-consent"), (partnership.Coordinator(Bpc), "signature"),
            (partnership.Coordinator(Bpc), "learner-consent"),
            (partnership.AsLearner(placement.LearnerId), "guardian-consent"),
        })
        {
            await client.CorrectPlacementActAsync(placement.Id, new() { Act = act, Withdrawn = true, Reason = "No." })
                .ShouldBeProblemAsync("not-your-record", HttpStatusCode.Forbidden);
        }
        await CorrectAsync(partnership, placement, new() { Act = "no-guardian", Withdrawn = true, Reason = "No." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Dji).CorrectPlacementActAsync(
            placement.Id, new() { Act = "signature", ScanHash = Scan, Reason = "No." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        var unclear = new CorrectPlacementActRequest { Act = "signature", Reason = "x" };
        foreach (var body in new[] { unclear, unclear with { On = Day, Withdrawn = true } })
        {
            await partnership.Signatory(Dji).CorrectPlacementActAsync(placement.Id, body)
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        var without = await partnership.Signatory(Ncut)
            .CorrectPlacementActAsync(placement.Id, new() { Act = "signature", Withdrawn = true, Reason = "Too early." });
        Assert.Equal(("awaiting-signatures", 3), (without.State, without.Signatures.Count));
        Assert.Equal("ready", (await partnership.SignPlacementAsync(placement, Ncut)).State);
    }

    [Theory, Engines]
    public async Task D43_next_enterprise_does_not_correct_the_former_ones_signature(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        await partnership.MovedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1));

        var withdrawal = new CorrectPlacementActRequest { Act = "signature", Withdrawn = true, Reason = "Not ours." };
        await partnership.Signatory(Huace).CorrectPlacementActAsync(placement.Id, withdrawal)
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(3, (await partnership.ReadPlacementAsync(placement)).Signatures.Count);
    }

    [Theory, Engines]
    public async Task D43_paper_of_a_move_is_corrected_even_once_it_is_in_force(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1));
        foreach (var party in change.Awaiting) await partnership.AcceptAsync(change, party);
        await partnership.SignMoveAsync(change, Huace, Day, "Li Hua", new string('5', 64));
        foreach (var party in new[] { Bpc, "learner" }) await partnership.SignMoveAsync(change, party);
        await partnership.App.LiveUntilAsync(Day.AddDays(1));

        var signature = new CorrectPlacementChangeRequest { Act = "signature", ScanHash = Scan, Reason = "Misread." };
        await CorrectAsync(partnership.Signatory(Huace), signature with { Signatory = "Wang Fang" });
        var corrected = await CorrectAsync(partnership.Coordinator(Bpc), signature with { Act = "guardian-consent" });

        var signed = corrected.Signatures!.Single(one => one.By == Huace);
        Assert.Equal(("Wang Fang", Scan), (signed.Signatory, signed.ScanHash));
        Assert.Equal(Scan, corrected.Acceptances.Single(one => one.By == "guardian").ScanHash);
        Assert.Equal(
            [$"change-consent guardian {new string('b', 64)}", $"change-signature {Huace} {new string('5', 64)}"],
            (await partnership.ReadPlacementAsync(placement)).Corrections!
                .Select(one => $"{one.Act} {one.By} {one.ScanHash}").Order(StringComparer.Ordinal));
        await CorrectAsync(partnership.Signatory(Bpc), signature)
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await CorrectAsync(partnership.Signatory(Dji), signature)
            .ShouldBeProblemAsync("not-your-record", HttpStatusCode.Forbidden);

        Task<PlacementChange> CorrectAsync(IndustryPartnershipClient client, CorrectPlacementChangeRequest correction) =>
            client.CorrectPlacementChangeAsync(change.PlacementId, change.Id, correction);
    }

    private static Task<Placement> CorrectAsync(PartnershipApp partnership, Placement placement, CorrectPlacementActRequest correction) =>
        partnership.Coordinator(Bpc).CorrectPlacementActAsync(placement.Id, correction);
}
