using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>Everybody with a token reads an enterprise's staff counts (D29).</summary>
public static class ReadStaffCounts
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/organisations/{code}/staff-counts", ListAsync)
        .WithName("ListStaffCounts").WithSummary("Read an enterprise's staff counts, or with asOf those in force on that day");

    private static async Task<Results<Ok<Page<RecordStaffCount.StaffCount>>, Refusal>> ListAsync(
        string code, HttpContext http, Paging paging, Db db, CancellationToken ct,
        DateOnly? asOf = null, [Name(60)] string? postKind = null)
    {
        if (await OrganisationRow.FindAsync(db, code, ct) is null) return CommonProblems.NotFound();
        // Per kind of post, the count of the latest day counts, and of two for one day the later one, as in D29.
        var rows = await paging.ReadAsync<StaffCountRow>(
            db,
            """
            SELECT c.seq, c.post_kind, c.staff, c.effective_on, c.recorded_at
            FROM partnership.staff_count c
            WHERE c.organisation = @code
                AND (@postKind IS NULL OR c.post_kind = @postKind)
                AND (@asOf IS NULL OR (c.effective_on <= @asOf AND NOT EXISTS (
                    SELECT 1
                    FROM partnership.staff_count l
                    WHERE l.organisation = c.organisation AND l.post_kind = c.post_kind AND l.effective_on <= @asOf
                        AND (l.effective_on > c.effective_on OR (l.effective_on = c.effective_on AND l.seq > c.seq)))))
            """,
            new { code, asOf, postKind }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }

    private sealed record StaffCountRow
    {
        public long Seq { get; init; }
        public string PostKind { get; init; } = "";
        public int Staff { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public RecordStaffCount.StaffCount Show() => new(PostKind.Length == 0 ? null : PostKind, Staff, EffectiveOn, RecordedAt);
    }
}
