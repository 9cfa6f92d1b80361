using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>The teacher, or the teacher office on their behalf, withdraws an open application for good (D19).</summary>
public static class WithdrawApplication
{
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawApplication)).WithSummary("Withdraw an application before its certificate");

    private static async Task<Results<Ok<Application>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act.Viewer()) is not { } application) return CommonProblems.NotFound();
        if (!application.IsBy(act.Caller)) return Problems.NotYourApplication();
        if (!application.IsOpen) return Problems.ApplicationNotIn(application.State, ApplicationState.Open);

        var withdrawn = application.WithdrawnFor(request.Reason);
        await ApplicationRow.RecordAsync(work, withdrawn, "withdrawn", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}
