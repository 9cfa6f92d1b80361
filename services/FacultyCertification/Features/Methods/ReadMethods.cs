using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>Methods are public from their publication on; before that they are seen by those who keep the owner's methods.</summary>
public static class ReadMethods
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/methods", ListAsync).WithName("ListMethods").WithSummary("List methods of recognition");
        api.MapGet("/methods/{id:guid}", GetAsync).WithName("GetMethod").WithSummary("Read a method of recognition");
    }

    private static async Task<Ok<Page<Method>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [Code] string? owner = null,
        [OneOf("draft", "published", "superseded")] string? state = null)
    {
        var rows = await db.QueryAsync<MethodRow>(
            "SELECT " + MethodRow.Columns + " FROM faculty.method WHERE seq > @After AND (@owner IS NULL OR owner = @owner) AND (@state IS NULL OR state = @state) AND " + MethodRow.Visible + " ORDER BY seq " + Db.Page,
            new { paging.After, limit = paging.Limit, owner, state, keeper = MethodRow.OwnerOf(caller) }, ct);
        var levels = await LevelRow.OfAsync(db, rows.Select(row => row.Id), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(levels));
    }

    private static async Task<Results<Ok<Method>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await MethodRow.FindAsync(db, id, MethodRow.OwnerOf(caller), ct) is { } row ? TypedResults.Ok(await row.ShowAsync(db, ct)) : CommonProblems.NotFound();
}
