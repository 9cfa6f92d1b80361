using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Ethics;

/// <summary>The teacher office and the panel of the institution read its findings about a teacher, and so does the teacher.</summary>
public static class ReadEthicsFindings
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teachers/{id:guid}/ethics-findings", ListAsync)
            .WithName("ListEthicsFindings").WithSummary("List the failed ethics reviews of a teacher");
        api.MapGet("/ethics-findings/{id:guid}", GetAsync).WithName("GetEthicsFinding").WithSummary("Read a failed ethics review");
    }

    private static async Task<Results<Ok<EthicsFinding>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await EthicsRow.FindAsync(db, id, ct) is { } found
            && found.Institution == caller.Org
            && await TeacherRow.FindAsync(db, found.TeacherId, Viewer.Of(caller), ct) is not null
                ? TypedResults.Ok(found)
                : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<EthicsFinding>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } teacher) return CommonProblems.NotFound();
        var findings = await EthicsRow.OfAsync(db, teacher.Id, teacher.Institution, paging, ct);
        return paging.Reply(http, findings, finding => finding.Seq, finding => finding);
    }
}
