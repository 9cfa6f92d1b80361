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

/// <summary>A registrar of one of its institutions opens an articulation to new cohorts, under an agreement of all of them (D6b).</summary>
public static class ActivateArticulation
{
    /// <param name="AgreementId">
    /// An agreement in force of the kind articulation or strategic-cooperation. All its institutions have signed it.
    /// </param>
    public sealed record Request(Guid AgreementId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/activation", HandleAsync)
        .WithName(nameof(ActivateArticulation)).WithSummary("Open an articulation to new cohorts").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Articulation>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (articulation.State == ArticulationState.Active) return Problems.AlreadyActive();

        // Learners of its first cohort may have been enrolled on the revision before, since it was drafted.
        if (await WhyNotLaterAsync(work, articulation, act.Today) is { } begun) return begun;

        // Held: an agreement that ends at this moment has either ended already, or its end finds the articulation active and closes it.
        // Another party's agreement answers as an unknown one.
        var agreement = await Agreement.HoldAsync(work, request.AgreementId, act.Caller.Org);
        if (agreement is null) return CommonProblems.NotYetKnown("agreement", request.AgreementId);
        List<string> institutions = [.. articulation.Institutions];
        var verdict = CarryingAgreement.Judge(agreement, institutions, act.Today);
        if (!verdict.Passes)
        {
            var carrier = await Agreement.FindCarrierAsync(work, institutions, act.Today);
            return Problems.AgreementCannotCarry(verdict with { Change = carrier is null ? null : new { agreementId = carrier } });
        }

        var activated = articulation.ActivatedUnder(agreement.Id);
        var fact = new ArticulationActivatedV1 { OccurredAt = act.Now, Articulation = activated.ToEvent() };
        await ArticulationRow.RecordAsync(work, events, activated, "activated", fact, act, $"agreement {agreement.Id}");
        return await work.CommitAsync(TypedResults.Ok(activated));
    }

    // A revision that has been in use may be closed and opened again.
    private static async Task<Refusal?> WhyNotLaterAsync(UnitOfWork work, Articulation articulation, DateOnly today)
    {
        if (articulation is not { FirstCohort: { } first, State: ArticulationState.Draft }) return null;
        // Held: whoever enrols on the revision before does so before this, or finds the revision.
        await work.HoldAsync<Guid>(
            "SELECT id FROM enrollment.articulation WHERE route = @Route AND state = 'active'", new { articulation.Route });
        var earlier = await LatestRevision.OfAsync(work, articulation.Route, articulation.Revision);
        var cohort = RevisionCohort.Judge(first, earlier.FirstCohort, earlier.EnrolledCohort, today);
        return cohort.Passes ? null : Problems.CohortOfRevision(cohort);
    }
}
