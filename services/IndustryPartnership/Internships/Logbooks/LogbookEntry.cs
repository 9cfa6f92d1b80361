using System.ComponentModel.DataAnnotations;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>What a learner did in a week of a placement (D39).</summary>
/// <param name="PlacementId">The placement.</param>
/// <param name="WeekOf">The week's Monday, by which it is named.</param>
/// <param name="State"><c>written</c>, <c>returned</c> or <c>signed</c>; what is signed does not change any more.</param>
/// <param name="Days">Its days, oldest first.</param>
/// <param name="Comment">What the mentor said who returned it; null unless it is returned.</param>
/// <param name="SignedOn">The day of the signature, once it is signed.</param>
/// <param name="SignedBy">The opaque person of the mentor who signed it.</param>
/// <param name="Version">Its ETag, and what a mentor signs.</param>
public sealed record LogbookEntry(Guid PlacementId, DateOnly WeekOf, string State, IReadOnlyList<LogbookDay> Days, string? Comment, DateOnly? SignedOn, string? SignedBy, int Version) : IVersioned;

/// <summary>A day of the logbook.</summary>
/// <param name="Date">The day.</param>
/// <param name="Hours">How long the learner worked, with at most two decimals.</param>
/// <param name="Work">What they did.</param>
public sealed record LogbookDay(
    [property: Day] DateOnly Date, [property: Range(0.0, 24.0)] decimal Hours, [property: Text(2000)] string Work);

internal sealed record LogbookRow
{
    public const string Kind = "logbook";

    /// <summary>The path of a week: what is no date is no path.</summary>
    public const string Path = "/placements/{id:guid}/logbook/{weekOf:regex(^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$)}";

    public const string Written = "written";
    public const string Returned = "returned";
    public const string Signed = "signed";

    // A week is of the post of its last written day: where a change cuts it, of the next one.
    private const string OfPost =
        """
        EXISTS (SELECT 1 FROM partnership.placement_post o WHERE o.placement_id = e.placement_id AND o.enterprise = @org AND o.mentor = @person
            AND o.from_on <= (SELECT MAX(d.day) FROM partnership.logbook_day d WHERE d.placement_id = e.placement_id AND d.week_of = e.week_of)
            AND (o.until_on IS NULL OR o.until_on >= (SELECT MAX(d.day) FROM partnership.logbook_day d WHERE d.placement_id = e.placement_id AND d.week_of = e.week_of)))
        """;

    public Guid PlacementId { get; init; }
    public DateOnly WeekOf { get; init; }
    public string State { get; init; } = "";
    public string? Comment { get; init; }
    public DateOnly? SignedOn { get; init; }
    public string? SignedBy { get; init; }
    public int Version { get; init; }

    public static async Task<LogbookEntry?> FindAsync(IReader reader, Guid placementId, DateOnly weekOf, CancellationToken ct = default) => (await ShowAsync(reader, placementId, await reader.HoldAsync<LogbookRow>(
        "SELECT placement_id, week_of, state, comment, signed_on, signed_by, version FROM partnership.logbook_entry WHERE placement_id = @placementId AND week_of = @weekOf", new { placementId, weekOf }, ct), ct)).SingleOrDefault();

    /// <summary>The entries of the weeks after one that this caller sees, oldest first: all of a placement that they see, and of one that has moved on those of the post at which they were the mentor.</summary>
    /// <returns>Null where they see neither.</returns>
    public static async Task<IReadOnlyList<LogbookRow>?> AfterAsync(IReader reader, Guid placementId, DateOnly after, int limit, Caller caller, CancellationToken ct)
    {
        var seesAll = await PlacementRow.FindAsync(reader, placementId, Viewer.Of(caller), ct) is not null ? 1 : 0;
        var wasMentor = await reader.FindAsync<int?>(
            "SELECT 1 FROM partnership.placement p WHERE p.id = @placementId AND EXISTS (SELECT 1 FROM partnership.placement_post o WHERE o.placement_id = p.id AND o.enterprise = @org AND o.mentor = @person)",
            new { placementId, org = caller.Org, person = caller.Person }, ct);
        return seesAll == 0 && wasMentor is null ? null : await reader.QueryAsync<LogbookRow>(
            "SELECT e.placement_id, e.week_of, e.state, e.comment, e.signed_on, e.signed_by, e.version FROM partnership.logbook_entry e WHERE e.placement_id = @placementId AND e.week_of > @after AND (@seesAll = 1 OR "
            + OfPost + ") ORDER BY e.week_of " + Db.Page,
            new { placementId, after, limit, seesAll, org = caller.Org, person = caller.Person }, ct);
    }

    /// <summary>
    /// The placement of a week, where this caller sees it, or was the mentor at the post of that week: they read and sign it after the
    /// placement has moved on.
    /// </summary>
    public static async Task<Placement?> PlacementOfAsync(
        IReader reader, Guid placementId, DateOnly weekOf, Caller caller, CancellationToken ct = default)
    {
        if (await PlacementRow.FindAsync(reader, placementId, Viewer.Of(caller), ct) is { } placement) return placement;
        var wasMentor = await reader.FindAsync<int?>(
            "SELECT 1 FROM partnership.logbook_entry e WHERE e.placement_id = @placementId AND e.week_of = @weekOf AND " + OfPost,
            new { placementId, weekOf, org = caller.Org, person = caller.Person }, ct);
        return wasMentor is null ? null : await PlacementRow.FindAsync(reader, placementId, ct);
    }

    public static async Task<IReadOnlyList<LogbookEntry>> ShowAsync(IReader reader, Guid placementId, IReadOnlyList<LogbookRow> rows, CancellationToken ct = default)
    {
        if (rows.Count == 0) return [];
        var days = (await reader.QueryAsync<LogbookDayRow>(
            "SELECT week_of, day, hours, work FROM partnership.logbook_day WHERE placement_id = @placementId AND week_of >= @from AND week_of <= @until ORDER BY day",
            new { placementId, from = rows[0].WeekOf, until = rows[^1].WeekOf }, ct)).ToLookup(day => day.WeekOf, day => new LogbookDay(day.Day, day.Hours / 100m, day.Work));
        return [.. rows.Select(row => new LogbookEntry(row.PlacementId, row.WeekOf, row.State, [.. days[row.WeekOf]], row.Comment, row.SignedOn, row.SignedBy, row.Version))];
    }

    /// <summary>
    /// Takes the placement's row, so that nobody completes or assesses it meanwhile: a logbook is kept while its placement is under way, and may be
    /// brought up to date after it was stopped.
    /// </summary>
    /// <returns>False where it is not open.</returns>
    public static async Task<bool> HoldAsync(UnitOfWork work, Guid placementId) => await work.ExecuteAsync(
        "UPDATE partnership.placement SET version = version WHERE id = @placementId AND (state IN ('active', 'paused') OR (state = 'stopped' AND started_on IS NOT NULL))", new { placementId }) > 0;

    /// <summary>What the audit calls an entry.</summary>
    public static string IdOf(LogbookEntry entry) => $"{entry.PlacementId}/{entry.WeekOf:O}";

    public static string PathOf(LogbookEntry entry) => $"/industry-partnership/v1/placements/{entry.PlacementId}/logbook/{entry.WeekOf:O}";

    public static Verdict Judge(Placement placement, DateOnly weekOf, IEnumerable<LogbookDay> days, DateOnly today) =>
        LogbookWeek.Judge(weekOf, [.. days.Select(day => day.Date)], new Period(placement.StartsOn, placement.EndsOn), placement.PausedDays, today);

    public static async Task WriteDaysAsync(UnitOfWork work, Guid placementId, DateOnly weekOf, IEnumerable<LogbookDay> days)
    {
        await work.ExecuteAsync("DELETE FROM partnership.logbook_day WHERE placement_id = @placementId AND week_of = @weekOf", new { placementId, weekOf });
        foreach (var day in days)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.logbook_day (placement_id, day, week_of, hours, work) VALUES (@placementId, @Date, @weekOf, @hours, @Work)",
                new { placementId, day.Date, weekOf, hours = (int)(day.Hours * 100), day.Work });
        }
    }
}

internal sealed record LogbookDayRow
{
    public DateOnly WeekOf { get; init; }
    public DateOnly Day { get; init; }
    public int Hours { get; init; }
    public string Work { get; init; } = "";
}
