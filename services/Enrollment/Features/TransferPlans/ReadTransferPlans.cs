using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>Everybody with a token reads plans that both institutions approved. The two institutions also read their drafts (D7).</summary>
public static class ReadTransferPlans
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/transfer-plans", ListAsync).WithName("ListTransferPlans").WithSummary("List transfer plans");
        api.MapGet("/transfer-plans/{id:guid}", GetAsync).WithName("GetTransferPlan").WithSummary("Read a transfer plan");
    }

    private static async Task<Ok<Page<TransferPlan>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] TransferPlanFilter filter, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<TransferPlanRow>(
            db,
            $"""
            {TransferPlanRow.Select}
            WHERE {TransferPlanRow.Visible}
                AND (@FromInstitution IS NULL OR from_institution = @FromInstitution)
                AND (@ToInstitution IS NULL OR to_institution = @ToInstitution)
                AND (@Cohort IS NULL OR cohort = @Cohort)
            """,
            new { viewer.Org, filter.FromInstitution, filter.ToInstitution, filter.Cohort }, ct);
        var plans = (await TransferPlanRow.ShowAsync(db, rows, ct)).ToDictionary(plan => plan.Id);
        return paging.Reply(http, rows, row => row.Seq, row => plans[row.Id]);
    }

    private static async Task<Results<Ok<TransferPlan>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await TransferPlanRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } plan ? TypedResults.Ok(plan) : CommonProblems.NotFound();
}
