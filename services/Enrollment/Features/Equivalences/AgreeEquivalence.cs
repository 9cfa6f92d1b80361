using Contracts;
using Enrollment.Features.Articulations;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>The other institution agrees to a proposed equivalence. The one that it replaces ends on the same day (D11).</summary>
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
