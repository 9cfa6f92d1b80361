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
}
