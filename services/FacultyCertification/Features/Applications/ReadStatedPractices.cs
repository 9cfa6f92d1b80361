using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>The organisation of a place reads the practice that teachers state there (D17).</summary>
public static class ReadStatedPractices
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/stated-practices", ListAsync).WithName("ListStatedPractices")
        .WithSummary("List practice that teachers state at your base or enterprise").Allow(ConfirmPractice.AtThePlace)
        .Unsorted("its order is that of the applications, and of the evidence in each.");

    private static async Task<Ok<Page<StatedPractice>>> ListAsync(
        HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        await paging.CountAsync(
            db, StatedPracticeRow.Select + " WHERE e.application_id = a.id AND " + StatedPracticeRow.Visible, new { viewer.Org }, ct);
        var rows = await db.QueryAsync<StatedPracticeRow>(
            $"""
            {StatedPracticeRow.Select}
            WHERE e.application_id = a.id
                AND a.seq >= @application
                AND (a.seq * 100 + e.position) > @After
                AND {StatedPracticeRow.Visible}
            ORDER BY a.seq, e.position {Db.Page}
            """,
            new { application = paging.After / 100, paging.After, limit = paging.Limit, viewer.Org }, ct);
        var confirmed = await EvidenceRow.ConfirmedAsync(db, [.. rows.Select(row => row.ApplicationId).Distinct()], ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply(confirmed[(row.ApplicationId, row.Position)]));
    }
}
