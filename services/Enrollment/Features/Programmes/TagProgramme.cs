using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>A registrar of an owner says which of the four measures a programme serves, also after its publication (S9).</summary>
public static class TagProgramme
{
    /// <param name="Measures">
    /// The measures that it serves: <c>integrating-courses</c>, <c>integrating-teachers</c>, <c>general-education</c>,
    /// <c>industry-integration</c>. They replace the earlier ones.
    /// </param>
    public sealed record Request(
        [property: MaxLength(4), OneOf(
            Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)]
        IReadOnlyList<string> Measures) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Measures.Distinct().Count() < Measures.Count)
            {
                yield return new ValidationResult("Each measure is named once.", [nameof(Measures)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/programmes/{id:guid}/measures", HandleAsync)
        .WithName(nameof(TagProgramme)).WithSummary("Tag a programme with measures").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Programme>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        if (!programme.IsOf(act.Caller.Org)) return Problems.NotYourProgramme();
        if (programme.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(programme.Version);

        var tagged = programme.TaggedWith(request.Measures);
        await ProgrammePart.ReplaceMeasuresAsync(work, tagged);
        await ProgrammeRow.RecordAsync(work, tagged, "tagged", act);
        return await work.CommitAsync(TypedResults.Ok(tagged));
    }
}
