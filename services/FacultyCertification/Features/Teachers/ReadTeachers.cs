using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
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
        api.MapGet("/teachers/{id:guid}/records", ListRecordsAsync).WithName("ListEmploymentRecords")
            .WithSummary("List what was recorded of a teacher's employment, with corrections");
    }

    private static async Task<Ok<Page<Teacher>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] TeacherFilter filter, Db db, Act act, CancellationToken ct)
    {
        var viewer = act.Viewer();
        // The numbers of an institution are in the order of an index.
        var teachers = await paging.ReadAsync<Teacher>(
            db,
            $"""
            {TeacherRow.Select}
            WHERE e.institution = @Office
                AND n.scope = @numbers
                AND n.holds = 1
                AND (@Category IS NULL OR e.category = @Category)
                AND (@StaffNumber IS NULL OR e.staff_number_id IN {TeacherValues.OfNumber})
                AND (@OfPerson IS NULL OR t.person_id IN {PersonalValues.OfPerson})
                AND (@Unit IS NULL OR e.unit = @Unit)
                AND (@State IS NULL OR @State = CASE
                    WHEN e.employed_from > @Today THEN 'to-come'
                    WHEN e.last_day < @Today THEN 'departed'
                    ELSE 'employed' END)
            """,
            new
            {
                viewer.Office,
                numbers = $"{TeacherValues.StaffNumber} {viewer.Office}",
                filter.Category,
                filter.StaffNumber,
                OfPerson = filter.Person,
                filter.Unit,
                filter.State,
                act.Today,
            }, ct);
        return paging.Reply(http, teachers, teacher => teacher.Seq, teacher => teacher);
    }

    private static async Task<Results<Ok<Teacher>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } teacher ? TypedResults.Ok(teacher) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<EmploymentRecord>>, Refusal>> ListRecordsAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        if (await TeacherRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } teacher) return CommonProblems.NotFound();
        var records = await EmploymentRecordRow.OfAsync(db, teacher.Id, teacher.Institution, paging, ct);
        return paging.Reply(http, records, record => record.Seq, record => record);
    }
}
