using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>Applications are seen by the teacher office and the panel of the institution, and by the teacher.</summary>
public static class ReadApplications
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/applications", ListAsync).WithName("ListApplications").WithSummary("List the applications of your institution, or your own");
        api.MapGet("/applications/{id:guid}", GetAsync).WithName("GetApplication").WithSummary("Read an application");
    }

    private static async Task<Ok<Page<Application>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf("draft", "submitted", "under-review", "public-notice", "certified", "refused", "withdrawn")] string? state = null,
        Guid? teacherId = null)
    {
        var rows = await ApplicationRow.ListAsync(db, paging, caller, state, teacherId, ct);
        var evidence = await EvidenceRow.OfAsync(db, rows.Select(row => row.Id), ct);
        var confirmed = await EvidenceRow.ConfirmedAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(evidence, confirmed));
    }

    private static async Task<Results<Ok<Application>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await ApplicationRow.FindAsync(db, id, caller, ct) is { } row ? TypedResults.Ok(await row.ShowAsync(db, ct)) : CommonProblems.NotFound();
}
