using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>Everybody with a token reads active and closed articulations. Its institutions also read a draft.</summary>
public static class ReadArticulations
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/articulations", ListAsync).WithName("ListArticulations").WithSummary("List articulations");
        api.MapGet("/articulations/{id:guid}", GetAsync).WithName("GetArticulation").WithSummary("Read an articulation");
    }

    private static async Task<Ok<Page<Articulation>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ArticulationFilter filter, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<ArticulationRow>(
            db,
            $"""
            {ArticulationRow.Select}
            WHERE {ArticulationRow.Visible}
                AND (@FromInstitution IS NULL OR from_institution = @FromInstitution)
                AND (@ToInstitution IS NULL OR to_institution = @ToInstitution)
                AND (@State IS NULL OR state = @State)
            """,
            new { viewer.Org, filter.FromInstitution, filter.ToInstitution, filter.State }, ct);
        var shown = (await ArticulationRow.ShowAsync(db, rows, ct)).ToDictionary(articulation => articulation.Id);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Id]);
    }

    private static async Task<Results<Ok<Articulation>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await ArticulationRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
