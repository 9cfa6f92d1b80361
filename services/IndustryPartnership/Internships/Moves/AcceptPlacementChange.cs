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
/// Institution, present and next enterprise and the learner each consent once to a change, by the hash of its text. If the slot's pack
/// needs a guardian or parent, the institution hands in their consent on paper (D31, D32). They may also give it by a link. With the
/// last consent the change comes into force, or on its day if that is later.
/// </summary>
public static class AcceptPlacementChange
{
    /// <param name="TextHash">The SHA-256 of the text that is consented to, as the change shows it.</param>
    public sealed record Request([property: Hash] string TextHash);

    /// <param name="DocumentHash">SHA-256 of the scan of the signed paper, in lower-case hexadecimal; the institution keeps both.</param>
    /// <param name="SignedOn">The day on which the guardian signed, not before the proposal.</param>
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
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Change: var change } held)
        {
            return CommonProblems.NotFound();
        }
        if (!change.Asks(act.Caller.Org)) return Problems.NotYourPlacement(change.Institution);
        if (change.TextHash != request.TextHash) return Cooperation.Problems.AnotherText("D31", request.TextHash, change.TextHash);
        var party = act.Viewer().IsLearner ? InformedConsent.Learner
            : act.Caller.Org == change.Institution ? ActRow.OfInstitution
            : act.Caller.Org == change.FromEnterprise ? ActRow.OfEnterprise : MoveConsent.OfNextEnterprise;
        return await AcceptAsync(held, new MoveConsent(party, act.Today, null), work, events, packs, keys, act);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> GuardianAsync(
        Guid id, Guid changeId, GuardianRequest request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys,
        Act act)
    {
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Change: var change } held)
        {
            return CommonProblems.NotFound();
        }
        if (change.Institution != act.Caller.Org) return Problems.NotYourPlacement(change.Institution);
        if (!change.NeedsGuardian) return Problems.NoGuardianNeeded(change);
        var day = DayOfAct.Judge("D32", "signedOn", request.SignedOn, change.ProposedOn, act.Today);
        if (!day.Passes) return Cooperation.Problems.NotOnThatDay(day);
        var consent = new MoveConsent(InformedConsent.Guardian, request.SignedOn, request.DocumentHash);
        return await AcceptAsync(held, consent, work, events, packs, keys, act);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> AcceptAsync(
        HeldChange held, MoveConsent consent, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        var (placement, change) = held;
        if (change.State != PlacementChange.Proposed) return Problems.ChangeNotIn(change, PlacementChange.Proposed);
        if (change.Accepted.Any(one => one.Party == consent.Party)) return Problems.AlreadyAccepted(change);

        var accepted = change.AcceptedBy(consent);
        await PlacementChangeRow.AcceptAsync(work, change.Id, consent, act);
        var action = $"{consent.Party} accepted";
        var (next, problem) = await MovePlacement.RecordAsync(work, events, packs, keys, placement, accepted, action, act);
        return problem is not null ? problem : await work.CommitAsync(TypedResults.Ok(next.ShownTo(act.Viewer())));
    }
}
