using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Admissions;

/// <summary>Everybody with a token reads the conditions of admissions, also replaced ones (D2, D43).</summary>
public static class ReadAdmissionConditions
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/admission-conditions", ListAsync).WithName("ListAdmissionConditions").WithSummary("List the conditions of admissions");
        api.MapGet("/admission-conditions/{id:guid}", GetAsync)
            .WithName("GetAdmissionConditions").WithSummary("Read the conditions of an admission");
    }

    private static async Task<Ok<Page<AdmissionConditions>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ConditionsFilter filter, Db db, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<ConditionsRow>(
            db,
            $"""
            {ConditionsRow.Select}
            WHERE (@Pathway IS NULL OR pathway_code = @Pathway)
                AND (@Year IS NULL OR year = @Year)
                AND (@Region IS NULL OR region = @Region)
            """,
            new { filter.Pathway, filter.Year, filter.Region }, ct);
        var shown = (await ConditionsRow.ShowAsync(db, rows, ct)).ToDictionary(conditions => conditions.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id]);
    }

    private static async Task<Results<Ok<AdmissionConditions>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await ConditionsRow.FindAsync(db, id, ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
