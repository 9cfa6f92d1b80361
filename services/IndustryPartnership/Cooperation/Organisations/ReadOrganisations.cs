using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>Organisations and what became of them are public to everybody with a token.</summary>
public static class ReadOrganisations
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/organisations", ListAsync).WithName("ListOrganisations").WithSummary("List organisations");
        api.MapGet("/organisations/{code}", GetAsync).WithName("GetOrganisation")
            .WithSummary("Read an organisation now, as of a day or as known on a day");
        api.MapGet("/organisations/{code}/history", HistoryAsync).WithName("ListOrganisationHistory")
            .WithSummary("Read the history of an organisation");
    }

    private static async Task<Ok<Page<Organisation>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] OrganisationFilter filter, Db db, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<OrganisationRow>(
            db,
            OrganisationRow.Select +
            """
             WHERE (@Kind IS NULL OR o.kind = @Kind)
                AND (@State IS NULL OR o.state = @State)
                AND (@Unit IS NULL OR EXISTS (
                    SELECT 1
                    FROM partnership.organisation_unit u
                    WHERE u.organisation_code = o.code AND u.code = @Unit))
                AND (@NamePattern IS NULL OR o.name LIKE @NamePattern ESCAPE '!' OR o.name_zh LIKE @NamePattern ESCAPE '!')
            """,
            new { filter.Kind, filter.State, filter.Unit, filter.NamePattern }, ct);
        var shown = (await OrganisationRow.ShowAsync(db, rows, ct)).ToDictionary(organisation => organisation.Code);
        return paging.Reply(http, rows, row => row.Seq, row => shown[row.Code]);
    }

    private static async Task<Results<Ok<Organisation>, Refusal>> GetAsync(
        string code, Db db, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        var found = (asOf ?? knownOn) is null
            ? await OrganisationRow.FindAsync(db, code, ct)
            : await History.FindAsync<Organisation>(db, OrganisationRow.Kind, code, [History.Public], asOf, knownOn, ct);
        return found is not null ? TypedResults.Ok(found) : CommonProblems.NotFound();
    }

    private static async Task<Results<Ok<Page<Change<Organisation>>>, Refusal>> HistoryAsync(
        string code, HttpContext http, Paging paging, Db db, CancellationToken ct) =>
        await OrganisationRow.FindAsync(db, code, ct) is not null
            ? await History.ListAsync<Organisation>(http, paging, db, OrganisationRow.Kind, code, [History.Public], ct)
            : CommonProblems.NotFound();
}
