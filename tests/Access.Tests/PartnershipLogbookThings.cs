using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How weeks of a logbook are made: of a placement that began on the day of the tests, which is a Tuesday.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly WeekOf = Day.AddDays(-1);

    private static IReadOnlyList<LogbookDay> LoggedDays => [new() { Date = Day, Hours = 7.5m, Work = "Flew a survey." }];

    private Dictionary<string, Func<Task<Thing>>> LogbookRecipes() => new()
    {
        ["WriteLogbook"] = async () => new Thing(await PlacementAsync()) { Body = new { weekOf = WeekOf, days = LoggedDays } },
        ["ChangeLogbook"] = async () => (await WeekAsync()) with { Version = 1, Body = new { days = LoggedDays } },
        ["SignLogbook"] = async () => (await WeekAsync()) with { Body = new { version = 1 } },
        ["ReturnLogbook"] = async () => (await WeekAsync()) with { Body = new { comment = "Say which." } },
        ["ListLogbook"] = async () => new Thing(await LoggedAsync()) { Listed = $"{WeekOf:O}" },
        ["GetPlacementHours"] = async () => new Thing(await LoggedAsync()),
        ["ListPublicHolidays"] = () => Made(new Thing { Listed = "public-holidays-cn-2026" }),
        ["MakeAssessmentLink"] = async () => new Thing(await CompletedAsync()) { Body = new { validHours = 24 }, ShownOnce = "url" },
        ["GetMentorAssessment"] = async () => new Thing(await AssessmentLinkAsync(await CompletedAsync())),
        ["GiveMentorAssessment"] = async () => new Thing(await AssessmentLinkAsync(await CompletedAsync())) { Body = Assessment },
        ["GetPlacementAssessment"] = async () => new Thing(await AssessedAsync()),
        ["GetLogbook"] = WeekAsync,
    };

    private async Task<Thing> WeekAsync() => new($"{await LoggedAsync()}", $"{WeekOf:O}");

    private static readonly AssessmentLinkAssessmentRequest Assessment = new() { Grade = "good", Text = "Careful with every drone." };

    private async Task<Guid> CompletedAsync() =>
        (await Office.CompletePlacementAsync(await LoggedAsync(isSigned: true), new() { CompletedOn = Day, Grade = "good" })).Id;

    private async Task<string> AssessmentLinkAsync(Guid placement) =>
        (await Office.MakeAssessmentLinkAsync(placement, new())).Url!.Split('/')[^1];

    private async Task<Guid> AssessedAsync()
    {
        var id = await CompletedAsync();
        await Office.GiveMentorAssessmentAsync(await AssessmentLinkAsync(id), Assessment);
        return id;
    }

    /// <summary>A placement with a week that awaits the mentor's signature, or has it.</summary>
    private async Task<Guid> LoggedAsync(bool isSigned = false)
    {
        var id = await PlacementAsync();
        await By("bpc", Learner).WriteLogbookAsync(id, new() { WeekOf = WeekOf, Days = LoggedDays });
        if (isSigned) await By("dji", Mentor).SignLogbookAsync(id, $"{WeekOf:O}", new() { Version = 1 });
        return id;
    }
}
