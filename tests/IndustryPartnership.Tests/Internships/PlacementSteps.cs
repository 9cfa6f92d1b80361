using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What learners, their institution and the enterprise do over and over, from an application to the end of a placement.</summary>
internal static class PlacementSteps
{
    public static Task<Application> ApplyAsync(this PartnershipApp partnership, Slot slot, Guid learnerId, string institution = Bpc) =>
        partnership.AsLearner(learnerId, institution).ApplyForSlotAsync(slot.Id, new() { LearnerId = learnerId });

    public static Task<Application> OfferAsync(this PartnershipApp partnership, Application application, DateOnly? offeredUntil = null) =>
        partnership.Manager(Dji).OfferPlaceAsync(application.Id, new() { OfferedUntil = offeredUntil });

    public static async Task<Application> OfferedAsync(
        this PartnershipApp partnership, Slot slot, Guid learnerId, string institution = Bpc, DateOnly? until = null) =>
        await partnership.OfferAsync(await partnership.ApplyAsync(slot, learnerId, institution), until);

    public static Task<Placement> AcceptAsync(this PartnershipApp partnership, Application application) =>
        partnership.AsLearner(application.LearnerId, application.Institution).AcceptOfferAsync(application.Id);

    /// <summary>A placement that the learner has accepted, and nobody has consented to.</summary>
    public static async Task<Placement> AcceptedAsync(this PartnershipApp partnership, Slot slot, Guid learnerId) =>
        await partnership.AcceptAsync(await partnership.OfferedAsync(slot, learnerId));

    /// <summary>The consent of a guardian, where it is asked for and there is none, and then the learner's.</summary>
    public static async Task<Placement> ConsentAsync(this PartnershipApp partnership, Placement placement, DateOnly? consentedOn = null)
    {
        await partnership.GuardianConsentAsync(placement, consentedOn ?? partnership.App.Today.Value).OutcomeAsync();
        return await partnership.LearnerConsentAsync(placement, consentedOn);
    }

    public static Task<Placement> LearnerConsentAsync(this PartnershipApp partnership, Placement placement, DateOnly? consentedOn = null) =>
        partnership.AsLearner(placement.LearnerId).ConsentToPlacementAsync(placement.Id, new() { ConsentedOn = consentedOn });

    public static Task<Placement> GuardianConsentAsync(
        this PartnershipApp partnership, Placement placement, DateOnly? signedOn = null, string institution = Bpc) =>
        partnership.Coordinator(institution).RecordGuardianConsentAsync(
            placement.Id, new() { DocumentHash = new string('a', 64), SignedOn = signedOn ?? Day });

    /// <summary>The learner's signature, or the signatory's of an organisation.</summary>
    public static Task<Placement> SignPlacementAsync(
        this PartnershipApp partnership, Placement placement, string by, DateOnly? signedOn = null) =>
        (by == "learner" ? partnership.AsLearner(placement.LearnerId) : partnership.Signatory(by)).SignPlacementAsync(
            placement.Id, new() { TextHash = placement.TextHash!, SignedOn = signedOn });

    public static Task<Placement> StartPlacementAsync(this PartnershipApp partnership, Placement placement, DateOnly? startedOn = null) =>
        partnership.Coordinator(Bpc).StartPlacementAsync(placement.Id, new() { StartedOn = startedOn });

    public static Task<Placement> StopAsync(this PartnershipApp partnership, Placement placement, DateOnly? stoppedOn = null) =>
        partnership.Coordinator(Bpc).StopPlacementAsync(placement.Id, new() { StoppedOn = stoppedOn ?? Day, Reason = "Illness." });

    public static Task<Placement> CompleteAsync(this PartnershipApp partnership, Placement placement, DateOnly completedOn) =>
        partnership.Coordinator(Bpc).CompletePlacementAsync(placement.Id, new() { CompletedOn = completedOn, Grade = "good" });

    /// <summary>A placement that all have consented to, and all three have signed.</summary>
    public static async Task<Placement> ReadyAsync(this PartnershipApp partnership, Slot slot, Guid learnerId, DateOnly? on = null)
    {
        var placement = await partnership.AcceptedAsync(slot, learnerId);
        await partnership.ConsentAsync(placement, on);
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignPlacementAsync(placement, party, on);
        return await partnership.SignPlacementAsync(placement, "learner", on);
    }

    /// <summary>A placement that is under way.</summary>
    public static async Task<Placement> ActiveAsync(this PartnershipApp partnership, Slot slot, Guid learnerId, DateOnly? on = null) =>
        await partnership.StartPlacementAsync(await partnership.ReadyAsync(slot, learnerId, on), on);

    public static Task<Placement> ReadPlacementAsync(this PartnershipApp partnership, Placement placement) =>
        partnership.Coordinator(Bpc).GetPlacementAsync(placement.Id);

    public static Task<Application> ReadApplicationAsync(this PartnershipApp partnership, Application application) =>
        partnership.Coordinator(Bpc).GetApplicationAsync(application.Id);
}
