using System.Net;
using System.Text.Json;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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
            partnership, placement, new { act = "guardian-consent", withdrawn = true, reason = "Of another learner." }).BodyAsync();

        Assert.Equal(("awaiting-consent", 0), (back.Text("state"), back.GetProperty("signatures").GetArrayLength()));
        Assert.Equal(
            ["consent guardian", "signature enterprise", "signature institution", "signature learner"],
            back.GetProperty("corrections").EnumerateArray().Select(one => $"{one.Text("act")} {one.Text("by")}")
                .Order(StringComparer.Ordinal));
        Assert.All(
            back.GetProperty("corrections").EnumerateArray(),
            one => Assert.Equal((Day, "Of another learner."), (one.Day("on"), one.Text("reason"))));
        await partnership.StartPlacementAsync(placement).ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);
        await partnership.GuardianConsentAsync(placement).BodyAsync();
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party).BodyAsync();
        await partnership.StartPlacementAsync(placement).BodyAsync();
    }

    [Theory, Engines]
    public async Task D43_correction_keeps_former_values_and_a_later_consent_voids_signatures(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership
            .ReadyAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-3));

        var earlier = await CorrectAsync(
            partnership, placement, new { act = "guardian-consent", on = Day.AddDays(-5), scanHash = Scan, reason = "Misread." })
            .BodyAsync();
        Assert.Equal("ready", earlier.Text("state"));
        var consent = earlier.GetProperty("consents").EnumerateArray().Single(one => one.Text("by") == "guardian");
        Assert.Equal((Day.AddDays(-5), Scan), (consent.Day("on"), consent.Text("scanHash")));
        var was = Assert.Single(earlier.GetProperty("corrections").EnumerateArray());
        Assert.Equal((Day.AddDays(-3), new string('a', 64), Day, false),
            (was.Day("on"), was.Text("scanHash"), was.Day("correctedOn"), was.GetProperty("withdrawn").GetBoolean()));

        var future = await CorrectAsync(partnership, placement, new { act = "guardian-consent", on = Day.AddDays(1), reason = "Misread." })
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var later = await CorrectAsync(
            partnership, placement, new { act = "guardian-consent", on = future.DayOfChange("on"), reason = "Misread." }).BodyAsync();
        Assert.Equal(("awaiting-signatures", 0), (later.Text("state"), later.GetProperty("signatures").GetArrayLength()));
    }

    [Theory, Engines]
    public async Task D43_after_the_start_nothing_is_undone_and_the_board_shows_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        Assert.DoesNotContain("consent-or-signature-corrected", await RisksAsync());

        var corrected = await partnership.Signatory(Dji)
            .PostAsync(PathOf(placement), new { act = "signature", withdrawn = true, reason = "Signed for another." }).BodyAsync();

        Assert.Equal(("active", 2), (corrected.Text("state"), corrected.GetProperty("signatures").GetArrayLength()));
        Assert.Contains("consent-or-signature-corrected", await RisksAsync());

        async Task<IEnumerable<string>> RisksAsync() =>
            (await partnership.Coordinator(Bpc).GetAsync($"{Api}/internship-board?cohort=2024").BodyAsync())
            .GetProperty("risks").EnumerateArray().SelectMany(risk => risk.GetProperty("reasons").EnumerateArray())
                .Select(reason => reason.Text("reason"));
    }

    [Theory, Engines]
    public async Task D43_each_recorder_corrects_only_their_own_existing_records(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement).BodyAsync();
        foreach (var party in new[] { Bpc, Dji, "learner", Ncut }) await partnership.SignPlacementAsync(placement, party).BodyAsync();

        foreach (var (client, act) in new[]
        {
            (partnership.Signatory(Bpc), "guardian-consent"), (partnership.Coordinator(Bpc), "signature"),
            (partnership.Coordinator(Bpc), "learner-consent"),
            (partnership.AsLearner(LearnerOf(placement)), "guardian-consent"),
        })
        {
            await client.PostAsync(PathOf(placement), new { act, withdrawn = true, reason = "No." })
                .ShouldBeProblemAsync("not-your-record", HttpStatusCode.Forbidden);
        }
        await CorrectAsync(partnership, placement, new { act = "no-guardian", withdrawn = true, reason = "No." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Dji).PostAsync(PathOf(placement), new { act = "signature", scanHash = Scan, reason = "No." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        object[] unclear = [new { act = "signature", reason = "x" }, new { act = "signature", reason = "x", on = Day, withdrawn = true }];
        foreach (var body in unclear)
        {
            await partnership.Signatory(Dji).PostAsync(PathOf(placement), body)
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        var without = await partnership.Signatory(Ncut)
            .PostAsync(PathOf(placement), new { act = "signature", withdrawn = true, reason = "Too early." }).BodyAsync();
        Assert.Equal(("awaiting-signatures", 3), (without.Text("state"), without.GetProperty("signatures").GetArrayLength()));
        Assert.Equal("ready", (await partnership.SignPlacementAsync(placement, Ncut).BodyAsync()).Text("state"));
    }

    [Theory, Engines]
    public async Task D43_next_enterprise_does_not_correct_the_former_ones_signature(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        await partnership.MovedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1));

        var withdrawal = new { act = "signature", withdrawn = true, reason = "Not ours." };
        await partnership.Signatory(Huace).PostAsync(PathOf(placement), withdrawal)
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(3, (await partnership.ReadPlacementAsync(placement)).GetProperty("signatures").GetArrayLength());
    }

    [Theory, Engines]
    public async Task D43_paper_of_a_move_is_corrected_even_once_it_is_in_force(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1));
        foreach (var party in ChangeSteps.Awaiting(change)) await partnership.AcceptAsync(change, party).BodyAsync();
        await partnership.SignMoveAsync(change, Huace, Day, "Li Hua", new string('5', 64)).BodyAsync();
        foreach (var party in new[] { Bpc, "learner" }) await partnership.SignMoveAsync(change, party).BodyAsync();
        await partnership.App.LiveUntilAsync(Day.AddDays(1));
        var path = $"{ChangeSteps.PathOf(change)}/corrections";

        await partnership.Signatory(Huace)
            .PostAsync(path, new { act = "signature", scanHash = Scan, signatory = "Wang Fang", reason = "Misread." }).BodyAsync();
        var corrected = await partnership.Coordinator(Bpc)
            .PostAsync(path, new { act = "guardian-consent", scanHash = Scan, reason = "Misread." }).BodyAsync();

        Assert.Equal(("Wang Fang", Scan), ActOf("signatures", Huace) is var signed ? (signed.Text("signatory"), signed.Text("scanHash"))
            : default);
        Assert.Equal(Scan, ActOf("acceptances", "guardian").Text("scanHash"));
        Assert.Equal(
            [$"change-consent guardian {new string('b', 64)}", $"change-signature {Huace} {new string('5', 64)}"],
            (await partnership.ReadPlacementAsync(placement)).GetProperty("corrections").EnumerateArray()
                .Select(one => $"{one.Text("act")} {one.Text("by")} {one.Text("scanHash")}").Order(StringComparer.Ordinal));
        await partnership.Signatory(Bpc).PostAsync(path, new { act = "signature", scanHash = Scan, reason = "Misread." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Dji).PostAsync(path, new { act = "signature", scanHash = Scan, reason = "Misread." })
            .ShouldBeProblemAsync("not-your-record", HttpStatusCode.Forbidden);

        JsonElement ActOf(string list, string by) => corrected.GetProperty(list).EnumerateArray().Single(one => one.Text("by") == by);
    }

    private static Task<HttpResponseMessage> CorrectAsync(PartnershipApp partnership, JsonElement placement, object correction) =>
        partnership.Coordinator(Bpc).PostAsync(PathOf(placement), correction);

    private static string PathOf(JsonElement placement) => $"{Api}/placements/{placement.Id()}/corrections";

    private static Guid LearnerOf(JsonElement placement) => placement.GetProperty("learnerId").GetGuid();
}
