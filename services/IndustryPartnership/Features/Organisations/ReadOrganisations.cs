using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Organisations;

/// <summary>Organisations are public to everybody with a token.</summary>
public static class ReadOrganisations
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/organisations", ListAsync).WithName("ListOrganisations").WithSummary("List organisations");
        api.MapGet("/organisations/{code}", GetAsync).WithName("GetOrganisation").WithSummary("Read an organisation");
    }

    private static async Task<Ok<Page<Organisation>>> ListAsync(HttpContext http, Paging paging, Db db, CancellationToken ct, string? kind = null, string? state = null)
    {
        var rows = await db.QueryAsync<OrganisationRow>(
            "SELECT " + OrganisationRow.Columns + " FROM partnership.organisation WHERE seq > @After AND (@kind IS NULL OR kind = @kind) AND (@state IS NULL OR state = @state) ORDER BY seq " + Db.Page,
            new { paging.After, limit = paging.Limit, kind, state }, ct);
        var units = await OrganisationRow.UnitsAsync(db, rows.Select(row => row.Code), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(units));
    }

    private static async Task<Results<Ok<Organisation>, ProblemHttpResult>> GetAsync(string code, Db db, CancellationToken ct) =>
        await OrganisationRow.FindAsync(db, code, ct) is { } organisation ? TypedResults.Ok(organisation) : CommonProblems.NotFound();
}
