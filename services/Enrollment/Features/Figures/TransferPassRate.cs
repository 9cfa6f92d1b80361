using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Figures;

/// <summary>
/// D41: of a cohort's learners who sat the transfer exam, how many passed. It is of one cohort, so it is for the two institutions and the
/// authority. They publish it for everybody, as a figure of learners.
/// </summary>
public static class TransferPassRate
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/transfer-pass-rate", HandleAsync)
        .WithName(nameof(TransferPassRate))
        .WithSummary("The share of a cohort's candidates who passed the transfer exam, as of a day")
        .Allow(
            Roles.Authority, Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.Registrar, Roles.TeacherOffice, Roles.Panel);

    private static async Task<Results<Ok<TransferPassRateFigure>, Refusal>> HandleAsync(
        [Code] string fromInstitution, [Code] string toInstitution, [Range(1900, 2100)] int cohort,
        Caller caller, Db db, Today today, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (asOf > today.Value) return Problems.AsOfInFuture(asOf.Value, today.Value);
        if (knownOn > today.Value) return Problems.KnownOnInFuture(knownOn.Value, today.Value);
        foreach (var code in new[] { fromInstitution, toInstitution })
        {
            var kind = await db.FindAsync<string>("SELECT kind FROM enrollment.organisation WHERE code = @code", new { code }, ct);
            if (kind is null) return CommonProblems.NotFound();
            if (!OrganisationKind.IsInstitution(kind)) return Problems.NotAnInstitution(code, kind);
        }

        if (!FigureReaders.Concerns(caller, [fromInstitution, toInstitution])) return Problems.FigureNotConcerned(cohort, null);

        var day = asOf ?? today.Value;
        var count = await PassCount.OfCohortAsync(db, fromInstitution, toInstitution, cohort, day, knownOn, ct);
        return TypedResults.Ok(TransferPassRateFigure.Of(fromInstitution, toInstitution, cohort, day, knownOn, count));
    }
}
