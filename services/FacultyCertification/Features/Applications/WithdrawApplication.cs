using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>The teacher, or the teacher office on their behalf, gives up an application that is open; that is final (D19).</summary>
public static class WithdrawApplication
{
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawApplication)).WithSummary("Withdraw an application before its certificate");

    private static async Task<Results<Ok<Application>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller)
    {
        if (await ApplicationRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (!found.IsBy(caller)) return Problems.NotYourApplication();
        var withdrawn = await work.ExecuteAsync(
            """
            UPDATE faculty.application SET state = 'withdrawn', ended_as = id, withdrawal_reason = @Reason, version = version + 1
            WHERE id = @id AND state IN ('draft', 'submitted', 'under-review', 'public-notice')
            """,
            new { id, request.Reason });
        var row = (await ApplicationRow.FindAsync(work, id, caller))!;
        if (withdrawn == 0) return Problems.ApplicationNotIn(row.State, State.Draft, State.Submitted, State.UnderReview, State.PublicNotice);

        await work.AuditAsync("application", id, row.Version, "withdrawn", caller, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
