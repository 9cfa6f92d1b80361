using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>A registrar of one of its institutions closes an articulation to new cohorts. Enrolled learners carry on (D6b).</summary>
public static class CloseArticulation
{
    /// <param name="Reason">Why it takes no new cohort.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/closure", HandleAsync)
        .WithName(nameof(CloseArticulation)).WithSummary("Close an articulation to new cohorts").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Articulation>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (articulation.State != ArticulationState.Active) return Problems.NotActive(articulation.State);

        var closed = await CloseAsync(work, events, articulation, request.Reason, act);
        return await work.CommitAsync(TypedResults.Ok(closed));
    }

    /// <summary>Closes an active articulation, by a registrar or with the end of its agreement.</summary>
    internal static async Task<Articulation> CloseAsync(
        UnitOfWork work, IPublishEndpoint events, Articulation articulation, string reason, Act act)
    {
        var closed = articulation.ClosedFor(reason);
        var fact = new ArticulationClosedV1 { OccurredAt = act.Now, Articulation = closed.ToEvent() };
        await ArticulationRow.RecordAsync(work, events, closed, "closed", fact, act, reason);
        return closed;
    }
}
