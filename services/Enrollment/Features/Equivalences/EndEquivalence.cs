using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>Either institution ends an agreed equivalence today. Modules passed before still count (D11, D45).</summary>
public static class EndEquivalence
{
    /// <param name="Reason">The reason.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/equivalences/{id:guid}/end", HandleAsync)
        .WithName(nameof(EndEquivalence)).WithSummary("End an agreed equivalence").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Equivalence>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await EquivalenceRow.FindAsync(work, id, act.Viewer()) is not { } equivalence) return CommonProblems.NotFound();
        if (!equivalence.IsOf(act.Caller.Org)) return Problems.NotYourEquivalence();
        if (equivalence.State != ProposalState.Agreed) return Problems.EquivalenceNotIn(equivalence.State, ProposalState.Agreed);

        var ended = equivalence.EndedIn(act, request.Reason);
        await EquivalenceRow.RecordAsync(work, ended, act);
        return await work.CommitAsync(TypedResults.Ok(ended));
    }
}
