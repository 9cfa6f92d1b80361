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
            .Allow(ReadPlacements.Readers)
            .Unsorted("its order is that of the weeks, however late they were written.");
        api.MapGet(LogbookRow.Path, GetAsync).WithName("GetLogbook").WithSummary("Read a week of a placement's logbook")
            .Allow(ReadPlacements.Readers);
    }

    private static async Task<Results<Ok<Page<LogbookEntry>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await LogbookRow.OfAsync(db, id, Viewer.Of(caller), ct) is not { } weeks) return CommonProblems.NotFound();
        paging.Counted(weeks.Count);
        // Weeks may be written in any order, so a page continues after a week, not after the time of writing.
        List<LogbookRow> rows = [.. weeks.Where(week => week.WeekOf.DayNumber > paging.After).Take(paging.Limit)];
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
