using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// The learner, or a guardian or parent, refuses consent to a placement that has not begun (D32), also after an earlier consent. It ends
/// the placement: the place is free again,
/// and the learner may apply elsewhere.
/// </summary>
public static class RefuseConsent
{
    /// <param name="RefusedOn">The day of the refusal, at most a year before the placement's planned first day; today where it is left
    /// out.</param>
    /// <param name="Reason">Why, where the learner says so; kept in the audit.</param>
    public sealed record Request(
        [property: Day] DateOnly? RefusedOn = null,
        [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/consent-refusal", RefuseAsync).WithName(nameof(RefuseConsent))
            .WithSummary("Refuse consent to your placement, which ends it").Allow(Roles.Learner);
        api.MapPost("/placements/{id:guid}/guardian-refusal", GuardianAsync).WithName("RecordGuardianRefusal")
            .WithSummary("Hand in that a guardian or parent refuses consent, which ends the placement").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> RefuseAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        var day = request.RefusedOn ?? today.Value;
        if (DayOfPlacementAct.Judge("D32", "refusedOn", day, found.StartsOn, null, today.Value) is { Passes: false } verdict)
        {
            return Problems.NotOnThatDay(verdict);
        }
        return await EndAsync(found, InformedConsent.Learner, day, null, null, request.Reason, work, events, caller, clock) is { } problem
            ? problem
            : await ConsentToPlacement.CommitAsync(id, work, caller);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> GuardianAsync(
        Guid id, ConsentToPlacement.GuardianRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs,
        Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (DayOfPlacementAct.Judge("D32", "signedOn", request.SignedOn, found.StartsOn, null, today.Value) is { Passes: false } verdict)
        {
            return Problems.NotOnThatDay(verdict);
        }
        var asked = (await ConsentTerms.OfAsync(work, id)).JudgeGuardian(found, packs, request.SignedOn);
        if (!asked.Passes) return Problems.NoGuardianNeeded(asked, id);
        var (who, hash) = (InformedConsent.Guardian, request.DocumentHash);
        return await EndAsync(found, who, request.SignedOn, hash, null, null, work, events, caller, clock) is { } problem
            ? problem
            : await ConsentToPlacement.CommitAsync(id, work, caller);
    }

    /// <summary>Records the refusal, and ends the placement by it.</summary>
    /// <returns>Why it cannot; null where it did.</returns>
    internal static async Task<ProblemHttpResult?> EndAsync(
        Placement found, string who, DateOnly day, string? documentHash, string? relation, string? reason, UnitOfWork work,
        IPublishEndpoint events, Caller caller, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var why = reason is null ? $"{who} refused consent" : $"{who} refused consent: {reason}";
        if (await StopPlacement.CallOffAsync(work, events, found.Id, day, why, caller, now) is null)
        {
            return Problems.PlacementNotIn(found, PlacementState.AwaitingConsent, PlacementState.AwaitingSignatures, PlacementState.Ready);
        }
        await ActRow.TryAddAsync(work, found.Id, ActRow.Refusal, who, day, documentHash, caller, now, relation);
        return null;
    }
}
