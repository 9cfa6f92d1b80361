using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Practices;

/// <summary>Bookings are read by the teacher office and the panel of the institution, and by the teacher.</summary>
public static class ReadPractices
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/practice-bookings", ListAsync).WithName("ListPracticeBookings").WithSummary("List teachers' seats at bases");
        api.MapGet("/practice-bookings/{id:guid}", GetAsync).WithName("GetPracticeBooking").WithSummary("Read a teacher's seat at a base");
    }

    private static async Task<Ok<Page<PracticeBooking>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        Guid? teacherId = null, Guid? baseId = null,
        [OneOf("requested", "reserved", "refused", "cancelled", "completed")] string? state = null)
    {
        var rows = await PracticeBookingRow.ListAsync(db, paging, caller, teacherId, baseId, state, ct);
        var attended = await PracticeBookingRow.AttendedAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(attended));
    }

    private static async Task<Results<Ok<PracticeBooking>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await PracticeBookingRow.FindAsync(db, id, caller, ct) is { } booking ? TypedResults.Ok(await booking.ShowAsync(db)) : CommonProblems.NotFound();
}
