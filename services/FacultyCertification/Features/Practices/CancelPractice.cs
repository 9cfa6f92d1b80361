using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Practices;

/// <summary>A teacher, or the teacher office on their behalf, cancels a seat. Days attended before stay (D17).</summary>
public static class CancelPractice
{
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/practice-bookings/{id:guid}/cancellation", HandleAsync)
        .WithName(nameof(CancelPractice)).WithSummary("Cancel a teacher's seat at a base");

    private static async Task<Results<Ok<PracticeBooking>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PracticeBookingRow.HoldAsync(work, id, act.Viewer()) is not { } booking) return CommonProblems.NotFound();
        if (!booking.IsBy(act.Caller)) return Problems.NotYourPractice();
        if (!booking.IsOpen) return Problems.PracticeNotIn(booking.State, PracticeBooking.Requested, PracticeBooking.Reserved);

        var cancelled = booking.Cancelled();
        await PracticeBookingRow.RecordAsync(work, cancelled, "cancelled", act, request.Reason);
        await events.Publish(new PracticeCancelledV1 { OccurredAt = act.Now, Practice = cancelled.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(cancelled));
    }
}
