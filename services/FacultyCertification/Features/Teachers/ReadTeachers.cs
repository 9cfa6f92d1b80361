using Contracts;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>Teachers are seen by their institution's teacher office and panel, and each by themselves.</summary>
public static class ReadTeachers
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teachers", ListAsync).WithName("ListTeachers").WithSummary("List the teachers of your institution").Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/teachers/{id:guid}", GetAsync).WithName("GetTeacher").WithSummary("Read a teacher");
    }

    private static async Task<Ok<Page<Teacher>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf(Scope.Specialist, Scope.InternshipInstructor, Scope.General)] string? category = null)
    {
        var rows = await db.QueryAsync<TeacherRow>(
            "SELECT " + TeacherRow.Columns + " FROM faculty.teacher WHERE institution = @Org AND seq > @After AND (@category IS NULL OR category = @category) ORDER BY seq " + Db.Page,
            new { caller.Org, paging.After, limit = paging.Limit, category }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }

    private static async Task<Results<Ok<Teacher>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await TeacherRow.FindVisibleAsync(db, id, caller, ct) is { } teacher ? TypedResults.Ok(teacher.Show()) : CommonProblems.NotFound();
}
