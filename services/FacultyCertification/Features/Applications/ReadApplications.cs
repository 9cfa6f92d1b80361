using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>The teacher office and the panel of the institution read applications, and so does the teacher.</summary>
public static class ReadApplications
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/applications", ListAsync).WithName("ListApplications")
            .WithSummary("List the applications of your institution, or your own");
        api.MapGet("/applications/{id:guid}", GetAsync).WithName("GetApplication").WithSummary("Read an application");
    }

    private static async Task<Ok<Page<Application>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf("draft", "submitted", "under-review", "public-notice", "certified", "refused", "withdrawn")] string? state = null,
        Guid? teacherId = null)
    {
        var viewer = Viewer.Of(caller);
        var applications = await db.QueryAsync<Application>(
            $"""
            {ApplicationRow.Select}
            WHERE a.seq > @After
                AND (@state IS NULL OR a.state = @state)
                AND (@teacherId IS NULL OR a.teacher_id = @teacherId)
                AND {ApplicationRow.Visible}
            ORDER BY a.seq {Db.Page}
            """,
            new { paging.After, limit = paging.Limit, state, teacherId, viewer.Office, viewer.Person, viewer.Org }, ct);
        var shown = await ApplicationRow.AddEvidenceAsync(db, applications, ct);
        return paging.Reply(http, shown, application => application.Seq, application => application);
    }

    private static async Task<Results<Ok<Application>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await ApplicationRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
