using System.Text.Json;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>A command answers with the state that it has recorded, and reads nothing again. The next GET says the same.</summary>
public sealed class RecordedStateTests
{
    [Theory, Engines]
    public async Task Each_act_on_a_placement_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var at = $"{Api}/placements/{placement.Id()}";
        await ShouldBeShownAsync(placement);

        await ShouldBeShownAsync(await partnership.ConsentAsync(placement, Day.AddDays(-2)).BodyAsync());
        foreach (var party in new[] { Dji, Ncut, "learner", Bpc })
        {
            await ShouldBeShownAsync(await partnership.SignPlacementAsync(placement, party, Day.AddDays(-2)).BodyAsync());
        }
        await ShouldBeShownAsync(await partnership.NameMentorAsync(placement).BodyAsync());
        await ShouldBeShownAsync(await partnership.StartPlacementAsync(placement, Day.AddDays(-2)).BodyAsync());
        var manager = partnership.Manager(Dji);
        await ShouldBeShownAsync(await manager.PostAsync($"{at}/pause", new { reason = "x", pausedOn = Day.AddDays(-1) }).BodyAsync());
        await ShouldBeShownAsync(await manager.PostAsync($"{at}/resumption", new { resumedOn = Day }).BodyAsync());
        await ShouldBeShownAsync(await partnership.StopAsync(placement, Day).BodyAsync());

        async Task ShouldBeShownAsync(JsonElement replied)
        {
            var shown = await partnership.Coordinator(Bpc).GetAsync(new Uri(at, UriKind.Relative)).BodyAsync();
            Assert.Equal(shown.GetRawText(), replied.GetRawText());
        }
    }

    [Theory, Engines]
    public async Task Each_act_on_a_slot_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (manager, coordinator) = (partnership.Manager(Dji), partnership.Coordinator(Bpc));
        Guid[] filings = [(await FiledAsync(partnership, "F-2")).Id(), (await FiledAsync(partnership, "F-1")).Id()];
        var request = SlotRequest(majors: ["460610", "460609"]).With(
            new { filings, skills = new[] { "b", "a" }, coSignatories = new[] { ShougangIt, Ncut }, hoursPerDay = 7.50m });
        var slot = await partnership.DraftSlotAsync(request);
        var at = $"{Api}/slots/{slot.Id()}";

        await ShouldBeShownAsync(manager, at, slot);
        await ShouldBeShownAsync(manager, at, await manager.PutAsync(at, request.With(new { capacity = 2 }), slot.Version()).BodyAsync());
        await ShouldBeShownAsync(manager, at, await partnership.SubmitAsync(slot).BodyAsync());
        var returned = await coordinator.PostAsync($"{at}/return", new { reason = "Who mentors?" }).BodyAsync();
        Assert.Equal(
            (await partnership.ReadSlotAsync(slot)).GetProperty("returned").GetRawText(), returned.GetProperty("returned").GetRawText());
        await ShouldBeShownAsync(manager, at, await partnership.SubmitAsync(slot).BodyAsync());
        var approved = await partnership.ApproveAsync(slot).BodyAsync();
        await ShouldBeShownAsync(coordinator, at, approved);
        await ShouldBeShownAsync(manager, at, await manager.PutAsync(at, request, approved.Version()).BodyAsync());
        await ShouldBeShownAsync(manager, at, await partnership.OpenAsync(slot).BodyAsync());
        foreach (var policyNumber in new[] { "P-2", "P-1" })
        {
            var policy = new
            {
                insurer = "Another",
                policyNumber,
                from = Day,
                until = Day,
                chargedToStudent = false,
                takenOutBy = "institution",
            };
            await ShouldBeShownAsync(coordinator, at, await coordinator.PostAsync($"{at}/insurance", policy).BodyAsync());
        }
        await ShouldBeShownAsync(manager, at, await manager.PostAsync($"{at}/filings", new { filings = filings[..1] }).BodyAsync());
        await ShouldBeShownAsync(manager, at, await manager.PostAsync($"{at}/closure").BodyAsync());
    }

    [Theory, Engines]
    public async Task Each_act_on_a_change_of_a_placement_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var to = await partnership.OpenSlotOfAsync(Huace, SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var proposed = await partnership.ProposedAsync(placement, to, Day.AddDays(3));
        var at = $"{Api}/placements/{placement.Id()}/changes/{proposed.Id()}";
        var (hash, guardian) = (new { textHash = proposed.Text("textHash") }, new { documentHash = new string('a', 64), signedOn = Day });
        var learner = partnership.AsLearner(placement.GetProperty("learnerId").GetGuid());
        var coordinator = partnership.Coordinator(Bpc);

        await ShouldBeShownAsync(coordinator, at, proposed);
        if (proposed.GetProperty("awaiting").EnumerateArray().Any(who => who.GetString() == "guardian"))
        {
            await ShouldBeShownAsync(coordinator, at, await coordinator.PostAsync($"{at}/guardian-acceptance", guardian).BodyAsync());
        }
        foreach (var party in new[] { partnership.Manager(Dji), learner, partnership.Manager(Huace) })
        {
            await ShouldBeShownAsync(party, at, await party.PostAsync($"{at}/acceptance", hash).BodyAsync());
        }
        var agreement = new { textHash = proposed.Text("agreementHash") };
        foreach (var party in new[] { partnership.Signatory(Ncut), partnership.Signatory(Huace), learner, partnership.Signatory(Bpc) })
        {
            await ShouldBeShownAsync(party, at, await party.PostAsync($"{at}/signatures", agreement).BodyAsync());
        }
        await ShouldBeShownAsync(coordinator, at, await coordinator.PostAsync($"{at}/withdrawal").BodyAsync());
    }

    [Theory, Engines]
    public async Task Each_act_on_a_filing_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var filing = await FiledAsync(partnership, "F-1");
        var at = $"{Api}/filings/{filing.Id()}";
        await ShouldBeShownAsync(partnership.Authority, at, filing);
        var correction = new { reason = "A slip.", filing = Filing("F-2") };
        await ShouldBeShownAsync(
            partnership.Authority, at, await partnership.Authority.PutAsync(at, correction, filing.Version()).BodyAsync());
        var ended = await partnership.Authority.PostAsync($"{at}/termination", new { reason = "Inspection." }).BodyAsync();
        await ShouldBeShownAsync(partnership.Authority, at, ended);
    }

    private static Task<JsonElement> FiledAsync(PartnershipApp partnership, string number) =>
        partnership.Authority.PostAsync($"{Api}/filings", Filing(number)).BodyAsync(System.Net.HttpStatusCode.Created);

    private static object Filing(string number) => new
    {
        number,
        institution = Bpc,
        enterprise = Dji,
        postKind = "uav-pilot",
        from = new DateOnly(2026, 2, 1),
        until = new DateOnly(2026, 7, 31),
        allows = new[] { "overtime", "night-shift", "overtime" },
        hoursPerDay = 9.50m,
    };

    private static async Task ShouldBeShownAsync(HttpClient reader, string path, JsonElement replied)
    {
        var shown = await reader.GetAsync(new Uri(path, UriKind.Relative)).BodyAsync();
        Assert.Equal(shown.GetRawText(), replied.GetRawText());
    }
}
