using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An enterprise states its staff, in total and per kind of post, from a day on. D29 uses these counts.</summary>
/// <remarks>
/// Facts are appended; of two for the same day, the later one counts. A lower count closes no open slot and ends no placement. It counts
/// from the next opening of a slot on.
/// </remarks>
public static class RecordStaffCount
{
    /// <param name="Staff">How many people.</param>
    /// <param name="EffectiveOn">The first day that the count is true of.</param>
    /// <param name="PostKind">The kind of post; left out for the whole enterprise.</param>
    public sealed record Request(
        [property: Range(0, 10_000_000)] int Staff, [property: Day] DateOnly EffectiveOn, [property: Name(60)] string? PostKind = null);

    /// <param name="PostKind">The kind of post; null for the whole enterprise.</param>
    /// <param name="Staff">How many people.</param>
    /// <param name="EffectiveOn">The first day that the count is true of.</param>
    /// <param name="RecordedAt">When it was stated, UTC.</param>
    public sealed record StaffCount(string? PostKind, int Staff, DateOnly EffectiveOn, DateTimeOffset RecordedAt) : IVersioned
    {
        // A count never changes. A correction is another count.
        int IVersioned.Version => 1;
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/organisations/{code}/staff-counts", HandleAsync).WithName(nameof(RecordStaffCount))
            .WithSummary("State an enterprise's staff from a day on (D29)").Allow(Roles.OrgAdmin);
        api.MapGet("/organisations/{code}/staff-counts", ListAsync).WithName("ListStaffCounts")
            .WithSummary("Read an enterprise's staff counts, or with asOf those in force on that day");
    }

    private static async Task<Results<Created<StaffCount>, Refusal>> HandleAsync(string code, Request request, UnitOfWork work, Act act)
    {
        if (await OrganisationRow.HoldAsync(work, code) is not { } enterprise) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (enterprise.Kind != OrganisationKind.Enterprise) return Problems.NotAnEnterprise(code);
        if (enterprise.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);

        // The guard of D29: a count and the opening of a slot do not overlap.
        var guard = await OrganisationRow.GuardAsync(work, code);
        var stated = new StaffCount(request.PostKind, request.Staff, request.EffectiveOn, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.staff_count (organisation, post_kind, staff, effective_on, recorded_at)
            VALUES (@code, @postKind, @Staff, @EffectiveOn, @RecordedAt)
            """,
            new { code, postKind = stated.PostKind ?? "", stated.Staff, stated.EffectiveOn, stated.RecordedAt });
        // A count has no version of its own, so the guard's number serves.
        var what = $"{request.PostKind ?? "all"}: {request.Staff} from {request.EffectiveOn:O}";
        await work.AuditAsync("staff count", code, guard, "stated", act, what);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/organisations/{code}/staff-counts", stated));
    }

    private static async Task<Results<Ok<Page<StaffCount>>, Refusal>> ListAsync(
        string code, HttpContext http, Paging paging, Db db, CancellationToken ct,
        DateOnly? asOf = null, [Name(60)] string? postKind = null)
    {
        if (await OrganisationRow.FindAsync(db, code, ct) is null) return CommonProblems.NotFound();
        // Per kind of post, the count of the latest day counts, and of two for one day the later one, as in D29.
        var rows = await db.QueryAsync<StaffCountRow>(
            """
            SELECT c.seq, c.post_kind, c.staff, c.effective_on, c.recorded_at
            FROM partnership.staff_count c
            WHERE c.organisation = @code AND c.seq > @After
                AND (@postKind IS NULL OR c.post_kind = @postKind)
                AND (@asOf IS NULL OR (c.effective_on <= @asOf AND NOT EXISTS (
                    SELECT 1
                    FROM partnership.staff_count l
                    WHERE l.organisation = c.organisation AND l.post_kind = c.post_kind AND l.effective_on <= @asOf
                        AND (l.effective_on > c.effective_on OR (l.effective_on = c.effective_on AND l.seq > c.seq)))))
            ORDER BY c.seq
            """ + " " + Db.Page,
            new { code, paging.After, limit = paging.Limit, asOf, postKind }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }

    private sealed record StaffCountRow
    {
        public long Seq { get; init; }
        public string PostKind { get; init; } = "";
        public int Staff { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public StaffCount Show() => new(PostKind.Length == 0 ? null : PostKind, Staff, EffectiveOn, RecordedAt);
    }
}
