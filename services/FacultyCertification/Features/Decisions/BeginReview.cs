using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Features.Applications;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>A panel's session takes submitted applications of its institution under review, all of them or none (D16).</summary>
public static class BeginReview
{
    /// <param name="ApplicationIds">The applications, 1 to 500.</param>
    public sealed record Request([property: MinLength(1), MaxLength(500)] IReadOnlyList<Guid> ApplicationIds);

    /// <param name="ApplicationIds">The applications that are under review from now on.</param>
    public sealed record Response(IReadOnlyList<Guid> ApplicationIds);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/reviews", HandleAsync)
        .WithName(nameof(BeginReview)).WithSummary("Take submitted applications under review").Allow(Roles.Panel);

    private static async Task<Results<Ok<Response>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller)
    {
        var ids = request.ApplicationIds.Distinct().ToList();
        var rows = await ApplicationRow.TakeAsync(work, ids, caller.Org);
        var ready = rows.Where(row => row.State == State.Submitted).ToList();
        if (ready.Count < ids.Count) return Problems.ApplicationsNotReady(ids, rows, ready, State.Submitted);

        await work.ExecuteAsync("UPDATE faculty.application SET state = 'under-review' WHERE id IN @ids", new { ids });
        foreach (var row in ready) await work.AuditAsync("application", row.Id, row.Version, "taken under review", caller);
        return await work.CommitAsync(TypedResults.Ok(new Response(ids)));
    }
}
