using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// The learner consents, and a guardian or parent where the slot's pack asks for it (D32): on paper that the learner's institution hands
/// in, or by a link of its own.
/// The order is free. Once all have consented whose consent is needed, the agreement may be signed.
/// </summary>
public static class ConsentToPlacement
{
    /// <param name="ConsentedOn">
    /// The day of the consent, at most a year before the placement's planned first day; today where it is left out.
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

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> ConsentAsync(
        Guid id, Request request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        var day = request.ConsentedOn ?? today.Value;
        var verdict = DayOfPlacementAct.Judge("D32", "consentedOn", day, found.StartsOn, null, today.Value);
        if (!verdict.Passes) return Problems.NotOnThatDay(verdict);
        return await AddAsync(found, InformedConsent.Learner, day, null, null, work, caller, packs, today, clock) is { } problem
            ? problem
            : await CommitAsync(id, work, caller);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> GuardianAsync(
        Guid id, GuardianRequest request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        var verdict = DayOfPlacementAct.Judge("D32", "signedOn", request.SignedOn, found.StartsOn, null, today.Value);
        if (!verdict.Passes) return Problems.NotOnThatDay(verdict);
        var asked = (await ConsentTerms.OfAsync(work, id)).JudgeGuardian(found, packs, request.SignedOn);
        if (!asked.Passes) return Problems.NoGuardianNeeded(asked, id);
        var (who, hash) = (InformedConsent.Guardian, request.DocumentHash);
        return await AddAsync(found, who, request.SignedOn, hash, null, work, caller, packs, today, clock) is { } problem
            ? problem
            : await CommitAsync(id, work, caller);
    }

    /// <summary>Records a consent; with the last one that is needed the agreement may be signed.</summary>
    /// <returns>Why it cannot; null where it was recorded.</returns>
    internal static async Task<ProblemHttpResult?> AddAsync(
        Placement found, string who, DateOnly day, string? documentHash, string? relation, UnitOfWork work, Caller caller, RulePacks packs,
        Today today, TimeProvider clock)
    {
        if (!await HoldAsync(work, found.Id)) return Problems.PlacementNotIn(found, PlacementState.AwaitingConsent);
        if (!await ActRow.TryAddAsync(work, found.Id, ActRow.Consent, who, day, documentHash, caller, clock.GetUtcNow(), relation))
        {
            return Problems.AlreadyConsented(found, who);
        }
        await GoOnAsync(work, found.Id, $"{who} consented", caller, packs, today);
        return null;
    }

    /// <summary>Takes the placement's row while it awaits consent, so that of two consents the second sees the first.</summary>
    internal static async Task<bool> HoldAsync(UnitOfWork work, Guid id) =>
        await work.ExecuteAsync(
            "UPDATE partnership.placement SET version = version + 1 WHERE id = @id AND state = 'awaiting-consent'", new { id }) > 0;

    /// <summary>The agreement may be signed where no consent is missing any more.</summary>
    internal static async Task GoOnAsync(UnitOfWork work, Guid id, string action, Caller caller, RulePacks packs, Today today)
    {
        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        var missing = (await ConsentTerms.OfAsync(work, id)).Missing(placement, packs, today.Value);
        if (missing.Count == 0)
        {
            await work.ExecuteAsync(
                "UPDATE partnership.placement SET state = 'awaiting-signatures' WHERE id = @id AND state = 'awaiting-consent'", new { id });
        }
        await work.AuditAsync("placement", id, placement.Version, action, caller);
    }

    internal static async Task<Ok<Placement>> CommitAsync(Guid id, UnitOfWork work, Caller caller) =>
        await work.CommitAsync(TypedResults.Ok((await PlacementRow.FindAsync(work, id, caller))!));
}
