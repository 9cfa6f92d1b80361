using System.Net;
using System.Text.Json.Nodes;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class CoSignatoryTests
{
    [Theory, Engines]
    public async Task D31_every_organisation_that_the_slot_names_signs_the_agreement(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        // The learner's institution signs anyway.
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut, Huace, Bpc, Huace } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.SignPlacementAsync(placement, Ncut).ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        await partnership.ConsentAsync(placement).BodyAsync();

        foreach (var party in new[] { Bpc, Dji, "learner", Ncut })
        {
            Assert.Equal("awaiting-signatures", (await partnership.SignPlacementAsync(placement, party).BodyAsync()).Text("state"));
        }
        var twice = await partnership.SignPlacementAsync(placement, Ncut).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D31", problem.Rule());
        Assert.Contains(twice.Facts("signed").EnumerateArray(), by => by.GetString() == Ncut);
        Assert.Equal([Huace], [.. problem.Change("by").EnumerateArray().Select(by => by.GetString())]);
        var agreement =
            JsonNode.Parse((await partnership.Signatory(Huace).GetAsync($"{Api}/placements/{placement.Id()}/agreement")
                .BodyAsync()).Text("text"))!;
        Assert.Equal([Huace, Ncut], [.. agreement["coSignatories"]!.AsArray().Select(code => code!.GetValue<string>())]);

        var ready = await partnership.SignPlacementAsync(placement, Huace).BodyAsync();
        Assert.Equal("ready", ready.Text("state"));
        await partnership.StartPlacementAsync(placement).BodyAsync();
        var timeline = await partnership.Coordinator(Bpc).GetAsync($"{Api}/placements/{placement.Id()}/timeline").BodyAsync();
        Assert.Equal([Huace, Ncut], [.. timeline
            .GetProperty("entries")
            .EnumerateArray()
            .Where(entry => entry.Text("what") == "co-signatory signed")
            .Select(entry => entry.Text("organisation"))
            .Order(StringComparer.Ordinal)]);
    }

    [Theory, Engines]
    public async Task D31_co_signatory_reads_only_the_placement_and_its_agreement(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var at = $"{Api}/placements/{placement.Id()}";

        foreach (var path in new[] { at, $"{at}/agreement" })
        {
            await partnership.Signatory(Ncut).GetAsync(path).BodyAsync();
            await partnership.Signatory(ShougangIt).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        foreach (var path in new[] { $"{at}/logbook", $"{at}/hours", $"{at}/timeline" })
        {
            await partnership.Coordinator(Ncut).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        await partnership.Coordinator(Ncut).PostAsync($"{at}/start", new { }).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Coordinator(Ncut).PostAsync($"{at}/stop", new { stoppedOn = Day, reason = "x" })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D31_co_signatory_is_registered_and_not_already_a_party(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var asked = SlotRequest().With(new { coSignatories = new[] { Ncut, "nobody", Dji } });

        var problem = await partnership.Manager(Dji).PostAsync($"{Api}/slots", asked)
            .ShouldBeProblemAsync("cannot-co-sign", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["nobody", Dji], [.. problem.Facts("strangers").EnumerateArray().Select(code => code.GetString())]);
        var draft = await partnership.DraftSlotAsync(asked.With(problem.GetProperty("change")));
        await partnership.Manager(Dji).PutAsync($"{Api}/slots/{draft.Id()}", asked, draft.Version())
            .ShouldBeProblemAsync("cannot-co-sign", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D31_move_within_an_enterprise_is_refused_if_a_co_signatory_has_not_signed(
        Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        var placement = await partnership.UnderWayAsync(from);

        var cosigned = await partnership.OpenSlotOfAsync(Dji, SlotRequest().With(new { coSignatories = new[] { Ncut, Bpc } }));
        var problem = await partnership.ProposeAsync(placement, new { reason = "Nearer.", slotId = cosigned.Id() })
            .ShouldBeProblemAsync("co-signature-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D31", Ncut), (problem.Rule(), Assert.Single(problem.Facts("coSignatories").EnumerateArray()).GetString()));
        await partnership.ProposedAsync(
            placement, await partnership.OpenSlotOfAsync(Dji, SlotRequest().With(new { coSignatories = new[] { Bpc } })));
    }
}
