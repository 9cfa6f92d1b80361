using System.Net;
using System.Text.Json.Nodes;
using Contracts;
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
        await partnership.ConsentAsync(placement);

        foreach (var party in new[] { Bpc, Dji, "learner", Ncut })
        {
            Assert.Equal("awaiting-signatures", (await partnership.SignPlacementAsync(placement, party)).State);
        }
        var twice = await partnership.SignPlacementAsync(placement, Ncut).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D31", problem.Rule);
        Assert.Contains(Ncut, twice.Fact("signed").Codes());
        Assert.Equal([Huace], problem.Change("by").Codes());
        var agreement =
            JsonNode.Parse((await partnership.Signatory(Huace).GetPlacementAgreementAsync(placement.Id)).Text)!;
        Assert.Equal([Huace, Ncut], [.. agreement["coSignatories"]!.AsArray().Select(code => code!.GetValue<string>())]);

        var ready = await partnership.SignPlacementAsync(placement, Huace);
        Assert.Equal("ready", ready.State);
        await partnership.StartPlacementAsync(placement);
        var timeline = await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id);
        Assert.Equal([Huace, Ncut], [.. timeline.Entries.Where(entry => entry.What == "co-signatory signed")
            .Select(entry => entry.Organisation)
            .Order(StringComparer.Ordinal)]);
    }

    [Theory, Engines]
    public async Task D31_co_signatory_reads_only_the_placement_and_its_agreement(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var at = $"{Api}/placements/{placement.Id}";

        foreach (var path in new[] { at, $"{at}/agreement" })
        {
            await partnership.App.As(Ncut, Roles.Signatory).GetAsync(path).BodyAsync();
            await partnership.App.As(ShougangIt, Roles.Signatory).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        foreach (var path in new[] { $"{at}/logbook", $"{at}/hours", $"{at}/timeline" })
        {
            await partnership.App.As(Ncut, Roles.Coordinator).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        await partnership.Coordinator(Ncut).StartPlacementAsync(placement.Id, new())
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Coordinator(Ncut).StopPlacementAsync(placement.Id, new() { StoppedOn = Day, Reason = "x" })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D31_co_signatory_is_registered_and_not_already_a_party(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var asked = SlotRequest().With(new { coSignatories = new[] { Ncut, "nobody", Dji } });

        var problem = await partnership.Manager(Dji).DraftSlotAsync(asked)
            .ShouldBeProblemAsync("cannot-co-sign", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["nobody", Dji], problem.Fact("strangers").Codes());
        var draft = await partnership.DraftSlotAsync(asked.With(problem.Change!.Value));
        await partnership.Manager(Dji).EditSlotAsync(draft.Id, draft.Version, asked)
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
        var problem = await partnership.ProposeAsync(placement, new() { Reason = "Nearer.", SlotId = cosigned.Id })
            .ShouldBeProblemAsync("co-signature-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D31", Ncut), (problem.Rule, Assert.Single(problem.Fact("coSignatories").Codes())));
        await partnership.ProposedAsync(
            placement, await partnership.OpenSlotOfAsync(Dji, SlotRequest().With(new { coSignatories = new[] { Bpc } })));
    }
}
