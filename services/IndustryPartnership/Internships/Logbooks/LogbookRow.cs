using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>
/// Stored weeks of logbooks. A change of a week locks its placement first, so that nobody completes or assesses it meanwhile.
/// </summary>
internal sealed record LogbookRow
{
    /// <summary>The path of a week. A segment that is no date does not match.</summary>
    public const string Path = "/placements/{id:guid}/logbook/{weekOf:regex(^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$)}";

    private const string Kind = "logbook";

    private const string Select =
        """
        SELECT e.placement_id, e.week_of, e.state, e.comment_id, c.value AS comment, e.signed_on, e.mentor_id, v.lookup AS signed_by,
            e.version
        FROM partnership.logbook_entry e
        LEFT JOIN partnership.personal_value c ON c.id = e.comment_id
        LEFT JOIN partnership.mentor r ON r.id = e.mentor_id
        LEFT JOIN partnership.personal_value v ON v.id = r.person_id
        """;

    // A week belongs to the post of its last written day. If a change cuts the week, that is the next post.
    private const string OfPost =
        $"""
        EXISTS (SELECT 1 FROM partnership.placement_post o
            WHERE o.placement_id = e.placement_id AND o.mentor_id IN {MentorRow.OfViewer}
                AND o.from_on <= (SELECT MAX(d.day) FROM partnership.logbook_day d
                    WHERE d.placement_id = e.placement_id AND d.week_of = e.week_of)
                AND (o.until_on IS NULL OR o.until_on >= (SELECT MAX(d.day) FROM partnership.logbook_day d
                    WHERE d.placement_id = e.placement_id AND d.week_of = e.week_of)))
        """;

    public Guid PlacementId { get; init; }
    public DateOnly WeekOf { get; init; }
    public string State { get; init; } = "";
    public Guid? CommentId { get; init; }
    public string? Comment { get; init; }
    public DateOnly? SignedOn { get; init; }
    public Guid? MentorId { get; init; }
    public string? SignedBy { get; init; }
    public int Version { get; init; }

    /// <summary>A week of a placement that the caller sees. A unit of work locks it.</summary>
    public static async Task<LogbookEntry?> FindAsync(IReader reader, Guid placementId, DateOnly weekOf, CancellationToken ct = default) =>
        (await ShowAsync(reader, placementId, await reader.HoldAsync<LogbookRow>(
            Select + " WHERE e.placement_id = @placementId AND e.week_of = @weekOf", new { placementId, weekOf }, ct), ct))
            .SingleOrDefault();

    /// <summary>
    /// The weeks that this viewer sees, oldest first. A viewer of the placement sees all. After a move, an earlier mentor sees the weeks of
    /// their post.
    /// </summary>
    /// <returns>Null where they see neither.</returns>
    public static async Task<IReadOnlyList<LogbookRow>?> OfAsync(IReader reader, Guid placementId, Viewer viewer, CancellationToken ct)
    {
        var seesAll = await PlacementRow.FindAsync(reader, placementId, viewer, ct) is not null ? 1 : 0;
        var wasMentor = await reader.FindAsync<int?>(
            $"""
            SELECT 1 FROM partnership.placement p
            WHERE p.id = @placementId AND EXISTS (SELECT 1 FROM partnership.placement_post o
                WHERE o.placement_id = p.id AND o.mentor_id IN {MentorRow.OfViewer})
            """,
            new { placementId, viewer.Org, viewer.Person }, ct);
        return seesAll == 0 && wasMentor is null ? null : await reader.QueryAsync<LogbookRow>(
            Select + " WHERE e.placement_id = @placementId AND (@seesAll = 1 OR " + OfPost + ") ORDER BY e.week_of",
            new { placementId, seesAll, viewer.Org, viewer.Person }, ct);
    }

    /// <summary>
    /// The placement of a week, if this viewer sees it or was the mentor at the post of that week. An earlier mentor still reads and signs
    /// that week after a move.
    /// </summary>
    public static async Task<Placement?> PlacementOfAsync(
        IReader reader, Guid placementId, DateOnly weekOf, Viewer viewer, CancellationToken ct = default)
    {
        if (await PlacementRow.FindAsync(reader, placementId, viewer, ct) is { } placement) return placement;
        var wasMentor = await reader.FindAsync<int?>(
            "SELECT 1 FROM partnership.logbook_entry e WHERE e.placement_id = @placementId AND e.week_of = @weekOf AND " + OfPost,
            new { placementId, weekOf, viewer.Org, viewer.Person }, ct);
        return wasMentor is null ? null : await PlacementRow.FindAsync(reader, placementId, ct);
    }

    public static async Task<IReadOnlyList<LogbookEntry>> ShowAsync(
        IReader reader, Guid placementId, IReadOnlyList<LogbookRow> rows, CancellationToken ct = default)
    {
        if (rows.Count == 0) return [];
        var days = (await reader.QueryAsync<DayRow>(
            """
            SELECT d.week_of, d.day, d.hours, COALESCE(v.value, '') AS work FROM partnership.logbook_day d
            LEFT JOIN partnership.personal_value v ON v.id = d.work_id
            WHERE d.placement_id = @placementId AND d.week_of >= @from AND d.week_of <= @until ORDER BY d.day
            """,
            new { placementId, from = rows[0].WeekOf, until = rows[^1].WeekOf }, ct))
            .ToLookup(day => day.WeekOf, day => new LogbookDay(day.Day, day.Hours / 100m, day.Work));
        return
        [
            .. rows.Select(row => new LogbookEntry(
                row.PlacementId, row.WeekOf, row.State, [.. days[row.WeekOf]], row.Comment, row.SignedOn,
                MentorRow.Name(row.SignedBy, row.MentorId), row.Version)
            {
                CommentId = row.CommentId,
                MentorId = row.MentorId,
            }),
        ];
    }

    /// <summary>Stores the first entry of a week.</summary>
    /// <returns>False if the week already has an entry.</returns>
    public static async Task<bool> AddAsync(UnitOfWork work, LogbookEntry written, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.logbook_entry (placement_id, week_of, state, version, created_at)
            VALUES (@PlacementId, @WeekOf, @State, @Version, @Now)
            """,
            new { written.PlacementId, written.WeekOf, written.State, written.Version, act.Now });
        if (!isNew) return false;
        await AddDaysAsync(work, written, act);
        await work.AuditAsync(Kind, written.Key, written.Version, "written", act);
        return true;
    }

    /// <summary>Records one change of a week: its row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, LogbookEntry next, string action, Act act, string? reason = null)
    {
        var commentId = await work.RenewAsync(next.CommentId, Kind, next.Key, "comment", next.Comment, act.Now);
        await work.ChangeAsync(
            """
            UPDATE partnership.logbook_entry
            SET state = @State, comment_id = @commentId, signed_on = @SignedOn, mentor_id = @MentorId, version = @Version
            WHERE placement_id = @PlacementId AND week_of = @WeekOf AND version = @Version - 1
            """,
            new { next.PlacementId, next.WeekOf, next.State, commentId, next.SignedOn, next.MentorId, next.Version });
        await work.AuditAsync(Kind, next.Key, next.Version, action, act, reason);
    }

    /// <summary>Replaces the days of a week. Nobody needs what they said before.</summary>
    public static async Task ReplaceDaysAsync(UnitOfWork work, LogbookEntry written, Act act)
    {
        await work.ExecuteAsync(
            """
            DELETE FROM partnership.personal_value
            WHERE id IN (
                SELECT d.work_id FROM partnership.logbook_day d WHERE d.placement_id = @PlacementId AND d.week_of = @WeekOf)
            """,
            new { written.PlacementId, written.WeekOf });
        await work.ExecuteAsync(
            "DELETE FROM partnership.logbook_day WHERE placement_id = @PlacementId AND week_of = @WeekOf",
            new { written.PlacementId, written.WeekOf });
        await AddDaysAsync(work, written, act);
    }

    private static async Task AddDaysAsync(UnitOfWork work, LogbookEntry written, Act act)
    {
        foreach (var day in written.Days)
        {
            var workId = await work.KeepAsync(Kind, written.Key, "work", day.Work, act.Now);
            await work.ExecuteAsync(
                """
                INSERT INTO partnership.logbook_day (placement_id, day, week_of, hours, work_id)
                VALUES (@PlacementId, @Date, @WeekOf, @Hundredths, @workId)
                """,
                new { written.PlacementId, day.Date, written.WeekOf, day.Hundredths, workId });
        }
    }

    private sealed record DayRow
    {
        public DateOnly WeekOf { get; init; }
        public DateOnly Day { get; init; }
        public int Hours { get; init; }
        public string Work { get; init; } = "";
    }
}
