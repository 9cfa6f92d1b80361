using Contracts;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>
/// The other institution agrees to a proposed equivalence. The one that it replaces ends on the same day (D11), but goes on for learners
/// who enrolled before (D12).
/// </summary>
public static class AgreeEquivalence
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/equivalences/{id:guid}/agreement", HandleAsync)
        .WithName(nameof(AgreeEquivalence)).WithSummary("Agree to a proposed equivalence").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Equivalence>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await EquivalenceRow.FindAsync(work, id, act.Viewer()) is not { } proposed) return CommonProblems.NotFound();
        if (!proposed.IsOf(act.Caller.Org) || act.Caller.Org == proposed.ProposedBy) return Problems.NotTheOtherInstitution();
        if (proposed.State != ProposalState.Proposed) return Problems.EquivalenceNotIn(proposed.State, ProposalState.Proposed);
        // Nothing new begins with an institution that was closed in between (D45).
        var (from, to) = (proposed.FromInstitution, proposed.ToInstitution);
        if (await Sides.WhyNotAsync(work, [from, to], mustBeVerified: true) is { } refused) return refused;
        // Nor with a module that was retired in between.
        var unnamed = await EquivalenceRules.WhyNotNamedAsync(work, from, to, proposed.Alternatives, proposed.Earns);
        if (unnamed is not null) return unnamed;
        var contradicted = await EquivalenceRow.ContradictedAsync(
            work, from, to, proposed.Value, proposed.Alternatives, proposed.Replaces);
        if (contradicted is not null) return Problems.EquivalenceContradicts(contradicted);
        if (proposed.Replaces is { } replaced)
        {
            var former = await EquivalenceRow.FindAsync(work, replaced, act.Viewer());
            if (former?.State != ProposalState.Agreed) return Problems.NothingToReplace(replaced);
            await EquivalenceRow.RecordAsync(work, former.EndedIn(act, $"replaced by {id}"), act);
        }

        var agreed = proposed.AgreedIn(act);
        await EquivalenceRow.RecordAsync(work, agreed, act);
        return await work.CommitAsync(TypedResults.Ok(agreed));
    }
}
