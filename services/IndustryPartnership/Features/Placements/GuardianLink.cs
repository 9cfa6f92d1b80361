using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>A minor's guardian consents by a link that the learner's institution makes and hands over (D32): whoever holds it reads the agreement, and consents once.</summary>
public static class GuardianLink
{
    private const int LongestHours = 14 * 24;
    private const int UsualHours = 7 * 24;

    /// <param name="ValidHours">For how many hours by the clock it opens anything; a week where it is left out.</param>
    public sealed record Request([property: Range(1, LongestHours)] int? ValidHours = null);

    /// <param name="Url">Where the guardian reads and consents, at the platform's address. It is shown once: null where the request is repeated with its key.</param>
    /// <param name="ExpiresAt">From when on it opens nothing, UTC.</param>
    public sealed record Made(string? Url, DateTimeOffset ExpiresAt);

    /// <param name="Text">The canonical JSON (RFC 8785) of the placement as planned.</param>
    /// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal: what the guardian sends back.</param>
    /// <param name="ExpiresAt">From when on the link opens nothing, UTC.</param>
    public sealed record Opened(string Text, string TextHash, DateTimeOffset ExpiresAt);

    /// <param name="TextHash">The SHA-256 of the text that is consented to, as the link shows it.</param>
    /// <param name="Relation">What the guardian is to the learner; no name is asked for.</param>
    public sealed record ConsentRequest(
        [property: Hash] string TextHash,
        [property: OneOf("mother", "father", "guardian")] string Relation);

    /// <param name="TextHash">The SHA-256 of the text that was consented to.</param>
    /// <param name="ConsentedOn">The day of the consent.</param>
    public sealed record Consented(string TextHash, DateOnly ConsentedOn);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/guardian-link", MakeAsync).WithName("MakeGuardianLink").WithSummary("Make a link by which a minor's guardian consents, once").Allow(Roles.Coordinator);
        api.MapGet("/guardian-consents/{token}", ReadAsync).WithName("GetGuardianConsent").WithSummary("Read the agreement that a guardian is asked to consent to").AllowAnonymous();
        api.MapPost("/guardian-consents/{token}", ConsentAsync).WithName("GiveGuardianConsent").WithSummary("Consent as a minor's guardian, by the link").AllowAnonymous();
    }

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> MakeAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        if (await work.ExecuteAsync("UPDATE partnership.placement SET version = version + 1 WHERE id = @id AND state = 'awaiting-consent'", new { id }) == 0) return Problems.PlacementNotIn(found, PlacementState.AwaitingConsent);
        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        if (placement.Consents.Any(consent => consent.By == InformedConsent.Guardian)) return Problems.AlreadyConsented(placement, InformedConsent.Guardian);
        if (await ConsentToPlacement.JudgeGuardianAsync(work, placement, today.Value) is { Passes: false } isMinor) return Problems.NoGuardianNeeded(isMinor, id);

        var now = clock.GetUtcNow();
        var expiresAt = now.AddHours(request.ValidHours ?? UsualHours);
        var token = await OneTimeLinks.MakeAsync(work, OneTimeLinks.GuardianConsent, id, expiresAt, caller, now);
        await work.AuditAsync("placement", id, placement.Version, "guardian's link made", caller);
        return await work.CommitAsync(TypedResults.Ok(new Made($"/industry-partnership/v1/guardian-consents/{token}", expiresAt)), kept: new Made(null, expiresAt));
    }

    private static async Task<Results<Ok<Opened>, ProblemHttpResult>> ReadAsync(string token, Db db, TimeProvider clock, CancellationToken ct) =>
        await OneTimeLinks.FindAsync(db, OneTimeLinks.GuardianConsent, token, clock.GetUtcNow(), ct) is { } link && await AwaitedAsync(db, link.ThingId, ct) is { } row
            ? TypedResults.Ok(new Opened(row.Text, row.TextHash, link.ExpiresAt))
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Consented>, ProblemHttpResult>> ConsentAsync(string token, ConsentRequest request, UnitOfWork work, Today today, TimeProvider clock)
    {
        if (await OneTimeLinks.UseAsync(work, OneTimeLinks.GuardianConsent, token, clock.GetUtcNow()) is not { } link || await AwaitedAsync(work, link.ThingId) is not { } row) return CommonProblems.NotFound();
        if (row.TextHash != request.TextHash) return Problems.AnotherText("D32", request.TextHash, row.TextHash);

        // The guardian has no token: the consent comes by way of the institution that made the link.
        var guardian = Caller.Platform("guardian by link") with { Org = row.Institution };
        var found = (await PlacementRow.FindAsync(work, link.ThingId, guardian))!;
        if (DayOfPlacementAct.Judge("D32", "consentedOn", today.Value, found.StartsOn, null, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDay(verdict);
        if (await ConsentToPlacement.JudgeGuardianAsync(work, found, today.Value) is { Passes: false }) return CommonProblems.NotFound();
        if (await ConsentToPlacement.AddAsync(found, InformedConsent.Guardian, today.Value, null, request.Relation, work, guardian, today, clock) is not null) return CommonProblems.NotFound();
        return await work.CommitAsync(TypedResults.Ok(new Consented(row.TextHash, today.Value)));
    }

    // A consent on paper, or the end of the placement, closes the link too.
    private static Task<AwaitedRow?> AwaitedAsync(IReader reader, Guid id, CancellationToken ct = default) => reader.FindAsync<AwaitedRow>(
        """
        SELECT p.institution, p.text, p.text_hash FROM partnership.placement p
        WHERE p.id = @id AND p.state = 'awaiting-consent' AND NOT EXISTS (SELECT 1 FROM partnership.placement_act a WHERE a.placement_id = p.id AND a.kind = 'consent' AND a.party = 'guardian')
        """,
        new { id }, ct);

    private sealed record AwaitedRow
    {
        public string Institution { get; init; } = "";
        public string Text { get; init; } = "";
        public string TextHash { get; init; } = "";
    }
}
