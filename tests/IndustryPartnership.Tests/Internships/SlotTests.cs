using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class SlotTests
{
    [Theory, Engines]
    public async Task D37_a_slot_is_written_submitted_approved_opened_and_closed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();

        var slot = await partnership.ApprovedSlotAsync(SlotRequest(capacity: 3));
        Assert.Equal(("approved", Bpc), (slot.State, slot.ApprovedBy));
        Assert.Equal("open", (await partnership.OpenAsync(slot)).State);
        Assert.Equal("closed", (await partnership.Manager(Dji).CloseSlotAsync(slot.Id)).State);

        var opened = Assert.Single(await partnership.App.PublishedAsync<SlotOpenedV1>()).Slot;
        Assert.Equal((3, "open", Bpc, Dji), (opened.Capacity, opened.State, opened.ApprovedBy, opened.Enterprise));
        var closed = Assert.Single(await partnership.App.PublishedAsync<SlotClosedV1>()).Slot;
        Assert.True(closed.Version > opened.Version);
    }

    [Theory, Engines]
    public async Task D37_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.DraftSlotAsync();
        var dji = partnership.Manager(Dji);

        await dji.OpenSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.CloseSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.SubmitSlotAsync(slot.Id);
        await dji.SubmitSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.OpenSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await partnership.ApproveAsync(slot);
        await partnership.ApproveAsync(slot).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        var open = await dji.OpenSlotAsync(slot.Id);
        await dji.OpenSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.EditSlotAsync(slot.Id, open.Version, SlotRequest(capacity: 9))
            .ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.WithdrawSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.CloseSlotAsync(slot.Id);
        await dji.CloseSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        await dji.OpenSlotAsync(slot.Id).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D37_a_withdrawn_slot_is_withdrawn_for_good(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.DraftSlotAsync();

        Assert.Equal("withdrawn", (await partnership.Manager(Dji).WithdrawSlotAsync(slot.Id)).State);

        await partnership.Manager(Dji).SubmitSlotAsync(slot.Id)
            .ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);
        Assert.Empty(await partnership.App.PublishedAsync<SlotClosedV1>());
    }

    [Theory, Engines]
    public async Task D37_an_enterprise_offers_nothing_before_it_is_verified(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);

        var problem = await partnership.Manager(Huace).DraftSlotAsync(SlotRequest())
            .ShouldBeProblemAsync("enterprise-not-verified", HttpStatusCode.UnprocessableEntity);
        await partnership.App.As(Bpc, Roles.Coordinator).PostAsync(problem.Change("verify").GetString()!).BodyAsync();
        await partnership.Manager(Huace).DraftSlotAsync(SlotRequest());
        await partnership.Manager(Ncut).DraftSlotAsync(SlotRequest())
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D37_slot_is_approved_and_opened_only_under_an_agreement_in_force(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.DraftSlotAsync();
        await partnership.Manager(Dji).SubmitSlotAsync(slot.Id);

        // Without an agreement the submitted slot is not even seen.
        await partnership.ApproveAsync(slot, Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var framework = await partnership.ActiveAgreementAsync(Ncut, Dji);
        await partnership.ApproveAsync(slot, Ncut);
        await partnership.Signatory(Ncut).TerminateAgreementAsync(framework.Id, new() { Reason = "Done." });

        var problem = await partnership.OpenAsync(slot).ShouldBeProblemAsync("no-agreement-in-force", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D37", problem.Rule);
        var parties = problem.Change("agreement").GetProperty("parties").Codes().ToArray();
        await partnership.ActiveAgreementAsync(parties);
        await partnership.OpenAsync(slot);
    }

    [Theory, Engines]
    public async Task D37_last_place_fills_a_slot_and_a_free_place_opens_it_without_events(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));

        await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        Assert.Equal(("open", 1), await StateAsync());
        var last = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        Assert.Equal(("full", 2), await StateAsync());
        Assert.Single((await partnership.Manager(Dji).ListSlotsAsync(state: "full")).Items);
        Assert.Equal("full", Assert.IsType<SlotOpenedV1>(await PresentStateAsync()).Slot.State);
        await partnership.StopAsync(last);
        Assert.Equal(("open", 1), await StateAsync());
        await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());

        Assert.Equal("closed", (await partnership.Manager(Dji).CloseSlotAsync(slot.Id)).State);
        await partnership.StopAsync((await partnership.Coordinator(Bpc).ListPlacementsAsync(state: "awaiting-consent")).Items[0]);
        Assert.Equal("closed", (await StateAsync()).State);
        Assert.Single(await partnership.App.PublishedAsync<SlotOpenedV1>());
        Assert.Equal("closed", Assert.IsType<SlotClosedV1>(await PresentStateAsync()).Slot.State);

        async Task<(string State, int Placed)> StateAsync() =>
            await partnership.ReadSlotAsync(slot) is var read ? (read.State, read.Placed) : default;

        async Task<object> PresentStateAsync() => Assert.Single(await partnership.StatesAsync("industry-partnership/slot"));
    }

    [Theory, Engines]
    public async Task D37_past_slot_is_not_opened(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.ApprovedSlotAsync(SlotRequest(endsOn: Day));
        partnership.App.Today.MoveTo(Day.AddDays(1));
        Assert.Equal("D37", (await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(endsOn: Day)))
            .ShouldBeProblemAsync("slot-past", HttpStatusCode.UnprocessableEntity)).Rule);

        var problem = await partnership.OpenAsync(slot).ShouldBeProblemAsync("slot-past", HttpStatusCode.UnprocessableEntity);
        await partnership.Manager(Dji).EditSlotAsync(slot.Id, slot.Version, SlotRequest(endsOn: problem.Change("endsOn").Day()));
        await partnership.SubmitAsync(slot);
        await partnership.ApproveAsync(slot);
        await partnership.OpenAsync(slot);
    }

    [Theory, Engines]
    public async Task A_slot_is_visible_first_to_its_enterprise_then_to_partners_then_to_all(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.DraftSlotAsync();

        Assert.Equal((true, false, false), await SeenAsync());
        await partnership.Manager(Dji).SubmitSlotAsync(slot.Id);
        Assert.Equal((true, true, false), await SeenAsync());
        await partnership.ApproveAsync(slot);
        await partnership.OpenAsync(slot);
        Assert.Equal((true, true, true), await SeenAsync());
        await partnership.Manager(Huace).CloseSlotAsync(slot.Id).ShouldBeProblemAsync("not-your-slot", HttpStatusCode.Forbidden);

        async Task<(bool Enterprise, bool Partner, bool Anybody)> SeenAsync() =>
            (await SeesAsync(partnership.Manager(Dji)), await SeesAsync(
                partnership.Coordinator(Bpc)), await SeesAsync(partnership.Manager(Huace)));

        async Task<bool> SeesAsync(IndustryPartnershipClient client)
        {
            var listed = (await client.ListSlotsAsync()).Items.Count == 1;
            Assert.Equal(listed, (await client.GetSlotAsync(slot.Id).OutcomeAsync()).Passed);
            return listed;
        }
    }

    [Theory, Engines]
    public async Task D36_major_is_a_code_without_spaces(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        foreach (var major in new[] { "460609 ", " 460609", "460609\n", "4606 09", "", " ", "\u65e0\u4eba\u673a", new string('4', 21) })
        {
            var problem = await partnership.Manager(Dji).DraftSlotAsync(SlotRequest(majors: ["510202", major]))
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
            Assert.NotEmpty(problem.Errors!["terms.majors"]);
        }
        foreach (var major in new[] { "460609", "120203K", "N1", "a.b-c", new string('4', 20) })
        {
            await partnership.DraftSlotAsync(SlotRequest(majors: [major]));
        }
    }
}
