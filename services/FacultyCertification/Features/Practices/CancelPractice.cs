using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Practices;

/// <summary>A teacher, or the teacher office on their behalf, no longer wants a seat; days that were attended before are not lost by it (D17).</summary>
public static class CancelPractice
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/practice-bookings/{id:guid}/cancellation", HandleAsync)
        .WithName(nameof(CancelPractice)).WithSummary("Cancel a teacher's seat at a base");

    private static async Task<Results<Ok<PracticeBooking>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock)
    {
        if (await PracticeBookingRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (!TeacherRow.AppliesFor(caller, found.Institution, found.Person)) return Problems.NotYourPractice();
        var cancelled = await work.ExecuteAsync(
            "UPDATE faculty.practice SET state = 'cancelled', version = version + 1 WHERE id = @id AND state = 'requested' AND (seat_state IS NULL OR seat_state = 'reserved')", new { id });
        var booking = (await PracticeBookingRow.FindAsync(work, id, caller))!;
        if (cancelled == 0) return Problems.PracticeNotIn(booking.ShownState, "requested", "reserved");

        await work.AuditAsync("practice", id, booking.Version, "cancelled", caller, request.Reason);
        await events.Publish(booking.Fact(clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(await booking.ShowAsync(work)));
    }
}
