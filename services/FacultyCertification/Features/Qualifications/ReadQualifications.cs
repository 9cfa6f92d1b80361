using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Qualifications;

/// <summary>The teacher office and the panel of an institution that employs the teacher read them, and so does the teacher.</summary>
public static class ReadQualifications
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teachers/{id:guid}/qualifications", ListAsync)
            .WithName("ListQualifications").WithSummary("List the qualifications of a teacher");
        api.MapGet("/qualifications/{id:guid}", GetAsync).WithName("GetQualification").WithSummary("Read a qualification");
    }

    private static async Task<Results<Ok<Qualification>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await QualificationRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found
            ? TypedResults.Ok(found)
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<Qualification>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } teacher) return CommonProblems.NotFound();
        var qualifications = await QualificationRow.OfAsync(db, teacher.Id, paging, ct);
        return paging.Reply(http, qualifications, qualification => qualification.Seq, qualification => qualification);
    }
}
