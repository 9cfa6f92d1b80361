using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An institution verifies an enterprise that registered itself; before that the enterprise signs nothing and opens nothing.</summary>
public static class VerifyEnterprise
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/verification", HandleAsync)
        .WithName(nameof(VerifyEnterprise)).WithSummary("Verify an enterprise").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Organisation>, Refusal>> HandleAsync(
        string code, UnitOfWork work, IPublishEndpoint events, Caller caller, TimeProvider clock, History history)
    {
        if (await OrganisationRow.FindAsync(work, code) is not { } found) return CommonProblems.NotFound();
        if (await OrganisationRow.FindAsync(work, caller.Org) is not { State: "verified" } verifier || !OrganisationKind.IsInstitution(verifier.Kind))
        {
            return Problems.NotAnInstitution(caller.Org);
        }

        var verified = await work.ExecuteAsync(
            "UPDATE partnership.organisation SET state = 'verified', verified_by = @Org, version = version + 1 WHERE code = @code AND kind = 'enterprise' AND state = 'registered'",
            new { code, caller.Org });
        if (verified == 0) return Problems.NotAwaitingVerification(found);

        var organisation = (await OrganisationRow.FindAsync(work, code))!;
        await history.RecordAsync("organisation", code, organisation, "verified", caller, History.Public);
        await events.Publish(new OrganisationVerifiedV1 { OccurredAt = clock.GetUtcNow(), Organisation = OrganisationRow.Carried(organisation) });
        return await work.CommitAsync(TypedResults.Ok(organisation));
    }
}
