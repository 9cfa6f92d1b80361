using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Admissions;

/// <summary>
/// An authority states what a year's admission to a pathway asks for in a region, for all institutions (D2). A registrar states it for the
/// own institution's admissions, while no authority has. It is data: an example is Beijing in 2021 with a cut of 490.
/// </summary>
public static class DefineAdmissionConditions
{
    /// <param name="Pathway">The code of the pathway.</param>
    /// <param name="Year">The year of the admission, which is the learners' cohort.</param>
    /// <param name="Region">The code of the region, such as <c>beijing</c>.</param>
    /// <param name="RequiresRegistration">Whether household registration in the region is required.</param>
    /// <param name="MinimumScore">The lowest score that is admitted, 0 to 1000; none by default.</param>
    public sealed record Request(
        [property: Code] string Pathway,
        [property: Range(2000, 2100)] int Year,
        [property: Code(40, Pattern = RegionCode)] string Region,
        bool RequiresRegistration,
        [property: Range(0, 1000)] int? MinimumScore = null);

    internal const string RegionCode = "^[a-z][a-z0-9-]{0,39}$";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/admission-conditions", HandleAsync)
        .WithName(nameof(DefineAdmissionConditions)).WithSummary("State the conditions of a year's admission in a region")
        .Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Created<AdmissionConditions>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        if (await PathwayRow.FindAsync(work, request.Pathway) is null) return Problems.NoSuchPathway(request.Pathway);
        var institution = act.Caller.Is(Roles.Authority) ? null : act.Caller.Org;
        var (pathway, year, region) = (request.Pathway, request.Year, request.Region);
        if (await ConditionsRow.FindAsync(work, pathway, year, region, institution ?? "") is not null)
        {
            return Problems.ConditionsTaken(request);
        }

        var defined = new AdmissionConditions
        {
            Id = Guid.CreateVersion7(),
            Pathway = request.Pathway,
            Year = request.Year,
            Region = request.Region,
            Author = act.Caller.Org,
            Institution = institution,
            RequiresRegistration = request.RequiresRegistration,
            MinimumScore = request.MinimumScore,
            Replaced = [],
            Version = 1,
        };
        if (!await ConditionsRow.TryAddAsync(work, defined, act)) return Problems.ConditionsTaken(request);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/admission-conditions/{defined.Id}", defined));
    }
}
