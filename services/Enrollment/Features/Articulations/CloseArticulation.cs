using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>A registrar of either institution closes an articulation to new cohorts; those enrolled carry on (D6b).</summary>
public static class CloseArticulation
{
    /// <param name="Reason">Why it takes no new cohort.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseArticulation)).WithSummary("Close an articulation to new cohorts").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Articulation>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock)
    {
        if (await ArticulationRow.FindAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (!before.IsOf(caller.Org)) return Problems.NotYourArticulation();
        return await CloseAsync(work, events, id, request.Reason, caller, clock.GetUtcNow()) is { } closed
            ? await work.CommitAsync(TypedResults.Ok(await closed.ShowAsync(work)))
            : Problems.NotActive(before.State == "active" ? "closed" : before.State);
    }

    /// <summary>Closes it where it is active, whoever decided so.</summary>
    /// <returns>Null where it is not active.</returns>
    internal static async Task<ArticulationRow?> CloseAsync(UnitOfWork work, IPublishEndpoint events, Guid id, string reason, Caller caller, DateTimeOffset now)
    {
        var closed = await work.ExecuteAsync(
            "UPDATE enrollment.articulation SET state = 'closed', closure_reason = @reason, version = version + 1 WHERE id = @id AND state = 'active'", new { id, reason });
        if (closed == 0) return null;

        var row = await ArticulationRow.ReadAsync(work, id);
        await work.AuditAsync("articulation", id, row.Version, "closed", caller, reason);
        await events.Publish((ArticulationClosedV1)row.ToFact(now));
        return row;
    }
}
