using Contracts;
using IndustryPartnership.Cooperation.Membership;
using IndustryPartnership.Internships.Law;
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

    private static async Task<Results<Ok<PlacementChange>, Refusal>> HandleAsync(
        Guid id, Guid changeId, Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()) is not { } found) return CommonProblems.NotFound();
        if (!found.Asks(act.Caller.Org)) return Problems.NotYourPlacement(found.Institution);
        var party = act.Viewer().IsLearner ? InformedConsent.Learner
            : act.Caller.Org == found.Institution ? ActRow.OfInstitution
            : act.Caller.Org == found.FromEnterprise ? ActRow.OfEnterprise : PlacementChangeRow.OfNextEnterprise;
        if (found.TextHash != request.TextHash) return Cooperation.Problems.AnotherText("D31", request.TextHash, found.TextHash);
        return await AcceptAsync(found, party, act.Today, null, work, events, packs, keys, act);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> GuardianAsync(
        Guid id, Guid changeId, GuardianRequest request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != act.Caller.Org) return Problems.NotYourPlacement(found.Institution);
        if (!found.NeedsGuardian) return Problems.NoGuardianNeeded(found);
        if (DayOfAct.Judge("D32", "signedOn", request.SignedOn, found.ProposedOn, act.Today) is { Passes: false } verdict) return Cooperation.Problems.NotOnThatDay(verdict);
        return await AcceptAsync(
            found, InformedConsent.Guardian, request.SignedOn, request.DocumentHash, work, events, packs, keys, act);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> AcceptAsync(
        PlacementChange found, string party, DateOnly day, string? documentHash, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        // The placement's row first, so that of two consents the second sees the first, and nothing is agreed about a placement that is over.
        await PlacementChangeRow.HoldAsync(work, found.PlacementId, found.FromSlotId);
        var taken = await work.ExecuteAsync(
            "UPDATE partnership.placement_change SET version = version + 1 WHERE id = @Id AND state = 'proposed'", new { found.Id });
        if (taken == 0)
        {
            var present = (await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, act.Viewer()))!;
            return Problems.ChangeNotIn(present, PlacementChange.Proposed);
        }
        if (!await AddAsync(work, found.Id, party, day, documentHash, act)) return Problems.AlreadyAccepted(found);

        var change = (await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, act.Viewer()))!;
        await work.AuditAsync(PlacementChangeRow.Kind, change.Id, change.Version, $"{party} accepted", act);
        if (change.IsAgreed
            && await MovePlacement.AgreeAsync(work, events, packs, keys, change, act) is { } problem)
        {
            return problem;
        }
        return await work.CommitAsync(TypedResults.Ok((await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, act.Viewer()))!));
    }

    /// <summary>Records a consent.</summary>
    /// <returns>False where the party has given it.</returns>
    internal static Task<bool> AddAsync(UnitOfWork work, Guid changeId, string party, DateOnly day, string? documentHash, Act act) =>
        work.TryInsertAsync(
            """
            INSERT INTO partnership.placement_change_acceptance (change_id, party, accepted_on, document_hash, actor, recorded_at)
            VALUES (@changeId, @party, @day, @documentHash, @Actor, @Now)
            """,
            new { changeId, party, day, documentHash, act.Caller.Actor, act.Now });
}
