using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>Everybody with a token reads published methods. The keeper of the owner's methods also reads the drafts.</summary>
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
        [OneOf(Method.Draft, Method.Published, Method.Superseded)] string? state = null)
    {
        var viewer = Viewer.Of(caller);
        var methods = await paging.ReadAsync<Method>(
            db,
            $"""
            {MethodRow.Select}
            WHERE (@owner IS NULL OR owner = @owner)
                AND (@state IS NULL OR state = @state)
                AND {MethodRow.Visible}
            """,
            new { owner, state, viewer.Keeper }, ct);
        return paging.Reply(http, await MethodRow.AddLevelsAsync(db, methods, ct), method => method.Seq, method => method);
    }

    private static async Task<Results<Ok<Method>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await MethodRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } method ? TypedResults.Ok(method) : CommonProblems.NotFound();
}
