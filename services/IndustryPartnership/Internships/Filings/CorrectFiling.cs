using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Filings;

/// <summary>An authority corrects its record of a filing, with a reason (D43).</summary>
public static class CorrectFiling
{
    /// <param name="Reason">Why the record was wrong; kept in the audit.</param>
    /// <param name="Filing">The correct filing.</param>
    /// <param name="EndedOn">The first day on which it no longer holds; left out if it was not ended early.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        RecordFiling.Request Filing,
        [property: Day] DateOnly? EndedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/filings/{id:guid}", HandleAsync)
        .WithName(nameof(CorrectFiling)).WithSummary("Correct your record of a filing, with a reason").Allow(Roles.Authority);

    private static async Task<Results<Ok<Filing>, Refusal>> HandleAsync(
        Guid id, Request correction, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        var request = correction.Filing;
        if (await FilingRow.FindAsync(work, id, act.Viewer()) is not { } filing) return CommonProblems.NotFound();
        if (filing.Authority != act.Caller.Org) return Problems.NotYourFiling(filing);
        if (await FilingParties.WhyNotAsync(work, request) is { } problem) return problem;
        if (await work.FindAsync<Guid?>(
            "SELECT id FROM partnership.filing WHERE authority = @Org AND number = @Number AND id <> @id",
            new { id, act.Caller.Org, request.Number }) is not null)
        {
            return Problems.FilingNumberTaken(act.Caller.Org, request.Number);
        }
        if (filing.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(filing.Version);

        var corrected = filing.CorrectedAs(request, correction.EndedOn);
        await FilingRow.RecordAsync(work, corrected, "corrected", corrected.From, correction.Reason, act);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}
