using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Notices;

/// <summary>Everybody with a token reads notices.</summary>
public static class ReadNotices
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/public-notices", ListAsync).WithName("ListNotices").WithSummary("List public notices");
        api.MapGet("/public-notices/{id:guid}", GetAsync).WithName("GetNotice").WithSummary("Read a public notice");
    }

    private static async Task<Ok<Page<PublicNotice>>> ListAsync(
        HttpContext http, Paging paging, Db db, CancellationToken ct,
        [Code] string? institution = null)
    {
        var rows = await paging.ReadAsync<NoticeRow>(
            db,
            $"""
            {NoticeRow.Select}
            WHERE (@institution IS NULL OR institution = @institution)
            """,
            new { institution }, ct);
        var applications = await NoticeRow.ApplicationsAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply(applications[row.Id]));
    }

    private static async Task<Results<Ok<PublicNotice>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await NoticeRow.FindAsync(db, id, ct) is { } notice ? TypedResults.Ok(notice) : CommonProblems.NotFound();
}
