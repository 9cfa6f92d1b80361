using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>An institution's teacher office registers a teacher whom the institution employs, each person once at a time (D14).</summary>
public static class RegisterTeacher
{
    /// <param name="StaffNumber">The institution's own number: letters, digits and hyphens. No name is stored.</param>
    /// <param name="Category">The teacher's courses: specialist, instruction of internships, or general.</param>
    /// <param name="EmployedFrom">The first day of employment; it may be in the future.</param>
    /// <param name="Person">The opaque identifier in the teacher's own tokens (claim <c>person</c>).</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")] string StaffNumber,
        [property: OneOf(Scope.Specialist, Scope.InternshipInstructor, Scope.General)] string Category,
        [property: Day] DateOnly EmployedFrom,
        [property: Code(100, Pattern = Caller.PersonPattern)] string? Person = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers", HandleAsync)
        .WithName(nameof(RegisterTeacher)).WithSummary("Register a teacher of your institution").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<Teacher>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var org = act.Caller.Org;
        var state = await work.FindAsync<string>("SELECT state FROM faculty.institution WHERE code = @org", new { org });
        if (state is null) return CommonProblems.NotYetKnown("institution", org);
        if (state == "closed") return Problems.InstitutionClosed(org);

        // The institution is held: of two registrations of one person, the second sees the first.
        var others = await TeacherRow.EmploymentsAsync(work, org, request.Person);
        if (OneEmployment.Judge(request.EmployedFrom, others) is { Passes: false } employed) return Problems.PersonEmployed(employed);

        var registered = new Teacher
        {
            Id = Guid.CreateVersion7(),
            Institution = org,
            StaffNumber = request.StaffNumber,
            Category = request.Category,
            Person = request.Person,
            EmployedFrom = request.EmployedFrom,
            LastDay = null,
            Version = 1,
        };
        if (!await TeacherRow.TryAddAsync(work, registered, act)) return Problems.StaffNumberTaken(request.StaffNumber);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/teachers/{registered.Id}", registered));
    }
}
