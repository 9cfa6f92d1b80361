using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Filings;

/// <summary>Authorities, and the named school and enterprise, read filings (D28). Former versions stay readable (D43).</summary>
public static class ReadFilings
{
    private static readonly string[] Readers = [Roles.Authority, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/filings", ListAsync).WithName("ListFilings")
            .WithSummary("List filings, such as those for an enterprise that hold on a day").Allow(Readers);
        api.MapGet("/filings/{id:guid}", GetAsync).WithName("GetFiling").WithSummary("Read a filing").Allow(Readers);
        api.MapGet("/filings/{id:guid}/history", HistoryAsync).WithName("GetFilingHistory").WithSummary("Read the history of a filing")
            .Allow(Readers);
    }

    private static async Task<Ok<Page<Filing>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] FilingFilter filter, Db db, Caller caller, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<FilingRow>(
            db,
            $"""
            SELECT {FilingRow.Columns} FROM partnership.filing f
            WHERE (@Enterprise IS NULL OR f.enterprise = @Enterprise)
                AND (@Institution IS NULL OR f.institution = @Institution)
                AND (@ActiveOn IS NULL OR (f.from_on <= @ActiveOn AND f.until_on >= @ActiveOn
                    AND (f.ended_on IS NULL OR f.ended_on > @ActiveOn)))
                AND {FilingRow.Visible}
            """,
            new
            {
                filter.Enterprise,
                filter.Institution,
                filter.ActiveOn,
                viewer.Org,
                viewer.IsAuthority,
            }, ct);
        var filings = (await FilingRow.ShowAsync(db, rows, ct)).ToDictionary(filing => filing.Id);
        return paging.Reply(http, rows, row => row.Seq, row => filings[row.Id]);
    }

    private static async Task<Results<Ok<Filing>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await FilingRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } filing ? TypedResults.Ok(filing) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<Change<Filing>>>, Refusal>> HistoryAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct) =>
        await FilingRow.FindAsync(db, id, Viewer.Of(caller), ct) is null ? CommonProblems.NotFound()
            : await History.ListAsync<Filing>(http, paging, db, FilingRow.Kind, id, [History.Parties], ct);
}
