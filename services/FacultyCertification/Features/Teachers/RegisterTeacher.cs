using System.ComponentModel.DataAnnotations;
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

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// An institution's teacher office registers a teacher whom the institution employs, each person once at a time (D14). A person whom
/// another institution has registered is the same teacher: certificates and history come along.
/// </summary>
public static class RegisterTeacher
{
    /// <param name="StaffNumber">The institution's own number: letters, digits and hyphens. No name is stored.</param>
    /// <param name="Category">The teacher's courses: specialist, instruction of internships, or general.</param>
    /// <param name="EmployedFrom">The first day of employment; it may be in the future.</param>
    /// <param name="Person">The opaque identifier in the teacher's own tokens (claim <c>person</c>).</param>
    /// <param name="Unit">The code of the institution's unit that the teacher belongs to.</param>
    /// <param name="Subjects">What the teacher teaches, at most 20 subjects.</param>
    /// <param name="Kind">Full-time, or part-time from an enterprise; full-time by default.</param>
    /// <param name="Enterprise">Of a part-time teacher: the code of the enterprise.</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")] string StaffNumber,
        [property: OneOf(Scope.Specialist, Scope.InternshipInstructor, Scope.General)] string Category,
        [property: Day] DateOnly EmployedFrom,
        [property: Code(100, Pattern = Caller.PersonPattern)] string? Person = null,
        [property: Code] string? Unit = null,
        [property: MaxLength(20), Name(100)] IReadOnlyList<string>? Subjects = null,
        [property: OneOf(Teacher.FullTime, Teacher.PartTime)] string? Kind = null,
        [property: Code] string? Enterprise = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Kind == Teacher.PartTime != Enterprise is not null)
            {
                yield return new ValidationResult(
                    "Name an enterprise for a part-time teacher, and for no other.", [nameof(Enterprise)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers", HandleAsync)
        .WithName(nameof(RegisterTeacher)).WithSummary("Register a teacher of your institution").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<Teacher>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        var decided = await RegisterAsync(work, events, request, act);
        if (decided.Thing is not { } registered) return decided.Refusal!;
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/teachers/{registered.Id}", registered));
    }

    /// <summary>Judges and records an employment, for a request and for a row of an import.</summary>
    internal static async Task<Decided<Teacher>> RegisterAsync(UnitOfWork work, IPublishEndpoint events, Request request, Act act)
    {
        var org = act.Caller.Org;
        var state = await work.FindAsync<string>("SELECT state FROM faculty.institution WHERE code = @org", new { org });
        if (state is null) return CommonProblems.NotYetKnown("institution", org);
        if (await EmployingInstitution.WhyClosedAsync(work, org) is { } closed) return closed;
        if (await UnitOfInstitution.WhyUnknownAsync(work, org, request.Unit) is { } unit) return unit;

        if (await work.WasErasedAsync(TeacherValues.StaffNumber, request.StaffNumber, org))
        {
            return Problems.StaffNumberTaken(request.StaffNumber);
        }

        // The institution is held: of two registrations of one person, the second sees the first.
        var others = await TeacherRow.EmploymentsAsync(work, org, request.Person);
        var employment = new Employment(request.EmployedFrom, null);
        if (OneEmployment.Judge(employment, others) is { Passes: false } employed) return Problems.PersonEmployed(employed);

        var registered = Teacher.Registered(request, org, await TeacherRow.HoldOfPersonAsync(work, request.Person));
        if (!await TeacherRow.TryAddAsync(work, registered, act)) return Problems.StaffNumberTaken(request.StaffNumber);
        await events.Publish(new TeacherEmployedV1 { OccurredAt = act.Now, Teacher = await TeacherRow.ToEventAsync(work, registered) });
        return registered;
    }
}
