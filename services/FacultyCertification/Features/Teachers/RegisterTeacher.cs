using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Teachers;

/// <summary>An institution's teacher office registers a teacher whom the institution employs (D14).</summary>
public static class RegisterTeacher
{
    /// <param name="StaffNumber">The institution's own number: letters, digits and hyphens. No name is stored.</param>
    /// <param name="Category">What they teach: specialist courses, as an instructor of internships, or general ones.</param>
    /// <param name="EmployedFrom">The first day of employment; it may be one to come.</param>
    /// <param name="Person">The opaque identifier in the teacher's own tokens (claim <c>person</c>).</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")] string StaffNumber,
        [property: OneOf(Scope.Specialist, Scope.InternshipInstructor, Scope.General)] string Category,
        [property: Day] DateOnly EmployedFrom,
        [property: Code(100)] string? Person = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers", HandleAsync)
        .WithName(nameof(RegisterTeacher)).WithSummary("Register a teacher of your institution").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<Teacher>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        var state = await work.FindAsync<string>("SELECT state FROM faculty.institution WHERE code = @Org", new { caller.Org });
        if (state is null) return CommonProblems.NotYetKnown("institution", caller.Org);
        if (state == "closed") return Problems.InstitutionClosed(caller.Org);

        var teacher = new Teacher(Guid.CreateVersion7(), caller.Org, request.StaffNumber, request.Category, request.Person, request.EmployedFrom, null, 1);
        var now = clock.GetUtcNow();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.teacher (id, institution, staff_number, category, person, employed_from, version, created_at)
            VALUES (@Id, @Institution, @StaffNumber, @Category, @Person, @EmployedFrom, @Version, @now)
            """,
            new { teacher.Id, teacher.Institution, teacher.StaffNumber, teacher.Category, teacher.Person, teacher.EmployedFrom, teacher.Version, now });
        if (!isNew) return Problems.StaffNumberTaken(request.StaffNumber);

        await work.ExecuteAsync(
            "INSERT INTO faculty.employment_fact (teacher_id, fact, effective_on, recorded_at, recorded_on) VALUES (@Id, 'joined', @EmployedFrom, @now, @today)",
            new { teacher.Id, teacher.EmployedFrom, now, today = today.Value });
        await work.AuditAsync("teacher", teacher.Id, teacher.Version, "registered", caller);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/teachers/{teacher.Id}", teacher));
    }
}
