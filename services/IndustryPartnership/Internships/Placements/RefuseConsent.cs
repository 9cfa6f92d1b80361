using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The learner, or a guardian or parent, refuses consent to a placement that has not begun, even after an earlier consent (D32). This ends
/// the placement. The place is free again, and the learner may apply elsewhere.
/// </summary>
public static class RefuseConsent
{
    /// <param name="RefusedOn">The day of the refusal, at most a year before the placement's planned first day; today if left
    /// out.</param>
    /// <param name="Reason">The learner's reason, if given; kept in the audit.</param>
    public sealed record Request(
        [property: Day] DateOnly? RefusedOn = null,
        [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/consent-refusal", RefuseAsync).WithName(nameof(RefuseConsent))
            .WithSummary("Refuse consent to your placement, which ends it").Allow(Roles.Learner);
        api.MapPost("/placements/{id:guid}/guardian-refusal", GuardianAsync).WithName("RecordGuardianRefusal")
            .WithSummary("Record that a guardian or parent refuses consent, which ends the placement").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> RefuseAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        var day = request.RefusedOn ?? act.Today;
        var verdict = DayOfPlacementAct.Judge("D32", "refusedOn", day, placement.StartsOn, null, act.Today);
        if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        var refused = new PlacementAct(InformedConsent.Learner, day);
        var (ended, refusal) = await EndAsync(work, events, placement, refused, act, reason: request.Reason);
        return refusal is null ? await work.CommitAsync(TypedResults.Ok(ended!)) : refusal;
    }

    private static async Task<Results<Ok<Placement>, Refusal>> GuardianAsync(
        Guid id, ConsentToPlacement.GuardianRequest request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        var (placement, notAsked) = await ConsentToPlacement.HoldForGuardianAsync(work, id, request.SignedOn, "signedOn", packs, act);
        if (notAsked is not null) return notAsked;
        var refused = new PlacementAct(InformedConsent.Guardian, request.SignedOn, ScanHash: request.DocumentHash);
        var (ended, refusal) = await EndAsync(work, events, placement!, refused, act);
        return refusal is null ? await work.CommitAsync(TypedResults.Ok(ended!)) : refusal;
    }

    /// <summary>Records the refusal, and so ends the placement.</summary>
    internal static async Task<(Placement? Placement, Refusal? Refusal)> EndAsync(
        UnitOfWork work, IPublishEndpoint events, Placement placement, PlacementAct refused, Act act, string? relation = null,
        string? reason = null)
    {
        if (!placement.IsToCome) return (null, Problems.PlacementNotIn(placement, Placement.ToComeStates));
        var why = reason is null ? $"{refused.By} refused consent" : $"{refused.By} refused consent: {reason}";
        await ActRow.TryAddAsync(work, placement.Id, ActRow.Refusal, refused.By, refused, act, relation);
        return (await StopPlacement.CallOffAsync(work, events, placement.RefusedBy(refused), refused.On, why, act), null);
    }
}
