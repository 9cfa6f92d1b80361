using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// The teacher office corrects what it recorded of a teacher, with a reason. The earlier values stay readable, and figures as known on an
/// earlier day stay as they were (D14, D43).
/// </summary>
public static class CorrectTeacher
{
    /// <param name="Teacher">All values as they should have been recorded.</param>
    /// <param name="Reason">Why; kept with the record.</param>
    public sealed record Request(RegisterTeacher.Request Teacher, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/teachers/{id:guid}", HandleAsync)
        .WithName(nameof(CorrectTeacher)).WithSummary("Correct the record of a teacher").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Teacher>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TeacherRow.HoldAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        if (teacher.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(teacher.Version);
        if (await WhyNotAsync(work, teacher, request.Teacher) is { } refused)
        {
            return refused.Change is null ? refused : refused with { Change = new { teacher = refused.Change } };
        }
        var home = await RightTeacher.HoldAsync(work, teacher, request.Teacher.Person);
        if (home.Id != teacher.Id && await RightTeacher.IsUsedAsync(work, teacher)) return Problems.PersonInUse(teacher.Id);

        var corrected = teacher.CorrectedTo(request.Teacher, home);
        await TeacherRow.RecordAsync(work, corrected, "corrected", act, request.Reason);
        await events.Publish(new TeacherAmendedV1 { OccurredAt = act.Now, Teacher = await TeacherRow.ToEventAsync(work, corrected) });
        if (home.Id != teacher.Id) await RightTeacher.LeaveAsync(work, events, teacher, act);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }

    private static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Teacher teacher, RegisterTeacher.Request request)
    {
        if (teacher.LastDay is { } lastDay && lastDay < request.EmployedFrom)
        {
            return Problems.EmploymentAfterDeparture(request.EmployedFrom, lastDay);
        }
        // A unit that has ended since may stay on record (D45).
        if (request.Unit != teacher.Unit
            && await UnitOfInstitution.WhyUnknownAsync(work, teacher.Institution, request.Unit) is { } unit) return unit;
        var others = await TeacherRow.EmploymentsAsync(work, teacher.Institution, request.Person, teacher.EmploymentId);
        var employment = new Employment(request.EmployedFrom, teacher.LastDay);
        if (OneEmployment.Judge(employment, others) is { Passes: false } employed) return Problems.PersonEmployed(employed);
        var holder = await TeacherRow.NumberedAsync(work, teacher.Institution, request.StaffNumber);
        var isFree = holder is null ? !await work.WasErasedAsync(TeacherValues.StaffNumber, request.StaffNumber, teacher.Institution)
            : holder == teacher.EmploymentId;
        return isFree ? null : Problems.StaffNumberTaken(request.StaffNumber);
    }
}
