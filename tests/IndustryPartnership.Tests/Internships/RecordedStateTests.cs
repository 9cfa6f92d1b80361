using Testing;
using VocationalPlatform.Client.IndustryPartnership;
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
        await ShouldBeShownAsync(placement);

        await ShouldBeShownAsync(await partnership.ConsentAsync(placement, Day.AddDays(-2)));
        foreach (var party in new[] { Dji, Ncut, "learner", Bpc })
        {
            await ShouldBeShownAsync(await partnership.SignPlacementAsync(placement, party, Day.AddDays(-2)));
        }
        await ShouldBeShownAsync(await partnership.NameMentorAsync(placement));
        await ShouldBeShownAsync(await partnership.StartPlacementAsync(placement, Day.AddDays(-2)));
        var manager = partnership.Manager(Dji);
        await ShouldBeShownAsync(await manager.PausePlacementAsync(placement.Id, new() { Reason = "x", PausedOn = Day.AddDays(-1) }));
        await ShouldBeShownAsync(await manager.ResumePlacementAsync(placement.Id, new() { ResumedOn = Day }));
        await ShouldBeShownAsync(await partnership.StopAsync(placement, Day));

        async Task ShouldBeShownAsync(Placement replied) =>
            Assert.Equal((await partnership.ReadPlacementAsync(placement)).AsJson(), replied.AsJson());
    }

    [Theory, Engines]
    public async Task Each_act_on_a_slot_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (manager, coordinator) = (partnership.Manager(Dji), partnership.Coordinator(Bpc));
        Guid[] filings = [(await FiledAsync(partnership, "F-2")).Id, (await FiledAsync(partnership, "F-1")).Id];
        var request = SlotRequest(majors: ["460610", "460609"]).With(
            new { filings, skills = new[] { "b", "a" }, coSignatories = new[] { ShougangIt, Ncut }, hoursPerDay = 7.50m });
        var slot = await partnership.DraftSlotAsync(request);

        await ShouldBeShownAsync(slot, manager.GetSlotAsync(slot.Id));
        await ShouldBeShownAsync(
            await manager.EditSlotAsync(
            slot.Id, slot.Version, request.With(new { capacity = 2 })),
            manager.GetSlotAsync(slot.Id));
        await ShouldBeShownAsync(await partnership.SubmitAsync(slot), manager.GetSlotAsync(slot.Id));
        var returned = await coordinator.ReturnSlotAsync(slot.Id, new() { Reason = "Who mentors?" });
        Assert.Equal(
            (await partnership.ReadSlotAsync(slot)).Returned, returned.Returned);
        await ShouldBeShownAsync(await partnership.SubmitAsync(slot), manager.GetSlotAsync(slot.Id));
        var approved = await partnership.ApproveAsync(slot);
        await ShouldBeShownAsync(approved, coordinator.GetSlotAsync(slot.Id));
        await ShouldBeShownAsync(await manager.EditSlotAsync(slot.Id, approved.Version, request), manager.GetSlotAsync(slot.Id));
        await ShouldBeShownAsync(await partnership.OpenAsync(slot), manager.GetSlotAsync(slot.Id));
        foreach (var policyNumber in new[] { "P-2", "P-1" })
        {
            var policy = new Insurance
            {
                Insurer = "Another",
                PolicyNumber = policyNumber,
                From = Day,
                Until = Day,
                ChargedToStudent = false,
                TakenOutBy = "institution",
            };
            await ShouldBeShownAsync(await coordinator.RecordInsuranceAsync(slot.Id, policy), coordinator.GetSlotAsync(slot.Id));
        }
        var renumbered = new CorrectInsuranceRequest
        {
            Insurer = "Another",
            PolicyNumber = "P-2",
            Insurance = (await coordinator.GetSlotAsync(slot.Id)).Terms.Insurance! with { PolicyNumber = "P-3" },
            Reason = "A slip of the pen.",
        };
        await ShouldBeShownAsync(await coordinator.CorrectInsuranceAsync(slot.Id, renumbered), coordinator.GetSlotAsync(slot.Id));
        var annulled = new AnnulInsuranceRequest { Insurer = "Another", PolicyNumber = "P-3", Reason = "Never paid." };
        await ShouldBeShownAsync(await coordinator.AnnulInsuranceAsync(slot.Id, annulled), coordinator.GetSlotAsync(slot.Id));
        await ShouldBeShownAsync(
            await manager.NameFilingsAsync(slot.Id, new() { Filings = filings[..1] }), manager.GetSlotAsync(slot.Id));
        await ShouldBeShownAsync(await manager.CloseSlotAsync(slot.Id), manager.GetSlotAsync(slot.Id));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_change_of_a_placement_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var to = await partnership.OpenSlotOfAsync(Huace, SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var proposed = await partnership.ProposedAsync(placement, to, Day.AddDays(3));
        var hash = new AcceptPlacementChangeRequest { TextHash = proposed.TextHash };
        var guardian = new AcceptPlacementChangeGuardianRequest { DocumentHash = new string('a', 64), SignedOn = Day };
        var learner = partnership.AsLearner(placement.LearnerId);
        var coordinator = partnership.Coordinator(Bpc);

        await ShouldBeShownAsync(proposed, coordinator.GetPlacementChangeAsync(placement.Id, proposed.Id));
        if (proposed.Awaiting.Contains("guardian"))
        {
            await ShouldBeShownAsync(
                await coordinator.RecordGuardianAcceptanceAsync(placement.Id, proposed.Id, guardian),
                coordinator.GetPlacementChangeAsync(placement.Id, proposed.Id));
        }
        foreach (var party in new[] { partnership.Manager(Dji), learner, partnership.Manager(Huace) })
        {
            await ShouldBeShownAsync(
                await party.AcceptPlacementChangeAsync(
                placement.Id, proposed.Id, hash),
                party.GetPlacementChangeAsync(placement.Id, proposed.Id));
        }
        var agreement = new SignPlacementRequest { TextHash = proposed.AgreementHash! };
        foreach (var party in new[] { partnership.Signatory(Ncut), partnership.Signatory(Huace), learner, partnership.Signatory(Bpc) })
        {
            await ShouldBeShownAsync(
                await party.SignPlacementChangeAsync(
                placement.Id, proposed.Id, agreement),
                party.GetPlacementChangeAsync(placement.Id, proposed.Id));
        }
        await ShouldBeShownAsync(
            await coordinator.WithdrawPlacementChangeAsync(placement.Id, proposed.Id),
            coordinator.GetPlacementChangeAsync(placement.Id, proposed.Id));
    }

    [Theory, Engines]
    public async Task Each_act_on_a_filing_answers_with_what_a_GET_shows_afterwards(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var filing = await FiledAsync(partnership, "F-1");
        await ShouldBeShownAsync(filing, partnership.Authority.GetFilingAsync(filing.Id));
        var correction = new CorrectFilingRequest { Reason = "A slip.", Filing = Filing("F-2") };
        await ShouldBeShownAsync(
            await partnership.Authority.CorrectFilingAsync(
            filing.Id, filing.Version, correction),
            partnership.Authority.GetFilingAsync(filing.Id));
        var ended = await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "Inspection." });
        await ShouldBeShownAsync(ended, partnership.Authority.GetFilingAsync(filing.Id));
    }

    private static Task<Filing> FiledAsync(PartnershipApp partnership, string number) =>
        partnership.Authority.RecordFilingAsync(Filing(number));

    private static RecordFilingRequest Filing(string number) => new()
    {
        Number = number,
        Institution = Bpc,
        Enterprise = Dji,
        PostKind = "uav-pilot",
        From = new(2026, 2, 1),
        Until = new(2026, 7, 31),
        Allows = ["overtime", "night-shift", "overtime"],
        HoursPerDay = 9.50m,
    };

    private static async Task ShouldBeShownAsync<T>(T replied, Task<T> shown) => Assert.Equal((await shown).AsJson(), replied.AsJson());
}
