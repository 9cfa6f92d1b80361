using System.Net;
using System.Text.Json;
using Contracts;
using IndustryPartnership.Internships.Law;
using Testing;

namespace IndustryPartnership.Tests;

/// <summary>What mentors and learners do with a placement's logbook (D37, D39).</summary>
internal static class LogbookSteps
{
    public const string Mentor = "mentor-1";

    public static HttpClient AsMentor(this PartnershipApp partnership, string person = Mentor) =>
        partnership.App.AsPerson(PartnershipApp.Dji, Roles.Mentor, person);

    public static Task<HttpResponseMessage> NameMentorAsync(
        this PartnershipApp partnership, JsonElement placement, string person = Mentor) =>
        partnership.Manager(PartnershipApp.Dji).PostAsync($"{PartnershipApp.Api}/placements/{placement.Id()}/mentor", new { person });

    /// <summary>The learner writes eight hours on each of these days of one week.</summary>
    public static Task<HttpResponseMessage> LogAsync(
        this PartnershipApp partnership, JsonElement placement, params DateOnly[] days) => partnership.AsLearner(placement
            .GetProperty("learnerId")
            .GetGuid()).PostAsync(
        $"{PartnershipApp.Api}/placements/{placement.Id()}/logbook",
        new { weekOf = LogbookWeek.MondayOf(days[0]), days = days.Select(date => new { date, hours = 8, work = "Flew." }) });

    public static Task<HttpResponseMessage> SignLogAsync(
        this PartnershipApp partnership, JsonElement entry) => partnership.AsMentor().PostAsync(
        $"{PartnershipApp.Api}/placements/{entry.GetProperty("placementId").GetGuid()}/logbook/{entry.Text("weekOf")}/signature",
        new { version = entry.Version() });

    /// <summary>Eight hours on each of these days of one week, which the mentor has signed: what a placement is completed with. The mentor
    /// is named where there is none.</summary>
    public static async Task<JsonElement> LoggedAsync(this PartnershipApp partnership, JsonElement placement, params DateOnly[] days)
    {
        if ((await partnership.ReadPlacementAsync(placement)).GetProperty("mentor").ValueKind == JsonValueKind.Null)
        {
            await partnership.NameMentorAsync(placement).BodyAsync();
        }
        return await partnership.SignLogAsync(await partnership.LogAsync(placement, days).BodyAsync(HttpStatusCode.Created)).BodyAsync();
    }
}
