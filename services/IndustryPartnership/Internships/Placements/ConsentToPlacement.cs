using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The learner consents, and a guardian or parent if the slot's pack asks for it (D32). A guardian's consent comes on paper through the
/// institution, or by a link. The order is free. With all needed consents, the agreement may be signed.
/// </summary>
public static class ConsentToPlacement
{
    /// <param name="ConsentedOn">
    /// The day of the consent, at most a year before the placement's planned first day; today if left out.
    /// </param>
    public sealed record Request([property: Day] DateOnly? ConsentedOn = null);

    /// <param name="DocumentHash">SHA-256 of the scan of the signed paper, in lower-case hexadecimal; the institution keeps both.</param>
    /// <param name="SignedOn">The day on which the guardian or parent signed, at most a year before the placement's planned first
    /// day.</param>
    public sealed record GuardianRequest(
        [property: Hash] string DocumentHash,
        [property: Day] DateOnly SignedOn);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/consent", ConsentAsync).WithName(nameof(ConsentToPlacement))
            .WithSummary("Consent to your placement").Allow(Roles.Learner);
        api.MapPost("/placements/{id:guid}/guardian-consent", GuardianAsync).WithName("RecordGuardianConsent")
            .WithSummary("Hand in the consent of a guardian or parent").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> ConsentAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        var day = request.ConsentedOn ?? act.Today;
        var verdict = DayOfPlacementAct.Judge("D32", "consentedOn", day, placement.StartsOn, null, act.Today);
        if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        var consent = new PlacementAct(InformedConsent.Learner, day);
        var (consented, refusal) = await AddAsync(work, events, placement, consent, packs, act);
        return refusal is null ? await work.CommitAsync(TypedResults.Ok(consented!)) : refusal;
    }

    private static async Task<Results<Ok<Placement>, Refusal>> GuardianAsync(
        Guid id, GuardianRequest request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        var (placement, notAsked) = await HoldForGuardianAsync(work, id, request.SignedOn, "signedOn", packs, act);
        if (notAsked is not null) return notAsked;
        var consent = new PlacementAct(InformedConsent.Guardian, request.SignedOn, ScanHash: request.DocumentHash);
        var (consented, refusal) = await AddAsync(work, events, placement!, consent, packs, act);
        return refusal is null ? await work.CommitAsync(TypedResults.Ok(consented!)) : refusal;
    }

    /// <summary>The placement, held by its institution, on a day on which a guardian or parent is asked.</summary>
    internal static async Task<(Placement? Placement, Refusal? Refusal)> HoldForGuardianAsync(
        UnitOfWork work, Guid id, DateOnly day, string member, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return (null, CommonProblems.NotFound());
        if (placement.Institution != act.Caller.Org) return (null, Problems.NotYourPlacement(placement));
        var verdict = DayOfPlacementAct.Judge("D32", member, day, placement.StartsOn, null, act.Today);
        if (!verdict.Passes) return (null, Cooperation.Problems.NotOnThatDay(verdict));
        var asked = (await ConsentTerms.OfAsync(work, id)).JudgeGuardian(placement, packs, day);
        return asked.Passes ? (placement, null) : (null, Problems.NoGuardianNeeded(asked, id));
    }

    /// <summary>Records a consent. After the last needed one the agreement may be signed.</summary>
    internal static async Task<(Placement? Placement, Refusal? Refusal)> AddAsync(
        UnitOfWork work, IPublishEndpoint events, Placement placement, PlacementAct consent, RulePacks packs, Act act,
        string? relation = null)
    {
        if (placement.State != PlacementState.AwaitingConsent)
        {
            return (null, Problems.PlacementNotIn(placement, PlacementState.AwaitingConsent));
        }
        if (!await ActRow.TryAddAsync(work, placement.Id, ActRow.Consent, consent.By, consent, act, relation))
        {
            return (null, Problems.AlreadyConsented(placement, consent.By));
        }
        var consented = await GoOnAsync(work, events, placement.ConsentedBy(consent), $"{consent.By} consented", packs, act);
        return (consented, null);
    }

    /// <summary>The agreement may be signed once no consent is missing.</summary>
    internal static async Task<Placement> GoOnAsync(
        UnitOfWork work, IPublishEndpoint events, Placement next, string action, RulePacks packs, Act act)
    {
        var missing = (await ConsentTerms.OfAsync(work, next.Id)).Missing(next, packs, act.Today);
        var recorded = next.ConsentedByAll(isConsentMissing: missing.Count > 0);
        await PlacementRow.RecordAsync(work, events, recorded, action, fact: null, act);
        return recorded;
    }
}
