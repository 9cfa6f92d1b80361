using Contracts;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// The learner consents, and a minor's guardian, on paper that the learner's institution hands in or by a link of its own (D32), in any order; once all have whose
/// consent is needed the agreement may be signed.
/// </summary>
public static class ConsentToPlacement
{
    /// <param name="ConsentedOn">The day of the consent, at most a year before the placement's planned first day; today where it is left out.</param>
    public sealed record Request([property: Day] DateOnly? ConsentedOn = null);

    /// <param name="DocumentHash">SHA-256 of the scan of the signed paper, in lower-case hexadecimal; the institution keeps both.</param>
    /// <param name="SignedOn">The day on which the guardian signed, at most a year before the placement's planned first day.</param>
    public sealed record GuardianRequest(
        [property: Hash] string DocumentHash,
        [property: Day] DateOnly SignedOn);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/consent", ConsentAsync).WithName(nameof(ConsentToPlacement)).WithSummary("Consent to your placement").Allow(Roles.Learner);
        api.MapPost("/placements/{id:guid}/guardian-consent", GuardianAsync).WithName("RecordGuardianConsent").WithSummary("Hand in the consent of a minor's guardian").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> ConsentAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        var day = request.ConsentedOn ?? today.Value;
        if (DayOfPlacementAct.Judge("D32", "consentedOn", day, found.StartsOn, null, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDay(verdict);
        return await AddAsync(found, InformedConsent.Learner, day, null, null, work, caller, today, clock) is { } problem ? problem : await CommitAsync(id, work, caller);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> GuardianAsync(Guid id, GuardianRequest request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (DayOfPlacementAct.Judge("D32", "signedOn", request.SignedOn, found.StartsOn, null, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDay(verdict);
        if (await JudgeGuardianAsync(work, found, request.SignedOn) is { Passes: false } isMinor) return Problems.NoGuardianNeeded(isMinor, id);
        return await AddAsync(found, InformedConsent.Guardian, request.SignedOn, request.DocumentHash, null, work, caller, today, clock) is { } problem ? problem : await CommitAsync(id, work, caller);
    }

    /// <summary>Records a consent; with the last one that is needed the agreement may be signed.</summary>
    /// <returns>Why it cannot; null where it was recorded.</returns>
    internal static async Task<ProblemHttpResult?> AddAsync(
        Placement found, string who, DateOnly day, string? documentHash, string? relation, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        // The placement's row first, so that of two consents the second sees the first.
        if (await work.ExecuteAsync("UPDATE partnership.placement SET version = version + 1 WHERE id = @Id AND state = 'awaiting-consent'", new { found.Id }) == 0) return Problems.PlacementNotIn(found, "awaiting-consent");
        if (!await ActRow.TryAddAsync(work, found.Id, ActRow.Consent, who, day, documentHash, caller, clock.GetUtcNow(), relation)) return Problems.AlreadyConsented(found, who);
        var placement = (await PlacementRow.FindAsync(work, found.Id, caller))!;
        if ((await MissingAsync(work, placement, today.Value)).Count == 0) await work.ExecuteAsync("UPDATE partnership.placement SET state = 'awaiting-signatures' WHERE id = @Id", new { found.Id });
        await work.AuditAsync("placement", found.Id, placement.Version, $"{who} consented", caller);
        return null;
    }

    private static async Task<Ok<Placement>> CommitAsync(Guid id, UnitOfWork work, Caller caller) => await work.CommitAsync(TypedResults.Ok((await PlacementRow.FindAsync(work, id, caller))!));

    /// <summary>Whether the learner is a minor, on the day of their own consent or on this one.</summary>
    internal static async Task<Verdict> JudgeGuardianAsync(UnitOfWork work, Placement placement, DateOnly day) =>
        InformedConsent.JudgeGuardian(await BirthDateAsync(work, placement), placement.ConsentOf(InformedConsent.Learner), day);

    /// <summary>Whose consent to a placement is still to come.</summary>
    internal static async Task<IReadOnlyList<string>> MissingAsync(UnitOfWork work, Placement placement, DateOnly today) =>
        InformedConsent.Missing(await BirthDateAsync(work, placement), placement.ConsentOf(InformedConsent.Learner), placement.ConsentOf(InformedConsent.Guardian), today);

    private static Task<DateOnly> BirthDateAsync(UnitOfWork work, Placement placement) =>
        work.SingleAsync<DateOnly>("SELECT birth_date FROM partnership.learner WHERE id = @LearnerId", new { placement.LearnerId });
}
