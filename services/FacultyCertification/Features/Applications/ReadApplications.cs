using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;
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
        HttpContext http, Paging paging, [AsParameters] ApplicationFilter filter, Db db, Caller caller, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var applications = await paging.ReadAsync<Application>(
            db,
            $"""
            {ApplicationRow.Select}
            WHERE (@State IS NULL OR a.state = @State)
                AND (@TeacherId IS NULL OR a.teacher_id = @TeacherId)
                AND (@Level IS NULL OR a.level = @Level)
                AND (@StaffNumber IS NULL OR o.staff_number_id IN {TeacherValues.OfNumber})
                AND (@OfPerson IS NULL OR t.person_id IN {PersonalValues.OfPerson})
                AND (@Unit IS NULL OR o.unit = @Unit)
                AND {ApplicationRow.Visible}
            """,
            new
            {
                filter.State,
                filter.TeacherId,
                filter.Level,
                filter.StaffNumber,
                OfPerson = filter.Person,
                filter.Unit,
                viewer.Office,
                viewer.Person,
                viewer.Org,
            }, ct);
        var shown = await ApplicationRow.AddEvidenceAsync(db, applications, ct);
        return paging.Reply(http, shown, application => application.Seq, application => application);
    }

    private static async Task<Results<Ok<Application>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await ApplicationRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
