using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>The enterprise and the institution read the requests for verification between them.</summary>
public static class ReadVerificationRequests
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/verification-requests", ListAsync).WithName("ListVerificationRequests")
            .WithSummary("List your requests for verification, and those to you").Allow(Roles.OrgAdmin, Roles.Coordinator);
        api.MapGet("/verification-requests/{id:guid}", GetAsync).WithName("GetVerificationRequest")
            .WithSummary("Read a request for verification").Allow(Roles.OrgAdmin, Roles.Coordinator);
    }

    private static async Task<Ok<Page<VerificationRequest>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf(typeof(VerificationRequestState))] string? state = null)
    {
        var rows = await VerificationRequest.ListAsync(paging, db, caller, state, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row);
    }

    private static async Task<Results<Ok<VerificationRequest>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await VerificationRequest.FindAsync(db, id, caller, ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
