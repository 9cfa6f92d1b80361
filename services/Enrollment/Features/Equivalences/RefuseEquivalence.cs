using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>The other institution refuses a proposed equivalence, or its proposer takes it back, with a reason (D11, D43).</summary>
public static class RefuseEquivalence
{
    /// <param name="Reason">The reason.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/equivalences/{id:guid}/refusal", HandleAsync)
        .WithName(nameof(RefuseEquivalence)).WithSummary("Refuse a proposed equivalence, or take it back").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Equivalence>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await EquivalenceRow.FindAsync(work, id, act.Viewer()) is not { } equivalence) return CommonProblems.NotFound();
        if (!equivalence.IsOf(act.Caller.Org)) return Problems.NotYourEquivalence();
        if (equivalence.State != ProposalState.Proposed) return Problems.EquivalenceNotIn(equivalence.State, ProposalState.Proposed);

        var refused = equivalence.RefusedIn(act, request.Reason);
        await EquivalenceRow.RecordAsync(work, refused, act);
        return await work.CommitAsync(TypedResults.Ok(refused));
    }
}
