using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>A registrar of either institution opens an articulation to new cohorts, under an agreement of the two (D6b).</summary>
public static class ActivateArticulation
{
    /// <param name="AgreementId">An agreement in force, of the kind articulation or strategic-cooperation, that both institutions have signed.</param>
    public sealed record Request(Guid AgreementId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/activation", HandleAsync)
        .WithName(nameof(ActivateArticulation)).WithSummary("Open an articulation to new cohorts").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Articulation>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await ArticulationRow.FindAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (!before.IsOf(caller.Org)) return Problems.NotYourArticulation();
        if (before.State == "active") return Problems.AlreadyActive();

        // The agreement's row is the guard: one that ends at this moment either is seen to have ended, or finds the articulation active and closes it.
        // One of others answers as one that is not known: agreements are their parties' own.
        var known = await work.ExecuteAsync(
            "UPDATE enrollment.agreement SET activations = activations + 1 WHERE id = @AgreementId AND id IN (SELECT agreement_id FROM enrollment.agreement_party WHERE organisation_code = @Org)",
            new { request.AgreementId, caller.Org });
        if (known == 0) return CommonProblems.NotYetKnown("agreement", request.AgreementId);

        var verdict = CarryingAgreement.Judge(await Agreement.ReadAsync(work, request.AgreementId), before.FromInstitution, before.ToInstitution, today.Value);
        if (!verdict.Passes)
        {
            var carrier = await Agreement.FindCarrierAsync(work, before.FromInstitution, before.ToInstitution, today.Value);
            return Problems.AgreementCannotCarry(verdict with { Change = carrier is null ? null : new { agreementId = carrier } });
        }

        var activated = await work.ExecuteAsync(
            "UPDATE enrollment.articulation SET state = 'active', agreement_id = @AgreementId, closure_reason = NULL, version = version + 1 WHERE id = @id AND state <> 'active'",
            new { id, request.AgreementId });
        if (activated == 0) return Problems.AlreadyActive();

        var row = await ArticulationRow.ReadAsync(work, id);
        await work.AuditAsync("articulation", id, row.Version, "activated", caller, $"agreement {request.AgreementId}");
        await events.Publish((ArticulationActivatedV1)row.ToFact(clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
