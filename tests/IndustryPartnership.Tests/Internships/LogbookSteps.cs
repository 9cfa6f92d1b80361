using Contracts;
using IndustryPartnership.Internships.Law;
using VocationalPlatform.Client.IndustryPartnership;

namespace IndustryPartnership.Tests;

/// <summary>What mentors and learners do with a placement's logbook (D37, D39).</summary>
internal static class LogbookSteps
{
    public const string Mentor = "mentor-1";

    public static IndustryPartnershipClient AsMentor(this PartnershipApp partnership, string person = Mentor) =>
        partnership.By(PartnershipApp.Dji, Roles.Mentor, person);

    public static Task<Placement> NameMentorAsync(this PartnershipApp partnership, Placement placement, string person = Mentor) =>
        partnership.Manager(PartnershipApp.Dji).NameMentorAsync(placement.Id, new() { Person = person });

    /// <summary>The learner writes eight hours on each of these days of one week.</summary>
    public static Task<LogbookEntry> LogAsync(this PartnershipApp partnership, Placement placement, params DateOnly[] days) =>
        partnership.AsLearner(placement.LearnerId).WriteLogbookAsync(
            placement.Id, new() { WeekOf = LogbookWeek.MondayOf(days[0]), Days = EightHours(days) });

    public static IReadOnlyList<LogbookDay> EightHours(params IEnumerable<DateOnly> days) =>
        [.. days.Select(date => new LogbookDay { Date = date, Hours = 8, Work = "Flew." })];

    public static Task<LogbookEntry> SignLogAsync(this PartnershipApp partnership, LogbookEntry entry) =>
        partnership.AsMentor().SignLogbookAsync(entry.PlacementId, $"{entry.WeekOf:O}", new() { Version = entry.Version });

    /// <summary>Eight hours on each of these days of one week, which the mentor has signed: what a placement is completed with. The mentor
    /// is named where there is none.</summary>
    public static async Task<LogbookEntry> LoggedAsync(this PartnershipApp partnership, Placement placement, params DateOnly[] days)
    {
        if ((await partnership.ReadPlacementAsync(placement)).Mentor is null) await partnership.NameMentorAsync(placement);
        return await partnership.SignLogAsync(await partnership.LogAsync(placement, days));
    }
}
