using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An enterprise that registered asks a named institution to verify it. It finds institutions by name in the list of organisations, and may
/// ask several.
/// </summary>
public static class AskVerification
{
    /// <param name="Institution">The code of the institution.</param>
    public sealed record Request([property: Code] string Institution);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/verification-requests", HandleAsync)
        .WithName(nameof(AskVerification)).WithSummary("Ask an institution to verify your enterprise").Allow(Roles.OrgAdmin);

    private static async Task<Results<Created<VerificationRequest>, Refusal>> HandleAsync(
        string code, Request request, UnitOfWork work, Act act)
    {
        // The enterprise's row is held, so of two requests to one institution the second sees the first.
        if (await OrganisationRow.HoldAsync(work, code) is not { } enterprise) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (enterprise is not { Kind: OrganisationKind.Enterprise, State: OrganisationState.Registered })
        {
            return Problems.NotAwaitingVerification(enterprise);
        }
        if (await OrganisationRow.HoldAsync(work, request.Institution) is not { State: OrganisationState.Verified } institution
            || !OrganisationKind.IsInstitution(institution.Kind))
        {
            return Problems.NotAVerifier(request.Institution);
        }
        if (await VerificationRequest.OpenAsync(work, code, institution.Code) is { } open) return Problems.VerificationAsked(open);

        var asked = new VerificationRequest
        {
            Id = Guid.CreateVersion7(),
            Enterprise = code,
            Institution = institution.Code,
            State = VerificationRequestState.Asked,
            AskedOn = act.Today,
            RefusedOn = null,
            Reason = null,
            Version = 1,
        };
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.verification_request (id, enterprise, institution, asked_on, version, created_at)
            VALUES (@Id, @Enterprise, @Institution, @AskedOn, @Version, @Now)
            """,
            new { asked.Id, asked.Enterprise, asked.Institution, asked.AskedOn, asked.Version, act.Now });
        await work.AuditAsync(VerificationRequest.Kind, asked.Id, 1, "asked", act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/verification-requests/{asked.Id}", asked));
    }
}
