using Contracts;
using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// Records once that a teacher leaves the institution, and so its ratio, after their last day (D41). Seats and open applications end with
/// that day (D19, D45). The teacher keeps the certificate.
/// </summary>
public static class RecordDeparture
{
    /// <param name="LastDay">The last day of employment; it may be in the future.</param>
    public sealed record Request([property: Day] DateOnly LastDay);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/departure", HandleAsync)
        .WithName(nameof(RecordDeparture)).WithSummary("Record a teacher's last day").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Teacher>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TeacherRow.HoldAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        var decided = await DepartAsync(work, events, teacher, request, act);
        return decided.Thing is { } leaving ? await work.CommitAsync(TypedResults.Ok(leaving)) : decided.Refusal!;
    }

    /// <summary>Judges and records a departure, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Teacher>> DepartAsync(
        UnitOfWork work, IPublishEndpoint events, Teacher teacher, Request request, Act act)
    {
        if (teacher.LastDay is { } recorded) return Problems.AlreadyDeparted(recorded);
        if (request.LastDay < teacher.EmployedFrom) return Problems.DepartureBeforeEmployment(request.LastDay, teacher.EmployedFrom);

        var leaving = teacher.LeavingAfter(request.LastDay);
        await TeacherRow.RecordAsync(work, leaving, "departed", act);
        await events.Publish(new TeacherDepartedV1 { OccurredAt = act.Now, Teacher = await TeacherRow.ToEventAsync(work, leaving) });
        return leaving;
    }
}
