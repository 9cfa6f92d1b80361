using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An institution verifies an enterprise that registered itself. Before that, the enterprise signs nothing and opens nothing.
/// </summary>
public static class VerifyEnterprise
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/verification", HandleAsync)
        .WithName(nameof(VerifyEnterprise)).WithSummary("Verify an enterprise").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Organisation>, Refusal>> HandleAsync(
        string code, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await OrganisationRow.HoldAsync(work, code) is not { } held) return CommonProblems.NotFound();
        if (await OrganisationRow.HoldAsync(work, act.Caller.Org) is not { State: OrganisationState.Verified } verifier
            || !OrganisationKind.IsInstitution(verifier.Kind))
        {
            return Problems.NotAnInstitution(act.Caller.Org);
        }
        if (held is not { Kind: OrganisationKind.Enterprise, State: OrganisationState.Registered })
        {
            return Problems.NotAwaitingVerification(held);
        }

        var verified = held.VerifiedFor(act.Caller.Org);
        var fact = new OrganisationVerifiedV1 { OccurredAt = act.Now, Organisation = verified.ToEvent() };
        await OrganisationRow.RecordAsync(work, events, verified, new Done("verified") { Fact = fact }, act);
        return await work.CommitAsync(TypedResults.Ok(verified));
    }
}
