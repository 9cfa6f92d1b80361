using Contracts;
using IndustryPartnership.Internships.Law;
using static IndustryPartnership.Tests.PartnershipApp;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What is done over and over with changes of placements (D37), of which the next enterprise is Huace.</summary>
internal static class ChangeSteps
{
    public const string NextMentor = "mentor-2";

    /// <summary>Within every slot that these tests use, and a Monday.</summary>
    public static readonly DateOnly Began = new(2026, 2, 2);

    /// <summary>Huace, with staff enough and an agreement with BPC.</summary>
    public static async Task WithHuaceAsync(this PartnershipApp partnership)
    {
        await partnership.RegisterEnterpriseAsync(Huace);
        await partnership.ActiveAgreementAsync(Bpc, Huace);
        await partnership.StateStaffAsync(Huace, null, 1000);
        await partnership.StateStaffAsync(Huace, "uav-pilot", 500);
    }

    public static async Task<Slot> OpenSlotOfAsync(
        this PartnershipApp partnership, string enterprise, WriteSlotRequest? request = null, string approvedBy = Bpc)
    {
        var slot = await partnership.Manager(enterprise).DraftSlotAsync(request ?? SlotRequest());
        await partnership.SubmitAsync(slot, enterprise);
        await partnership.ApproveAsync(slot, approvedBy);
        return await partnership.Manager(enterprise).OpenSlotAsync(slot.Id);
    }

    /// <summary>A placement at DJI that is under way since the beginning of February.</summary>
    public static async Task<Placement> UnderWayAsync(this PartnershipApp partnership, Slot slot, Guid? learnerId = null)
    {
        var placement = await partnership.AcceptedAsync(slot, learnerId ?? await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement, Began);
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party, Began);
        await partnership.NameMentorAsync(placement);
        return await partnership.StartPlacementAsync(placement, Began);
    }

    public static Task<PlacementChange> ProposeAsync(
        this PartnershipApp partnership, Placement placement, ProposePlacementChangeRequest change, string by = Bpc) =>
        (by == Bpc ? partnership.Coordinator(by) : partnership.Manager(by)).ProposePlacementChangeAsync(placement.Id, change);

    public static Task<PlacementChange> ProposedAsync(
        this PartnershipApp partnership, Placement placement, Slot slot, DateOnly? effectiveOn = null) =>
        partnership.ProposeAsync(placement, new() { Reason = "Confidential.", SlotId = slot.Id, EffectiveOn = effectiveOn });

    public static Task<PlacementChange> AcceptAsync(
        this PartnershipApp partnership, PlacementChange change, string by, string? textHash = null) => by == "guardian"
        ? partnership.GuardianAcceptAsync(change, partnership.App.Today.Value)
        : partnership.PartyOf(change, by).AcceptPlacementChangeAsync(
            change.PlacementId, change.Id, new() { TextHash = textHash ?? change.TextHash });

    public static Task<PlacementChange> GuardianAcceptAsync(
        this PartnershipApp partnership, PlacementChange change, DateOnly signedOn, string by = Bpc) =>
        partnership.Coordinator(by).RecordGuardianAcceptanceAsync(
            change.PlacementId, change.Id, new() { DocumentHash = new string('b', 64), SignedOn = signedOn });

    /// <summary>Everybody accepts, and signs, who is awaited; the last reply.</summary>
    public static async Task<PlacementChange> AcceptedByAllAsync(this PartnershipApp partnership, PlacementChange change)
    {
        foreach (var party in change.Awaiting) change = await partnership.AcceptAsync(change, party);
        foreach (var party in change.AwaitingSignatures!) change = await partnership.SignMoveAsync(change, party);
        return change;
    }

    /// <summary>The agreement of a move, signed by the learner or the signatory of an organisation.</summary>
    public static Task<PlacementChange> SignMoveAsync(
        this PartnershipApp partnership, PlacementChange change, string by, DateOnly? signedOn = null, string? signatory = null,
        string? scanHash = null) =>
        (by == "learner" ? partnership.AsLearner(change.LearnerId) : partnership.Signatory(by))
            .SignPlacementChangeAsync(change.PlacementId, change.Id, new()
            {
                TextHash = change.AgreementHash!,
                SignedOn = signedOn,
                Signatory = signatory,
                ScanHash = scanHash,
            });

    /// <summary>A placement goes to another enterprise on a day; all have consented and signed on the day before.</summary>
    public static async Task<PlacementChange> MovedAsync(this PartnershipApp partnership, Placement placement, Slot slot, DateOnly on)
    {
        partnership.App.Today.MoveTo(on.AddDays(-1));
        var change = await partnership.AcceptedByAllAsync(await partnership.ProposedAsync(placement, slot, on));
        await partnership.App.LiveUntilAsync(on);
        return await partnership.ReadChangeAsync(change);
    }

    public static Task<PlacementChange> ReadChangeAsync(this PartnershipApp partnership, PlacementChange change) =>
        partnership.Coordinator(Bpc).GetPlacementChangeAsync(change.PlacementId, change.Id);

    public static IndustryPartnershipClient PartyOf(this PartnershipApp partnership, PlacementChange change, string by) =>
        by == "learner" ? partnership.AsLearner(change.LearnerId) : by == Bpc ? partnership.Coordinator(by) : partnership.Manager(by);

    /// <summary>A week that the learner writes and this mentor signs.</summary>
    public static async Task<LogbookEntry> LoggedAtAsync(
        this PartnershipApp partnership, Placement placement, string enterprise, string mentor, params DateOnly[] days)
    {
        var entry = await partnership.LogAsync(placement, days);
        return await partnership.By(enterprise, Roles.Mentor, mentor)
            .SignLogbookAsync(placement.Id, $"{LogbookWeek.MondayOf(days[0]):O}", new() { Version = entry.Version });
    }
}
