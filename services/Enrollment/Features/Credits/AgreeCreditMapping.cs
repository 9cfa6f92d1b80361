using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Features.Equivalences;
using Enrollment.Features.Modules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>
/// Another institution of the articulation agrees to a proposed mapping. With all of them, it applies from now on (D12).
/// </summary>
public static class AgreeCreditMapping
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/credit-mappings/{id:guid}/agreement", HandleAsync)
        .WithName(nameof(AgreeCreditMapping)).WithSummary("Agree to a proposed mapping of credit").Allow(Roles.Registrar);

    private static async Task<Results<Ok<CreditMapping>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await CreditMappingRow.FindAsync(work, id, act.Viewer()) is not { } mapping) return CommonProblems.NotFound();
        var articulation = await ArticulationRow.HoldAsync(work, mapping.ArticulationId);
        if (!articulation.IsOf(act.Caller.Org) || act.Caller.Org == mapping.ProposedBy) return Problems.NotTheOtherInstitution();
        if (mapping.State != ProposalState.Proposed) return Problems.MappingNotProposed(mapping.State);
        if (mapping.Agreements.Any(given => given.Institution == act.Caller.Org)) return Problems.MappingAgreedAlready(mapping);
        // Nothing new begins with a module that was retired in between (D45).
        string[] owners = [.. articulation.Institutions];
        var unnamed = await NamedModules.WhyNotAsync(work, owners, mapping.Terms.Lines.Select(line => line.Module));
        if (unnamed is not null) return unnamed;

        var agreed = mapping.AgreedBy(owners, act);
        await CreditMappingRow.RecordAgreementAsync(work, agreed, act);
        return await work.CommitAsync(TypedResults.Ok(agreed));
    }
}
