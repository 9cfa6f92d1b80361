using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Bases;

/// <summary>Bases that were approved are public to everybody with a token; before that they are their parties' and the authorities'.</summary>
public static class ReadBases
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/bases", ListAsync).WithName("ListBases").WithSummary("List bases, such as those of a skill that may be used on a day");
        api.MapGet("/bases/{id:guid}", GetAsync).WithName("GetBase").WithSummary("Read a base");
    }

    private static async Task<Ok<Page<Base>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct, string? state = null, string? skill = null, string? field = null, DateOnly? activeOn = null)
    {
        var rows = await db.QueryAsync<BaseRow>(
            BaseRow.Select + "WHERE b.seq > @After AND (@state IS NULL OR " + BaseRow.State + " = @state) AND (@field IS NULL OR b.field = @field) AND "
            + "(@skill IS NULL OR EXISTS (SELECT 1 FROM partnership.base_skill s WHERE s.base_id = b.id AND s.skill = @skill)) AND "
            + "(@activeOn IS NULL OR EXISTS (SELECT 1 FROM partnership.base_period p WHERE p.base_id = b.id AND p.from_day <= @activeOn AND p.until_day >= @activeOn)) AND "
            + BaseRow.Visible + " ORDER BY b.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, state, skill, field, activeOn, org = caller.Org, isAuthority = BaseRow.Authority(caller), today = today.Value }, ct);
        var bases = (await BaseRow.ShowAsync(db, rows, ct)).ToDictionary(shown => shown.Id);
        return paging.Reply(http, rows, row => row.Seq, row => bases[row.Id]);
    }

    private static async Task<Results<Ok<Base>, ProblemHttpResult>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct) =>
        await BaseRow.FindAsync(db, id, caller, today.Value, ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
