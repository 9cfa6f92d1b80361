using FacultyCertification.Features.Notices;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Objections;

/// <summary>The institution of a notice reads its objections, and an organisation those that it raised.</summary>
public static class ReadObjections
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/public-notices/{id:guid}/objections", ListAsync)
            .WithName("ListObjections").WithSummary("List the objections to a notice that you may see");
        api.MapGet("/objections/{id:guid}", GetAsync).WithName("GetObjection").WithSummary("Read an objection");
    }

    private static async Task<Results<Ok<Objection>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await ObjectionRow.FindAsync(db, id, caller, ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<Objection>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf(Objection.Raised, Objection.Upheld, Objection.Dismissed, Objection.Withdrawn)] string? state = null)
    {
        if (await NoticeRow.FindAsync(db, id, ct) is null) return CommonProblems.NotFound();
        var objections = await paging.ReadAsync<Objection>(
            db,
            $"""
            {ObjectionRow.Select}
            WHERE o.notice_id = @id
                AND (@state IS NULL OR o.state = @state)
                AND {ObjectionRow.Visible}
            """,
            new
            {
                id,
                state,
                Viewer.Of(caller).Office,
                Raiser = ObjectionRow.RaiserOf(caller),
            }, ct);
        return paging.Reply(http, objections, objection => objection.Seq, objection => objection);
    }
}
