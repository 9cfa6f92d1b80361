using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// A teacher leaves the institution, and with it the ratio, after their last day (D41). Recorded once. Seats and applications under way end
/// with that day (D19, D45); the certificate stays theirs.
/// </summary>
public static class RecordDeparture
{
    /// <param name="LastDay">The last day of employment; it may be one to come.</param>
    public sealed record Request([property: Day] DateOnly LastDay);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/departure", HandleAsync)
        .WithName(nameof(RecordDeparture)).WithSummary("Record a teacher's last day").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Teacher>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        var departed = await work.ExecuteAsync(
            "UPDATE faculty.teacher SET last_day = @LastDay, version = version + 1 WHERE id = @id AND institution = @Org AND last_day IS NULL", new { id, caller.Org, request.LastDay });
        if (await TeacherRow.FindAsync(work, id, caller.Org) is not { } teacher) return CommonProblems.NotFound();
        if (departed == 0) return Problems.AlreadyDeparted(teacher.LastDay!.Value);
        if (request.LastDay < teacher.EmployedFrom) return Problems.DepartureBeforeEmployment(request.LastDay, teacher.EmployedFrom);

        await work.ExecuteAsync(
            "INSERT INTO faculty.employment_fact (teacher_id, fact, effective_on, recorded_at, recorded_on) VALUES (@id, 'left', @effectiveOn, @now, @today)",
            new { id, effectiveOn = request.LastDay.AddDays(1), now = clock.GetUtcNow(), today = today.Value });
        await work.AuditAsync("teacher", id, teacher.Version, "departed", caller);
        await events.Publish(teacher.Departed(clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(teacher.Show()));
    }
}
