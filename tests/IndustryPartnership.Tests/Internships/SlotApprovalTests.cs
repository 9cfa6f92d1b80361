using System.Net;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>When a changed or returned slot needs another approval (D37).</summary>
public sealed class SlotApprovalTests
{
    [Theory, Engines]
    public async Task D37_changed_slot_needs_a_new_approval(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var approved = await partnership.ApprovedSlotAsync();

        await partnership.Manager(Dji).EditSlotAsync(approved.Id, version: 1, SlotRequest(capacity: 2))
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var edited = await partnership.Manager(Dji)
            .EditSlotAsync(approved.Id, approved.Version, SlotRequest(capacity: 2, majors: ["460609", "510202"]));

        Assert.Equal(("draft", 2, 2), (edited.State, edited.Capacity, edited.Terms.Majors.Count));
        Assert.Null(edited.ApprovedBy);
    }

    [Theory, Engines]
    public async Task D37_fewer_places_or_days_need_no_new_approval(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (first, last) = (new DateOnly(2026, 2, 1), new DateOnly(2026, 7, 31));
        var slot = await partnership.ApprovedSlotAsync(SlotRequest(capacity: 3));

        slot = await EditAsync(Asked(new { capacity = 2, endsOn = last.AddDays(-9) }), "approved");
        // What was approved counts, and not what the slot was narrowed to.
        slot = await EditAsync(Asked(new { startsOn = first.AddDays(4) }), "approved");
        Assert.Equal((Bpc, "Li Na"), (slot.ApprovedBy, slot.InstitutionAttestation!.By));
        await partnership.OpenAsync(slot);

        foreach (var change in new object[]
        {
            new { capacity = 4 }, new { startsOn = first.AddDays(-1) }, new { endsOn = last.AddDays(1) },
            new { capacity = 2, hoursPerDay = 7 },
            new { capacity = 2, title = "Another" }, new { majors = new[] { "510202" } }, new { insurance = new { policyNumber = "P-2" } },
        })
        {
            slot = await partnership.ApprovedSlotAsync(SlotRequest(capacity: 3));
            var draft = await EditAsync(Asked(change), "draft");
            Assert.Null(draft.ApprovedBy);
            Assert.Null(draft.InstitutionAttestation);
        }

        static WriteSlotRequest Asked(object change) => SlotRequest(capacity: 3).With(change);

        async Task<Slot> EditAsync(WriteSlotRequest request, string state)
        {
            var edited = await partnership.Manager(Dji).EditSlotAsync(slot.Id, slot.Version, request);
            Assert.Equal(state, edited.State);
            return edited;
        }
    }

    [Theory, Engines]
    public async Task D37_narrower_slot_that_the_rules_refuse_does_not_stay_approved(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var lawful = SlotRequest().With(new { lengthReason = (string?)null });
        var slot = await partnership.ApprovedSlotAsync(lawful);
        var narrower = lawful.With(new { endsOn = "2026-03-31" });

        var problem = await partnership.Manager(Dji).EditSlotAsync(slot.Id, slot.Version, narrower)
            .ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D30", problem.Rule);
        var mended = await partnership.Manager(Dji)
            .EditSlotAsync(slot.Id, slot.Version, narrower.With(problem.Change!.Value));
        Assert.Equal("approved", mended.State);
    }

    [Theory, Engines]
    public async Task D37_a_submitted_slot_is_returned_with_reasons_and_submitted_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.DraftSlotAsync();
        await ReturnAsync().ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.SubmitAsync(slot);

        var returned = await ReturnAsync();

        Assert.Equal(
            ("draft", Bpc, "Name the mentor's field."),
            (returned.State, returned.Returned!.By, returned.Returned.Reason));
        Assert.Equal("Name the mentor's field.", (await partnership.ReadSlotAsync(slot)).Returned!.Reason);
        var submitted = await partnership.SubmitAsync(slot);
        Assert.Equal(("submitted", null), (submitted.State, submitted.Returned));
        await partnership.ApproveAsync(slot);
        await ReturnAsync().ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict);

        Task<Slot> ReturnAsync() =>
            partnership.Coordinator(Bpc).ReturnSlotAsync(slot.Id, new() { Reason = "Name the mentor's field." });
    }
}
