using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Links;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// A guardian or parent accepts or refuses a change of a placement by a link, as they consent to the placement (D32). The learner's
/// institution makes it and hands it over. The holder reads the change, and answers once.
/// </summary>
public static class GuardianMoveLink
{
    /// <param name="Text">The canonical JSON (RFC 8785) of the change.</param>
    /// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal. The guardian sends it back.</param>
    /// <param name="AgreementText">The canonical JSON of the agreement with the next enterprise; null if the enterprise stays.</param>
    /// <param name="ExpiresAt">When the link stops working, UTC.</param>
    public sealed record Opened(string Text, string TextHash, string? AgreementText, DateTimeOffset ExpiresAt);

    /// <param name="TextHash">The SHA-256 of the text that was accepted, or refused.</param>
    /// <param name="AcceptedOn">The day of the answer.</param>
    /// <param name="Refused">Whether the change was refused. The placement goes on unchanged then.</param>
    public sealed record Accepted(string TextHash, DateOnly AcceptedOn, bool Refused);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/guardian-link", MakeAsync).WithName("MakeGuardianMoveLink")
            .WithSummary("Make a one-time link for a guardian's answer to a change of a placement").Allow(Roles.Coordinator);
        api.MapGet("/guardian-acceptances/{token}", ReadAsync).WithName("GetGuardianAcceptance")
            .WithSummary("Read the change of a placement that a guardian is asked to accept").AllowAnonymous();
        api.MapPost("/guardian-acceptances/{token}", AnswerAsync).WithName("GiveGuardianAcceptance")
            .WithSummary("Accept or refuse a change as a guardian or parent, by the link").AllowAnonymous();
    }

    private static async Task<Results<Ok<GuardianLink.Made>, Refusal>> MakeAsync(
        Guid id, Guid changeId, GuardianLink.Request request, UnitOfWork work, Act act)
    {
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Change: var change })
        {
            return CommonProblems.NotFound();
        }
        if (change.Institution != act.Caller.Org) return Problems.NotYourPlacement(change.Institution);
        if (!change.NeedsGuardian) return Problems.NoGuardianNeeded(change);
        if (change.State != PlacementChange.Proposed) return Problems.ChangeNotIn(change, PlacementChange.Proposed);
        if (change.Accepted.Any(one => one.Party == InformedConsent.Guardian)) return Problems.AlreadyAccepted(change);

        await PlacementChangeRow.RecordAsync(work, change.Linked(), "guardian's link made", act);
        var expiresAt = act.Now.AddHours(request.ValidHours ?? GuardianLink.UsualHours);
        var token = await OneTimeLinks.MakeAsync(work, OneTimeLinks.GuardianAcceptance, changeId, expiresAt, act.Caller, act.Now);
        var made = new GuardianLink.Made($"/industry-partnership/v1/guardian-acceptances/{token}", expiresAt);
        return await work.CommitAsync(TypedResults.Ok(made), kept: made with { Url = null });
    }

    private static async Task<Results<Ok<Opened>, Refusal>> ReadAsync(string token, Db db, TimeProvider clock, CancellationToken ct) =>
        await OneTimeLinks.FindAsync(db, OneTimeLinks.GuardianAcceptance, token, clock.GetUtcNow(), ct) is { } link
        && await AwaitedAsync(db, link.ThingId, ct) is { } row
            ? TypedResults.Ok(new Opened(row.Text, row.TextHash, row.AgreementText, link.ExpiresAt))
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Accepted>, Refusal>> AnswerAsync(
        string token, GuardianLink.ConsentRequest request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys,
        Today today, TimeProvider clock)
    {
        var byLink = Act.OfPlatform("guardian by link", today, clock);
        if (await OneTimeLinks.UseAsync(work, OneTimeLinks.GuardianAcceptance, token, byLink.Now) is not { } link
            || await AwaitedAsync(work, link.ThingId) is not { } row)
        {
            return CommonProblems.NotFound();
        }
        if (row.TextHash != request.TextHash) return Cooperation.Problems.AnotherText("D32", request.TextHash, row.TextHash);

        // The guardian has no token, so the answer is recorded for the institution that made the link.
        var act = byLink.For(row.Institution);
        var (placement, change) = await PlacementChangeRow.HoldAsync(work, link.ThingId);
        if (request.Refused)
        {
            await PlacementChangeRow.RecordAsync(work, change.EndedAs(PlacementChange.Refused), "guardian refused", act);
        }
        else
        {
            var consent = new MoveConsent(InformedConsent.Guardian, act.Today, null, request.Relation);
            await PlacementChangeRow.AcceptAsync(work, change.Id, consent, act);
            var (_, problem) = await MovePlacement.RecordAsync(
                work, events, packs, keys, placement, change.AcceptedBy(consent), "guardian accepted", act);
            if (problem is not null) return problem;
        }
        return await work.CommitAsync(TypedResults.Ok(new Accepted(row.TextHash, act.Today, request.Refused)));
    }

    // An acceptance on paper or the change's end also closes the link.
    private static Task<AwaitedRow?> AwaitedAsync(IReader reader, Guid id, CancellationToken ct = default) => reader.FindAsync<AwaitedRow>(
        """
        SELECT c.institution, c.text, c.text_hash, c.agreement_text FROM partnership.placement_change c
        WHERE c.id = @id AND c.state = 'proposed' AND NOT EXISTS (SELECT 1 FROM partnership.placement_change_acceptance a
            WHERE a.change_id = c.id AND a.party = 'guardian')
        """,
        new { id }, ct);

    private sealed record AwaitedRow
    {
        public string Institution { get; init; } = "";
        public string Text { get; init; } = "";
        public string TextHash { get; init; } = "";
        public string? AgreementText { get; init; }
    }
}
