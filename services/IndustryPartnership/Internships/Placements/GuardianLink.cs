using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Links;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// A guardian or parent consents or refuses by a link that the learner's institution makes and hands over (D32). The holder reads the
/// agreement, and answers once.
/// </summary>
public static class GuardianLink
{
    private const int LongestHours = 14 * 24;
    internal const int UsualHours = 7 * 24;

    /// <param name="ValidHours">For how many hours by the clock the link works; a week if left out.</param>
    public sealed record Request([property: Range(1, LongestHours)] int? ValidHours = null);

    /// <param name="Url">
    /// The link for the guardian, at the platform's address. It is shown once; null if the request is repeated with its key.
    /// </param>
    /// <param name="ExpiresAt">When the link stops working, UTC.</param>
    public sealed record Made(string? Url, DateTimeOffset ExpiresAt);

    /// <param name="Text">The canonical JSON (RFC 8785) of the placement as planned.</param>
    /// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal. The guardian sends it back.</param>
    /// <param name="ExpiresAt">When the link stops working, UTC.</param>
    public sealed record Opened(string Text, string TextHash, DateTimeOffset ExpiresAt);

    /// <param name="TextHash">The SHA-256 of the text that the link shows.</param>
    /// <param name="Relation">The guardian's relation to the learner. No name is asked for.</param>
    /// <param name="Refused">Whether consent is refused. A refusal ends the placement.</param>
    public sealed record ConsentRequest(
        [property: Hash] string TextHash,
        [property: OneOf("mother", "father", "guardian")] string Relation,
        bool Refused = false);

    /// <param name="TextHash">The SHA-256 of the text that was consented to, or refused.</param>
    /// <param name="ConsentedOn">The day of the answer.</param>
    /// <param name="Refused">Whether consent was refused.</param>
    public sealed record Consented(string TextHash, DateOnly ConsentedOn, bool Refused);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/guardian-link", MakeAsync).WithName("MakeGuardianLink")
            .WithSummary("Make a one-time link for the answer of a guardian or parent").Allow(Roles.Coordinator);
        api.MapGet("/guardian-consents/{token}", ReadAsync).WithName("GetGuardianConsent")
            .WithSummary("Read the agreement that a guardian is asked to consent to").AllowAnonymous();
        api.MapPost("/guardian-consents/{token}", ConsentAsync).WithName("GiveGuardianConsent")
            .WithSummary("Consent or refuse as a guardian or parent, by the link").AllowAnonymous();
    }

    private static async Task<Results<Ok<Made>, Refusal>> MakeAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.Institution != act.Caller.Org) return Problems.NotYourPlacement(placement);
        if (placement.State != PlacementState.AwaitingConsent) return Problems.PlacementNotIn(placement, PlacementState.AwaitingConsent);
        if (placement.ConsentOf(InformedConsent.Guardian) is not null)
        {
            return Problems.AlreadyConsented(placement, InformedConsent.Guardian);
        }
        var asked = (await ConsentTerms.OfAsync(work, id)).JudgeGuardian(placement, packs, act.Today);
        if (!asked.Passes) return Problems.NoGuardianNeeded(asked, id);

        var expiresAt = act.Now.AddHours(request.ValidHours ?? UsualHours);
        var token = await OneTimeLinks.MakeAsync(work, OneTimeLinks.GuardianConsent, id, expiresAt, act.Caller, act.Now);
        await PlacementRow.RecordAsync(work, events, placement.Next(placement.State), "guardian's link made", fact: null, act);
        var made = new Made($"/industry-partnership/v1/guardian-consents/{token}", expiresAt);
        return await work.CommitAsync(TypedResults.Ok(made), kept: made with { Url = null });
    }

    private static async Task<Results<Ok<Opened>, Refusal>> ReadAsync(string token, Db db, TimeProvider clock, CancellationToken ct) =>
        await OneTimeLinks.FindAsync(db, OneTimeLinks.GuardianConsent, token, clock.GetUtcNow(), ct) is { } link
        && await AwaitedAsync(db, link.ThingId, ct) is { } row
            ? TypedResults.Ok(new Opened(row.Text, row.TextHash, link.ExpiresAt))
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Consented>, Refusal>> ConsentAsync(
        string token, ConsentRequest request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Today today, TimeProvider clock)
    {
        var byLink = Act.OfPlatform("guardian by link", today, clock);
        if (await OneTimeLinks.UseAsync(work, OneTimeLinks.GuardianConsent, token, byLink.Now) is not { } link
            || await AwaitedAsync(work, link.ThingId) is not { } row)
        {
            return CommonProblems.NotFound();
        }
        if (row.TextHash != request.TextHash) return Cooperation.Problems.AnotherText("D32", request.TextHash, row.TextHash);

        // The guardian has no token, so the consent is recorded for the institution that made the link.
        var act = byLink.For(row.Institution);
        var placement = await PlacementRow.HoldAsync(work, link.ThingId);
        var verdict = DayOfPlacementAct.Judge("D32", "consentedOn", act.Today, placement.StartsOn, null, act.Today);
        if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        // A guardian who was asked while the learner was a minor may still answer after the learner has come of age.
        var answer = new PlacementAct(InformedConsent.Guardian, act.Today);
        var (_, refusal) = request.Refused
            ? await RefuseConsent.EndAsync(work, events, placement, answer, act, request.Relation)
            : await ConsentToPlacement.AddAsync(work, events, placement, answer, packs, act, request.Relation);
        if (refusal is not null) return CommonProblems.NotFound();
        return await work.CommitAsync(TypedResults.Ok(new Consented(row.TextHash, act.Today, request.Refused)));
    }

    // A consent on paper or the placement's end also closes the link.
    private static Task<AwaitedRow?> AwaitedAsync(IReader reader, Guid id, CancellationToken ct = default) => reader.FindAsync<AwaitedRow>(
        """
        SELECT p.institution, p.text, p.text_hash FROM partnership.placement p
        WHERE p.id = @id AND p.state = 'awaiting-consent' AND NOT EXISTS (SELECT 1 FROM partnership.placement_act a
            WHERE a.placement_id = p.id AND a.kind = 'consent' AND a.party = 'guardian')
        """,
        new { id }, ct);

    private sealed record AwaitedRow
    {
        public string Institution { get; init; } = "";
        public string Text { get; init; } = "";
        public string TextHash { get; init; } = "";
    }
}
