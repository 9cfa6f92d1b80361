using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How weeks of a logbook are made: of a placement that began on the day of the tests, which is a Tuesday.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly WeekOf = Day.AddDays(-1);

    private static object[] LoggedDays => [new { date = Day, hours = 7.5m, work = "Flew a survey." }];

    private Dictionary<string, Func<Task<Thing>>> LogbookRecipes() => new()
    {
        ["WriteLogbook"] = async () => new Thing(await PlacementAsync()) { Body = new { weekOf = WeekOf, days = LoggedDays } },
        ["ChangeLogbook"] = async () => new Thing(await LoggedAsync(), $"{WeekOf:O}") { Version = 1, Body = new { days = LoggedDays } },
        ["SignLogbook"] = async () => new Thing(await LoggedAsync(), $"{WeekOf:O}") { Body = new { version = 1 } },
        ["ReturnLogbook"] = async () => new Thing(await LoggedAsync(), $"{WeekOf:O}") { Body = new { comment = "Say which." } },
        ["ListLogbook"] = async () => new Thing(await LoggedAsync()) { Listed = $"{WeekOf:O}" },
        ["GetPlacementHours"] = async () => new Thing(await LoggedAsync()),
        ["ListPublicHolidays"] = () => Made(new Thing { Listed = "public-holidays-cn-2026" }),
        ["MakeAssessmentLink"] = async () => new Thing(await CompletedAsync()) { Body = new { validHours = 24 }, ShownOnce = "url" },
        ["GetMentorAssessment"] = async () => new Thing(await AssessmentLinkAsync(await CompletedAsync())),
        ["GiveMentorAssessment"] = async () => new Thing(
            await AssessmentLinkAsync(await CompletedAsync()))
        { Body = new { grade = "good", text = "Careful with every drone." } },
        ["GetPlacementAssessment"] = async () => new Thing(await AssessedAsync()),
        ["GetLogbook"] = async () => new Thing(await LoggedAsync(), $"{WeekOf:O}"),
    };

    private async Task<string> CompletedAsync() =>
        Id(await DoAsync(
            "bpc", Coordinator, $"/placements/{await LoggedAsync(isSigned: true)}/completion", new { completedOn = Day, grade = "good" }));

    private async Task<string> AssessmentLinkAsync(string placement) =>
        (await DoAsync("bpc", Coordinator, $"/placements/{placement}/assessment-link", new { })).GetProperty("url")
            .GetString()!.Split('/')[^1];

    private async Task<string> AssessedAsync()
    {
        var id = await CompletedAsync();
        await DoAsync(
            "bpc",
            Coordinator,
            $"/mentor-assessments/{await AssessmentLinkAsync(id)}",
            new { grade = "good", text = "Careful with every drone." });
        return id;
    }

    /// <summary>A placement with a week that awaits the mentor's signature, or has it.</summary>
    private async Task<string> LoggedAsync(bool isSigned = false)
    {
        var id = await PlacementAsync();
        await DoAsync("bpc", Learner, $"/placements/{id}/logbook", new { weekOf = WeekOf, days = LoggedDays });
        if (isSigned) await DoAsync("dji", Mentor, $"/placements/{id}/logbook/{WeekOf:O}/signature", new { version = 1 });
        return id;
    }
}
