using System.Net;
using System.Text.Json;
using Contracts;
using IndustryPartnership.Internships.Law;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;

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

    public static async Task<JsonElement> OpenSlotOfAsync(
        this PartnershipApp partnership, string enterprise, object? request = null, string approvedBy = Bpc)
    {
        var slot = await partnership.Manager(enterprise).PostAsync($"{Api}/slots", request ?? SlotRequest())
            .BodyAsync(HttpStatusCode.Created);
        await partnership.SubmitAsync(slot, enterprise).BodyAsync();
        await partnership.ApproveAsync(slot, approvedBy).BodyAsync();
        return await partnership.Manager(enterprise).PostAsync($"{Api}/slots/{slot.Id()}/opening").BodyAsync();
    }

    /// <summary>A placement at DJI that is under way since the beginning of February.</summary>
    public static async Task<JsonElement> UnderWayAsync(this PartnershipApp partnership, JsonElement slot, Guid? learnerId = null)
    {
        var placement = await partnership.AcceptedAsync(slot, learnerId ?? await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement, Began).BodyAsync();
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party, Began).BodyAsync();
        await partnership.NameMentorAsync(placement).BodyAsync();
        return await partnership.StartPlacementAsync(placement, Began).BodyAsync();
    }

    public static Task<HttpResponseMessage> ProposeAsync(
        this PartnershipApp partnership, JsonElement placement, object change, string by = Bpc) =>
        (by == Bpc ? partnership.Coordinator(by) : partnership.Manager(by)).PostAsync($"{Api}/placements/{placement.Id()}/changes", change);

    public static Task<JsonElement> ProposedAsync(
        this PartnershipApp partnership, JsonElement placement, JsonElement slot, DateOnly? effectiveOn = null) =>
        partnership.ProposeAsync(placement, new { reason = "Confidential.", slotId = slot.Id(), effectiveOn })
            .BodyAsync(HttpStatusCode.Created);

    public static Task<HttpResponseMessage> AcceptAsync(
        this PartnershipApp partnership, JsonElement change, string by, string? textHash = null) => by == "guardian"
        ? partnership.GuardianAcceptAsync(change, partnership.App.Today.Value)
        : partnership.PartyOf(change, by).PostAsync($"{PathOf(change)}/acceptance", new { textHash = textHash ?? change.Text("textHash") });

    public static Task<HttpResponseMessage> GuardianAcceptAsync(
        this PartnershipApp partnership, JsonElement change, DateOnly signedOn, string by = Bpc) =>
        partnership.Coordinator(by).PostAsync(
            $"{PathOf(change)}/guardian-acceptance", new { documentHash = new string('b', 64), signedOn });

    /// <summary>Everybody accepts, and signs, who is awaited; the last reply.</summary>
    public static async Task<JsonElement> AcceptedByAllAsync(this PartnershipApp partnership, JsonElement change)
    {
        foreach (var party in Awaiting(change)) change = await partnership.AcceptAsync(change, party).BodyAsync();
        foreach (var party in AwaitingSignatures(change)) change = await partnership.SignMoveAsync(change, party).BodyAsync();
        return change;
    }

    /// <summary>The agreement of a move, signed by the learner or the signatory of an organisation.</summary>
    public static Task<HttpResponseMessage> SignMoveAsync(
        this PartnershipApp partnership, JsonElement change, string by, DateOnly? signedOn = null, string? signatory = null,
        string? scanHash = null) =>
        (by == "learner" ? partnership.AsLearner(change.GetProperty("learnerId").GetGuid()) : partnership.Signatory(by))
            .PostAsync($"{PathOf(change)}/signatures", new { textHash = change.Text("agreementHash"), signedOn, signatory, scanHash });

    /// <summary>A placement goes to another enterprise on a day; all have consented and signed on the day before.</summary>
    public static async Task<JsonElement> MovedAsync(this PartnershipApp partnership, JsonElement placement, JsonElement slot, DateOnly on)
    {
        partnership.App.Today.MoveTo(on.AddDays(-1));
        var change = await partnership.AcceptedByAllAsync(await partnership.ProposedAsync(placement, slot, on));
        await partnership.App.LiveUntilAsync(on);
        return await partnership.ReadChangeAsync(change);
    }

    public static List<string> AwaitingSignatures(JsonElement change) =>
        [.. change.GetProperty("awaitingSignatures").EnumerateArray().Select(party => party.GetString()!)];

    public static Task<JsonElement> ReadChangeAsync(this PartnershipApp partnership, JsonElement change) =>
        partnership.Coordinator(Bpc).GetAsync(PathOf(change)).BodyAsync();

    public static HttpClient PartyOf(this PartnershipApp partnership, JsonElement change, string by) =>
        by == "learner"
            ? partnership.AsLearner(change.GetProperty("learnerId").GetGuid())
            : by == Bpc
            ? partnership.Coordinator(by)
            : partnership.Manager(by);

    public static string PathOf(JsonElement change) =>
        $"{Api}/placements/{change.GetProperty("placementId").GetGuid()}/changes/{change.Id()}";

    public static List<string> Awaiting(JsonElement change) =>
        [.. change.GetProperty("awaiting").EnumerateArray().Select(party => party.GetString()!)];

    /// <summary>A week that the learner writes and this mentor signs.</summary>
    public static async Task<JsonElement> LoggedAtAsync(
        this PartnershipApp partnership, JsonElement placement, string enterprise, string mentor, params DateOnly[] days)
    {
        var entry = await partnership.LogAsync(placement, days).BodyAsync(HttpStatusCode.Created);
        return await partnership.App.AsPerson(enterprise, Roles.Mentor, mentor)
            .PostAsync(
                $"{Api}/placements/{placement.Id()}/logbook/{LogbookWeek.MondayOf(days[0]):O}/signature", new { version = entry.Version() })
            .BodyAsync();
    }
}
