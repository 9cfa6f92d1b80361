using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>
/// A registrar names a teacher of the institution who leads one of its modules, or its part of a published programme, for a cohort. The
/// teacher is certified on the first day, by whichever institution, and employed on each day (D20, D45).
/// </summary>
public static class NameModuleLead
{
    /// <param name="Cohort">The year in which the cohort began. Its learners follow the programme.</param>
    /// <param name="TeacherId">The teacher, as faculty-certification names them.</param>
    /// <param name="StartsOn">The first day.</param>
    /// <param name="EndsOn">The last day, not before the first.</param>
    /// <param name="ModuleId">The module. Left out, it is the institution's whole part of the programme.</param>
    public sealed record Request(
        [property: Range(2000, 2100)] int Cohort, Guid TeacherId, [property: Day] DateOnly StartsOn, [property: Day] DateOnly EndsOn,
        Guid? ModuleId = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => EndsOn >= StartsOn
            ? []
            : [new ValidationResult("The last day must not be before the first day.", [nameof(EndsOn)])];
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/programmes/{id:guid}/leads", HandleAsync)
        .WithName(nameof(NameModuleLead)).WithSummary("Name the teacher who leads a module for a cohort").Allow(Roles.Registrar);

    private static async Task<Results<Created<ModuleLead>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        var org = act.Caller.Org;
        // Held, so of two who name a lead at once the later one sees the other.
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        if (!programme.IsOf(org)) return Problems.NotYourProgramme();
        if (programme.State != ProgrammeState.Published) return Problems.ProgrammeNotIn(programme.State, ProgrammeState.Published);
        if (request.ModuleId is { } module)
        {
            var placed = programme.Modules.FirstOrDefault(placed => placed.ModuleId == module);
            if (placed is null) return Problems.NotInTheProgramme(module);
            if (placed.Institution != org) return Problems.NotYourModule();
        }
        var articulation = await ArticulationRow.HoldAsync(work, programme.ArticulationId);
        var days = new Period(request.StartsOn, request.EndsOn);
        var cohort = CohortOfLead.Judge(request.Cohort, programme.InForceFrom, articulation.FirstCohort, days);
        if (!cohort.Passes) return Problems.CohortWithoutProgramme(cohort);
        var teachers = await LeadingTeachers.ReadAsync(work, [request.TeacherId]);
        if (!teachers.TryGetValue((request.TeacherId, org), out var teacher))
        {
            return CommonProblems.NotYetKnown("certificate of your teacher", request.TeacherId);
        }
        if (TeacherStanding.Judge(teacher, days) is { Passes: false } verdict) return Problems.LeadNotCertified(verdict);

        var named = Named(id, org, request).FlaggedBy(teachers, act.Today);
        if (await ModuleLeadRow.FindOnSameDaysAsync(work, named) is { } other) return Problems.LeadTaken(other);
        await ModuleLeadRow.AddAsync(work, named, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/module-leads/{named.Id}", named));
    }

    private static ModuleLead Named(Guid programme, string institution, Request request) => new()
    {
        Id = Guid.CreateVersion7(),
        ProgrammeId = programme,
        ModuleId = request.ModuleId,
        Institution = institution,
        Cohort = request.Cohort,
        TeacherId = request.TeacherId,
        StartsOn = request.StartsOn,
        EndsOn = request.EndsOn,
        EndReason = null,
        Version = 1,
    };
}
