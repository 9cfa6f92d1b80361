using Enrollment.Features.Articulations;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>Everybody who sees an articulation reads its agreed mappings; its institutions also those proposed and refused.</summary>
public static class ReadCreditMappings
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/articulations/{id:guid}/credit-mappings", ListAsync)
            .WithName("ListCreditMappings").WithSummary("List the mappings of an articulation's credit");
        api.MapGet("/credit-mappings/{id:guid}", GetAsync)
            .WithName("GetCreditMapping").WithSummary("Read a mapping of credit");
    }

    private static async Task<Results<Ok<Page<CreditMapping>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        if (await ArticulationRow.FindAsync(db, id, viewer, ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<CreditMappingRow>(
            db,
            $"""
            {CreditMappingRow.Select}
            WHERE m.articulation_id = @id
                AND {CreditMappingRow.Visible}
            """,
            new { id, viewer.Org }, ct);
        return paging.Reply(http, await CreditMappingRow.ToRepliesAsync(db, rows, ct), mapping => mapping.Seq, mapping => mapping);
    }

    private static async Task<Results<Ok<CreditMapping>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await CreditMappingRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
