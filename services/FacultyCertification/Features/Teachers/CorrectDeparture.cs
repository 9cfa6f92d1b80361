using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// The teacher office corrects the last day of a departure, or takes back a departure that did not happen (D43). Seats and applications
/// that have ended stay ended.
/// </summary>
public static class CorrectDeparture
{
    /// <param name="Reason">Why; kept with the record.</param>
    /// <param name="LastDay">The right last day; leave it out if the teacher did not depart.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? LastDay = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/departure-correction", HandleAsync)
        .WithName(nameof(CorrectDeparture)).WithSummary("Correct or take back a teacher's departure").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Teacher>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TeacherRow.HoldAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        if (teacher.LastDay is null) return Problems.NotDeparted(teacher.Id);
        if (request.LastDay is { } lastDay && lastDay < teacher.EmployedFrom)
        {
            return Problems.DepartureBeforeEmployment(lastDay, teacher.EmployedFrom);
        }
        var others = await TeacherRow.EmploymentsAsync(work, teacher.Institution, teacher.Person, teacher.EmploymentId);
        var employment = new Employment(teacher.EmployedFrom, request.LastDay);
        if (OneEmployment.Judge(employment, others) is { Passes: false } employed) return Problems.PersonEmployed(employed);

        var corrected = teacher.LeavingAfter(request.LastDay);
        await TeacherRow.RecordAsync(work, corrected, "departure corrected", act, request.Reason);
        await events.Publish(new TeacherAmendedV1 { OccurredAt = act.Now, Teacher = await TeacherRow.ToEventAsync(work, corrected) });
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}
