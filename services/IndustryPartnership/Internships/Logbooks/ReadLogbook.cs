using IndustryPartnership.Internships.Placements;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>
/// Everyone who sees the placement reads its logbook: institution, enterprise, learner and mentor. After a move, a mentor of an earlier
/// post reads the weeks of that post (D39).
/// </summary>
public static class ReadLogbook
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/placements/{id:guid}/logbook", ListAsync)
            .WithName("ListLogbook")
            .WithSummary("List the weeks of a placement's logbook, oldest first")
            .Allow(ReadPlacements.Readers);
        api.MapGet(LogbookRow.Path, GetAsync).WithName("GetLogbook").WithSummary("Read a week of a placement's logbook")
            .Allow(ReadPlacements.Readers);
    }

    private static async Task<Results<Ok<Page<LogbookEntry>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        // Weeks may be written in any order, so a page continues after a week, not after the time of writing.
        var after = DateOnly.FromDayNumber((int)Math.Clamp(paging.After, 0, DateOnly.MaxValue.DayNumber));
        if (await LogbookRow.AfterAsync(db, id, after, paging.Limit, Viewer.Of(caller), ct) is not { } rows)
        {
            return CommonProblems.NotFound();
        }
        var entries = (await LogbookRow.ShowAsync(db, id, rows, ct)).ToDictionary(entry => entry.WeekOf);
        return paging.Reply(http, rows, row => row.WeekOf.DayNumber, row => entries[row.WeekOf]);
    }

    private static async Task<Results<Ok<LogbookEntry>, Refusal>> GetAsync(
        Guid id, DateOnly weekOf, Db db, Caller caller, CancellationToken ct) =>
        await LogbookRow.PlacementOfAsync(db, id, weekOf, Viewer.Of(caller), ct) is not null
            && await LogbookRow.FindAsync(db, id, weekOf, ct) is { } entry
            ? TypedResults.Ok(entry)
            : CommonProblems.NotFound();
}
