using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Pathways;

/// <summary>Everybody with a token reads pathways.</summary>
public static class ReadPathways
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/pathways", ListAsync).WithName("ListPathways").WithSummary("List pathways");
        api.MapGet("/pathways/{code}", GetAsync).WithName("GetPathway").WithSummary("Read a pathway");
    }

    private static async Task<Ok<Page<Pathway>>> ListAsync(HttpContext http, Paging paging, Db db, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<PathwayRow>(
            db,
            $"""
            {PathwayRow.Select}
            """,
            null, ct);
        var stages = await StageRow.OfAsync(db, rows.Select(row => row.Code), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply(stages));
    }

    private static async Task<Results<Ok<Pathway>, Refusal>> GetAsync(string code, Db db, CancellationToken ct) =>
        await PathwayRow.FindAsync(db, code, ct) is { } pathway ? TypedResults.Ok(pathway) : CommonProblems.NotFound();
}
