using Contracts;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>The teacher office and the panel of an institution read its teachers. Each teacher reads their own record.</summary>
public static class ReadTeachers
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/teachers", ListAsync).WithName("ListTeachers").WithSummary("List the teachers of your institution")
            .Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/teachers/{id:guid}", GetAsync).WithName("GetTeacher").WithSummary("Read a teacher");
    }

    private static async Task<Ok<Page<Teacher>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf(Scope.Specialist, Scope.InternshipInstructor, Scope.General)] string? category = null)
    {
        var viewer = Viewer.Of(caller);
        var teachers = await db.QueryAsync<Teacher>(
            $"""
            {TeacherRow.Select}
            WHERE institution = @Office
                AND seq > @After
                AND (@category IS NULL OR category = @category)
            ORDER BY seq {Db.Page}
            """,
            new { viewer.Office, paging.After, limit = paging.Limit, category }, ct);
        return paging.Reply(http, teachers, teacher => teacher.Seq, teacher => teacher);
    }

    private static async Task<Results<Ok<Teacher>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } teacher ? TypedResults.Ok(teacher) : CommonProblems.NotFound();
}
