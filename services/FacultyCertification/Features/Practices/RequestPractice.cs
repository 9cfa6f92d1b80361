using System.ComponentModel.DataAnnotations;
using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace FacultyCertification.Features.Practices;

/// <summary>A teacher, or the teacher office on their behalf, asks for a seat at a base; whether there is one, industry partnership answers (D25).</summary>
public static class RequestPractice
{
    /// <param name="BaseId">The base, as industry partnership names it.</param>
    /// <param name="From">The first day; it may lie in the past, where it is recorded late.</param>
    /// <param name="Until">The last day, at most a year after the first.</param>
    public sealed record Request(
        Guid BaseId,
        [property: Day] DateOnly From,
        [property: Day] DateOnly Until) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Until < From || Until > From.AddYears(1)) yield return new ValidationResult("The last day is not before the first, and at most a year after it.", [nameof(Until)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/practice-bookings", HandleAsync)
        .WithName(nameof(RequestPractice)).WithSummary("Ask for a teacher's seat at a base");

    private static async Task<Results<Created<PracticeBooking>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock)
    {
        if (await TeacherRow.FindVisibleAsync(work, id, caller) is not { } teacher) return CommonProblems.NotFound();
        if (!TeacherRow.AppliesFor(caller, teacher.Institution, teacher.Person)) return Problems.NotYourPractice();
        if (await EmployingInstitution.WhyClosedAsync(work, teacher.Institution) is { } closed) return closed;
        if (teacher.Employment.Judge(request.From) is { Passes: false } employed) return Problems.NotEmployed(employed);
        if (teacher.Employment.JudgeLast(request.From, request.Until) is { Passes: false } departed) return Problems.BeyondEmployment(departed);
        if (await work.FindAsync<Guid?>("SELECT id FROM faculty.base WHERE id = @BaseId", new { request.BaseId }) is null) return CommonProblems.NotYetKnown("base", request.BaseId);

        // The teacher's row first: nobody else books days for them meanwhile.
        await work.ExecuteAsync("UPDATE faculty.teacher SET staff_number = staff_number WHERE id = @id", new { id });
        var standing = await work.FindAsync<PracticeBookingRow>(
            "SELECT p.id, p.starts_on, p.ends_on FROM faculty.practice p WHERE p.teacher_id = @id AND " + PracticeBookingRow.State + " IN ('requested', 'reserved', 'completed') AND p.starts_on <= @Until AND p.ends_on >= @From ORDER BY p.ends_on DESC " + Db.Page,
            new { id, request.From, request.Until, limit = 1 });
        if (standing is not null) return Problems.PracticeOverlaps(standing, request.Until.DayNumber - request.From.DayNumber + 1);

        var bookingId = Guid.CreateVersion7();
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.practice (id, teacher_id, base_id, starts_on, ends_on, state, seat_version, version, created_at)
            VALUES (@bookingId, @id, @BaseId, @From, @Until, 'requested', 0, 1, @now)
            """,
            new { bookingId, id, request.BaseId, request.From, request.Until, now = clock.GetUtcNow() });
        var booking = (await PracticeBookingRow.FindAsync(work, bookingId, caller))!;
        await work.AuditAsync("practice", bookingId, 1, "requested", caller);
        await events.Publish(booking.Fact(clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/practice-bookings/{bookingId}", await booking.ShowAsync(work)));
    }
}
