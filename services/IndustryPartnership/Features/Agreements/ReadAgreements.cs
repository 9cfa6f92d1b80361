using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Agreements;

/// <summary>Agreements are their parties' own, for those who work with them: to anybody else one answers like one that does not exist.</summary>
public static class ReadAgreements
{
    private static readonly string[] Readers = [Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.InternshipManager, Roles.Registrar];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/agreements", ListAsync).WithName("ListAgreements").WithSummary("List your organisation's agreements").Allow(Readers);
        api.MapGet("/agreements/{id:guid}", GetAsync).WithName("GetAgreement").WithSummary("Read an agreement that your organisation is a party to").Allow(Readers);
    }

    private static async Task<Ok<Page<Agreement>>> ListAsync(HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct, string? kind = null, string? state = null)
    {
        var rows = await db.QueryAsync<AgreementRow>(
            "SELECT " + AgreementRow.Columns + " FROM partnership.agreement a WHERE a.seq > @After AND (@kind IS NULL OR a.kind = @kind) AND (@state IS NULL OR a.state = @state) AND "
            + AgreementRow.Visible + " ORDER BY a.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, kind, state, org = caller.Org }, ct);
        var agreements = (await AgreementRow.ShowAsync(db, rows, ct)).ToDictionary(agreement => agreement.Id);
        return paging.Reply(http, rows, row => row.Seq, row => agreements[row.Id]);
    }

    private static async Task<Results<Ok<Agreement>, ProblemHttpResult>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await AgreementRow.FindAsync(db, id, caller.Org, ct) is { } agreement ? TypedResults.Ok(agreement) : CommonProblems.NotFound();
}
