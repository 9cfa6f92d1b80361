using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Admissions;

/// <summary>
/// Whoever stated the conditions of an admission corrects them, and any authority corrects an authority's (D43). Learners stay enrolled;
/// whoever no longer meets them has a risk (D2).
/// </summary>
public static class CorrectAdmissionConditions
{
    /// <param name="RequiresRegistration">Whether household registration in the region is required.</param>
    /// <param name="Reason">What the mistake was; shown with the replaced values.</param>
    /// <param name="MinimumScore">The lowest score that is admitted, 0 to 1000; none by default.</param>
    public sealed record Request(
        bool RequiresRegistration, [property: Text(400)] string Reason, [property: Range(0, 1000)] int? MinimumScore = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/admission-conditions/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectAdmissionConditions)).WithSummary("Correct the conditions of a year's admission")
        .Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Ok<AdmissionConditions>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ConditionsRow.HoldAsync(work, id) is not { } conditions) return CommonProblems.NotFound();
        var isOfRegion = conditions.Institution is null && act.Caller.Is(Roles.Authority);
        if (!isOfRegion && conditions.Author != act.Caller.Org)
        {
            return CommonProblems.NotByThisParty("the organisation that stated the conditions, or an authority for those of a region,");
        }
        if (conditions.RequiresRegistration == request.RequiresRegistration && conditions.MinimumScore == request.MinimumScore)
        {
            return Problems.NothingToCorrect(new { conditions.RequiresRegistration, conditions.MinimumScore });
        }

        var corrected = conditions with
        {
            RequiresRegistration = request.RequiresRegistration,
            MinimumScore = request.MinimumScore,
            Replaced =
            [
                .. conditions.Replaced,
                new(conditions.Version, conditions.RequiresRegistration, conditions.MinimumScore, act.Today, request.Reason),
            ],
            Version = conditions.Version + 1,
        };
        await ConditionsRow.RecordAsync(work, conditions, corrected, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}
