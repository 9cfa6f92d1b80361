using Contracts;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Receipts;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.PlacementChanges;

/// <summary>
/// Institution, present and next enterprise and the learner consent to a change by the hash of its text, each once, and a guardian or
/// parent, where the slot's pack asks for it, on paper
/// that the institution hands in (D31, D32). With the last consent it comes into force, or on its day where that is to come.
/// </summary>
public static class AcceptPlacementChange
{
    /// <param name="TextHash">The SHA-256 of the text that is consented to, as the change shows it.</param>
    public sealed record Request([property: Hash] string TextHash);

    /// <param name="DocumentHash">SHA-256 of the scan of the signed paper, in lower-case hexadecimal; the institution keeps both.</param>
    /// <param name="SignedOn">The day on which the guardian signed, not before that of the proposal.</param>
    public sealed record GuardianRequest(
        [property: Hash] string DocumentHash,
        [property: Day] DateOnly SignedOn);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/acceptance", HandleAsync).WithName(nameof(AcceptPlacementChange))
            .WithSummary("Consent to a change of a placement").Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Learner);
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/guardian-acceptance", GuardianAsync).WithName("RecordGuardianAcceptance")
            .WithSummary("Hand in the consent of a guardian or parent to a change of a placement").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<PlacementChange>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid changeId, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs, ReceiptKeys keys,
        Today today, TimeProvider clock)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, caller) is not { } found) return CommonProblems.NotFound();
        if (!found.Asks(caller.Org)) return Problems.NotYourPlacement(found.Institution);
        var party = PlacementRow.Personal(caller) == 1 ? InformedConsent.Learner
            : caller.Org == found.Institution ? ActRow.OfInstitution : caller.Org == found.FromEnterprise ? ActRow.OfEnterprise : PlacementChangeRow.OfNextEnterprise;
        if (found.TextHash != request.TextHash) return Problems.AnotherText("D31", request.TextHash, found.TextHash);
        return await AcceptAsync(found, party, today.Value, null, work, events, caller, packs, keys, today, clock);
    }

    private static async Task<Results<Ok<PlacementChange>, ProblemHttpResult>> GuardianAsync(
        Guid id, Guid changeId, GuardianRequest request, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs,
        ReceiptKeys keys, Today today, TimeProvider clock)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found.Institution);
        if (!found.NeedsGuardian) return Problems.NoGuardianNeeded(found);
        if (DayOfAct.Judge("D32", "signedOn", request.SignedOn, found.ProposedOn, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDay(verdict);
        return await AcceptAsync(
            found, InformedConsent.Guardian, request.SignedOn, request.DocumentHash, work, events, caller, packs, keys, today, clock);
    }

    private static async Task<Results<Ok<PlacementChange>, ProblemHttpResult>> AcceptAsync(
        PlacementChange found, string party, DateOnly day, string? documentHash, UnitOfWork work, IPublishEndpoint events, Caller caller,
        RulePacks packs, ReceiptKeys keys, Today today, TimeProvider clock)
    {
        // The placement's row first, so that of two consents the second sees the first, and nothing is agreed about a placement that is over.
        await PlacementChangeRow.HoldAsync(work, found.PlacementId, found.FromSlotId);
        if (await work.ExecuteAsync("UPDATE partnership.placement_change SET version = version + 1 WHERE id = @Id AND state = 'proposed'", new { found.Id }) == 0) return Problems.ChangeNotIn((await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, caller))!, PlacementChange.Proposed);
        if (!await AddAsync(work, found.Id, party, day, documentHash, caller, clock.GetUtcNow())) return Problems.AlreadyAccepted(found);

        var change = (await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, caller))!;
        await work.AuditAsync(PlacementChangeRow.Kind, change.Id, change.Version, $"{party} accepted", caller);
        if (change.IsAgreed
            && await MovePlacement.AgreeAsync(work, events, packs, keys, change, caller, today.Value, clock.GetUtcNow()) is { } problem)
        {
            return problem;
        }
        return await work.CommitAsync(TypedResults.Ok((await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, caller))!));
    }

    /// <summary>Records a consent.</summary>
    /// <returns>False where the party has given it.</returns>
    internal static Task<bool> AddAsync(UnitOfWork work, Guid changeId, string party, DateOnly day, string? documentHash, Caller caller, DateTimeOffset now) => work.TryInsertAsync(
        """
        INSERT INTO partnership.placement_change_acceptance (change_id, party, accepted_on, document_hash, actor, recorded_at)
        VALUES (@changeId, @party, @day, @documentHash, @Actor, @now)
        """,
        new { changeId, party, day, documentHash, caller.Actor, now });
}
