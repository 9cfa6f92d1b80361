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
/// Institution, next enterprise and learner, and who co-signs, sign the agreement of a placement that moves to another enterprise (D31):
/// after the learner's and a guardian's
/// consent (D32), before the first day there, on the platform or on paper. With the last signature and the last consent the move is agreed.
/// </summary>
public static class SignPlacementChange
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/signatures", HandleAsync)
        .WithName(nameof(SignPlacementChange)).WithSummary("Sign the agreement of a placement that moves to another enterprise")
        .Allow(Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<PlacementChange>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid changeId, SignPlacement.Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs,
        ReceiptKeys keys, Today today, TimeProvider clock)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, caller) is not { } seen) return CommonProblems.NotFound();

        // The placement's row first, so that of two signatures the second sees the first.
        await PlacementChangeRow.HoldAsync(work, id, seen.FromSlotId);
        var found = (await PlacementChangeRow.FindAsync(work, id, changeId, caller))!;
        if (found.State != PlacementChange.Proposed) return Problems.ChangeNotIn(found, PlacementChange.Proposed);
        if (found.AgreementHash is not { } hash || PartOf(found, caller) is not { } part) return Problems.NotYourSignature(found);
        if (hash != request.TextHash) return Problems.AnotherText("D31", request.TextHash, hash);
        var missing = found.Awaiting.Intersect([InformedConsent.Learner, InformedConsent.Guardian]).ToList();
        if (missing.Count > 0) return Problems.ConsentMissing(found, missing);

        if (await SignPlacement.WhyClosedAsync(work, caller) is { } closed) return closed;
        var day = request.SignedOn ?? today.Value;
        if (DayOfMove.Judge(day, found.ConsentedOn, found.EffectiveOn, today.Value) is { Passes: false } verdict)
        {
            return Problems.NotSignedInTime(verdict);
        }
        var signed = await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_signature
            SET signed_on = @day, signatory = @Signatory, scan_hash = @ScanHash, actor = @Actor, recorded_at = @now
            WHERE change_id = @changeId AND part = @part AND (part = 'learner' OR organisation = @Org) AND signed_on IS NULL
            """,
            new { changeId, part, day, request.Signatory, request.ScanHash, caller.Actor, caller.Org, now = clock.GetUtcNow() });
        if (signed == 0) return Problems.AlreadySigned("D31", found.Signatures.Select(signature => signature.By));

        await work.ExecuteAsync("UPDATE partnership.placement_change SET version = version + 1 WHERE id = @changeId", new { changeId });
        var change = (await PlacementChangeRow.FindAsync(work, id, changeId, caller))!;
        await work.AuditAsync(PlacementChangeRow.Kind, changeId, change.Version, $"{part} signed", caller);
        if (change.IsAgreed
            && await MovePlacement.AgreeAsync(work, events, packs, keys, change, caller, today.Value, clock.GetUtcNow()) is { } problem)
        {
            return problem;
        }
        return await work.CommitAsync(TypedResults.Ok((await PlacementChangeRow.FindAsync(work, id, changeId, caller))!));
    }

    // The learner by themselves; an organisation in its own part.
    internal static string? PartOf(PlacementChange change, Caller caller) =>
        PlacementRow.Personal(caller) == 1 ? InformedConsent.Learner
        : caller.Org == change.Institution ? ActRow.OfInstitution
        : caller.Org == change.ToEnterprise ? ActRow.OfEnterprise
        : change.CoSignatories.Contains(caller.Org) ? PlacementChangeRow.OfCoSignatory
        : null;
}
