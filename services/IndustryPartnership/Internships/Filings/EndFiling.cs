using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Filings;

/// <summary>An authority ends a filing before its last day (D45).</summary>
public static class EndFiling
{
    /// <param name="Reason">The reason, kept in the audit.</param>
    /// <param name="EndedOn">The first day on which it no longer holds; today if left out.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        [property: Day] DateOnly? EndedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/filings/{id:guid}/termination", HandleAsync)
        .WithName(nameof(EndFiling)).WithSummary("End a filing before its last day").Allow(Roles.Authority);

    private static async Task<Results<Ok<Filing>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await FilingRow.FindAsync(work, id, act.Viewer()) is not { } filing) return CommonProblems.NotFound();
        if (filing.Authority != act.Caller.Org) return Problems.NotYourFiling(filing);
        var endedOn = request.EndedOn ?? act.Today;
        if (filing.EndedOn is not null || filing.Until < endedOn) return Problems.FilingOver(filing, endedOn);

        var ended = filing.EndedFrom(endedOn);
        await FilingRow.RecordAsync(work, ended, "ended", endedOn, request.Reason, act);
        return await work.CommitAsync(TypedResults.Ok(ended));
    }
}
