using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Practices;

/// <summary>The teacher office and the panel of the institution read bookings, and so does the teacher.</summary>
public static class ReadPractices
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/practice-bookings", ListAsync).WithName("ListPracticeBookings").WithSummary("List teachers' seats at bases");
        api.MapGet("/practice-bookings/{id:guid}", GetAsync).WithName("GetPracticeBooking").WithSummary("Read a teacher's seat at a base");
    }

    private static async Task<Ok<Page<PracticeBooking>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] PracticeBookingFilter filter, Db db, Caller caller, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<PracticeBookingRow>(
            db,
            $"""
            {PracticeBookingRow.Select}
            WHERE (@TeacherId IS NULL OR p.teacher_id = @TeacherId)
                AND (@BaseId IS NULL OR p.base_id = @BaseId)
                AND (@State IS NULL OR {PracticeBookingRow.ShownState} = @State)
                AND (@StaffNumber IS NULL OR e.staff_number_id IN {TeacherValues.OfNumber})
                AND (@OfPerson IS NULL OR t.person_id IN {PersonalValues.OfPerson})
                AND (@Unit IS NULL OR e.unit = @Unit)
                AND {PracticeBookingRow.Visible}
            """,
            new
            {
                filter.TeacherId,
                filter.BaseId,
                filter.State,
                filter.StaffNumber,
                OfPerson = filter.Person,
                filter.Unit,
                viewer.Office,
                viewer.Person,
                viewer.Org,
            }, ct);
        var attended = await PracticeBookingRow.AttendedAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply(attended[row.Id]));
    }

    private static async Task<Results<Ok<PracticeBooking>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await PracticeBookingRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
