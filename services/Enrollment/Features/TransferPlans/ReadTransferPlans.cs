using System.ComponentModel.DataAnnotations;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>Plans that both institutions have approved are public to everybody with a token, drafts are theirs (D7).</summary>
public static class ReadTransferPlans
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/transfer-plans", ListAsync).WithName("ListTransferPlans").WithSummary("List transfer plans");
        api.MapGet("/transfer-plans/{id:guid}", GetAsync).WithName("GetTransferPlan").WithSummary("Read a transfer plan");
    }

    private static async Task<Ok<Page<TransferPlan>>> ListAsync(
        HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct,
        [Code] string? fromInstitution = null, [Code] string? toInstitution = null, [Range(1900, 2100)] int? cohort = null)
    {
        var rows = await db.QueryAsync<TransferPlanRow>(
            "SELECT " + TransferPlanRow.Columns + " FROM enrollment.transfer_plan WHERE " + TransferPlanRow.Visible +
            """

            AND seq > @After AND (@fromInstitution IS NULL OR from_institution = @fromInstitution) AND (@toInstitution IS NULL OR to_institution = @toInstitution)
            AND (@cohort IS NULL OR cohort = @cohort)
            """ + " ORDER BY seq " + Db.Page,
            new { paging.After, limit = paging.Limit, caller.Org, fromInstitution, toInstitution, cohort }, ct);
        var plans = (await TransferPlanRow.ShowAsync(db, rows, ct)).ToDictionary(plan => plan.Id);
        return paging.Reply(http, rows, row => row.Seq, row => plans[row.Id]);
    }

    private static async Task<Results<Ok<TransferPlan>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await TransferPlanRow.FindAsync(db, id, caller, ct) is { } row ? TypedResults.Ok(await row.ShowAsync(db, ct)) : CommonProblems.NotFound();
}
