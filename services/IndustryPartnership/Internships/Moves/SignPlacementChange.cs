using Contracts;
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
/// Institution, next enterprise and learner, and who co-signs, sign the agreement of a placement that moves to another enterprise (D31):
/// after the learner's and a guardian's
/// consent (D32), before the first day there, on the platform or on paper. With the last signature and the last consent the move is agreed.
/// </summary>
public static class SignPlacementChange
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/signatures", HandleAsync)
        .WithName(nameof(SignPlacementChange)).WithSummary("Sign the agreement of a placement that moves to another enterprise")
        .Allow(Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<PlacementChange>, Refusal>> HandleAsync(
        Guid id, Guid changeId, SignPlacement.Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()) is not { } seen) return CommonProblems.NotFound();

        // The placement's row first, so that of two signatures the second sees the first.
        await PlacementChangeRow.HoldAsync(work, id, seen.FromSlotId);
        var found = (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()))!;
        if (found.State != PlacementChange.Proposed) return Problems.ChangeNotIn(found, PlacementChange.Proposed);
        if (found.AgreementHash is not { } hash || PartOf(found, act.Viewer()) is not { } part) return Problems.NotYourSignature(found);
        if (hash != request.TextHash) return Cooperation.Problems.AnotherText("D31", request.TextHash, hash);
        var missing = found.Awaiting.Intersect([InformedConsent.Learner, InformedConsent.Guardian]).ToList();
        if (missing.Count > 0) return Problems.ConsentMissing(found, missing);

        if (await SignPlacement.WhyClosedAsync(work, act.Caller) is { } closed) return closed;
        var day = request.SignedOn ?? act.Today;
        if (DayOfMove.Judge(day, found.ConsentedOn, found.EffectiveOn, act.Today) is { Passes: false } verdict)
        {
            return Problems.NotSignedInTime(verdict);
        }
        var signed = await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_signature
            SET signed_on = @day, signatory = @Signatory, scan_hash = @ScanHash, actor = @Actor, recorded_at = @now
            WHERE change_id = @changeId AND part = @part AND (part = 'learner' OR organisation = @Org) AND signed_on IS NULL
            """,
            new { changeId, part, day, request.Signatory, request.ScanHash, act.Caller.Actor, act.Caller.Org, now = act.Now });
        if (signed == 0) return Cooperation.Problems.AlreadySigned("D31", found.Signatures.Select(signature => signature.By));

        await work.ExecuteAsync("UPDATE partnership.placement_change SET version = version + 1 WHERE id = @changeId", new { changeId });
        var change = (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()))!;
        await work.AuditAsync(PlacementChangeRow.Kind, changeId, change.Version, $"{part} signed", act);
        if (change.IsAgreed
            && await MovePlacement.AgreeAsync(work, events, packs, keys, change, act) is { } problem)
        {
            return problem;
        }
        return await work.CommitAsync(TypedResults.Ok((await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()))!));
    }

    // The learner by themselves; an organisation in its own part.
    internal static string? PartOf(PlacementChange change, Viewer viewer) =>
        viewer.IsLearner ? InformedConsent.Learner
        : viewer.Org == change.Institution ? ActRow.OfInstitution
        : viewer.Org == change.ToEnterprise ? ActRow.OfEnterprise
        : change.CoSignatories.Contains(viewer.Org) ? PlacementChangeRow.OfCoSignatory
        : null;
}
