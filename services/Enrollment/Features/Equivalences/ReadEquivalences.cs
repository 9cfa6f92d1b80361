using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>Everybody reads agreed and ended equivalences; the two institutions also those proposed and refused.</summary>
public static class ReadEquivalences
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/equivalences", ListAsync).WithName("ListEquivalences").WithSummary("List equivalences of modules");
        api.MapGet("/equivalences/{id:guid}", GetAsync).WithName("GetEquivalence").WithSummary("Read an equivalence of modules");
    }

    private static async Task<Ok<Page<Equivalence>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] EquivalenceFilter filter, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<EquivalenceRow>(
            db,
            $"""
            {EquivalenceRow.Select}
            WHERE {EquivalenceRow.Visible}
                AND (@FromInstitution IS NULL OR from_institution = @FromInstitution)
                AND (@ToInstitution IS NULL OR to_institution = @ToInstitution)
                AND (@State IS NULL OR state = @State)
            """,
            new { viewer.Org, filter.FromInstitution, filter.ToInstitution, filter.State }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<Equivalence>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await EquivalenceRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
