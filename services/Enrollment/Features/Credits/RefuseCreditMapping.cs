using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Features.Equivalences;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>
/// Another institution of the articulation refuses a proposed mapping, or its proposer takes it back, with a reason (D12, D43).
/// </summary>
public static class RefuseCreditMapping
{
    /// <param name="Reason">The reason.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/credit-mappings/{id:guid}/refusal", HandleAsync)
        .WithName(nameof(RefuseCreditMapping)).WithSummary("Refuse a proposed mapping of credit, or take it back").Allow(Roles.Registrar);

    private static async Task<Results<Ok<CreditMapping>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await CreditMappingRow.FindAsync(work, id, act.Viewer()) is not { } mapping) return CommonProblems.NotFound();
        var articulation = await ArticulationRow.HoldAsync(work, mapping.ArticulationId);
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (mapping.State != ProposalState.Proposed) return Problems.MappingNotProposed(mapping.State);

        var refused = mapping.RefusedIn(act, request.Reason);
        await CreditMappingRow.RecordAsync(work, refused, act);
        return await work.CommitAsync(TypedResults.Ok(refused));
    }
}
