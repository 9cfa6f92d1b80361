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
/// Institution, next enterprise, learner and co-signatories sign the agreement of a move to another enterprise (D31). They sign after the
/// consents (D32) and before the first day there, on the platform or on paper. With the last signature and the last consent the move is
/// agreed.
/// </summary>
public static class SignPlacementChange
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/signatures", HandleAsync)
        .WithName(nameof(SignPlacementChange)).WithSummary("Sign the agreement of a placement that moves to another enterprise")
        .Allow(Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<PlacementChange>, Refusal>> HandleAsync(
        Guid id, Guid changeId, SignPlacement.Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys,
        Act act)
    {
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Placement: var placement, Change: var change })
        {
            return CommonProblems.NotFound();
        }
        if (change.State != PlacementChange.Proposed) return Problems.ChangeNotIn(change, PlacementChange.Proposed);
        if (change.AgreementHash is not { } hash || PartOf(change, act.Viewer()) is not { } part) return Problems.NotYourSignature(change);
        if (hash != request.TextHash) return Cooperation.Problems.AnotherText("D31", request.TextHash, hash);
        var missing = change.Awaiting.Intersect([InformedConsent.Learner, InformedConsent.Guardian]).ToList();
        if (missing.Count > 0) return Problems.ConsentMissing(change, missing);

        if (await SigningOrganisation.WhyClosedAsync(work, act.Caller) is { } closed) return closed;
        var day = request.SignedOn ?? act.Today;
        if (DayOfMove.Judge(day, change.ConsentedOn, change.EffectiveOn, act.Today) is { Passes: false } verdict)
        {
            return Problems.NotSignedInTime(verdict);
        }
        if (change.Asked.FirstOrDefault(one => one.IsOf(part, act.Caller.Org) && one.On is null) is not { } asked)
        {
            return Cooperation.Problems.AlreadySigned("D31", change.Signatures.Select(signature => signature.By));
        }

        var signature = asked with
        {
            On = day,
            Signatory = request.Signatory,
            ScanHash = request.ScanHash,
            Actor = act.Caller.Actor,
        };
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_signature
            SET signed_on = @On, signatory = @Signatory, scan_hash = @ScanHash, actor = @Actor, recorded_at = @Now
            WHERE change_id = @changeId AND part = @Part AND organisation = @Organisation
            """,
            new
            {
                changeId,
                signature.Part,
                signature.Organisation,
                signature.On,
                signature.Signatory,
                signature.ScanHash,
                signature.Actor,
                act.Now,
            });
        var signed = change.SignedBy(signature);
        var (next, problem) = await MovePlacement.RecordAsync(work, events, packs, keys, placement, signed, $"{part} signed", act);
        return problem is not null ? problem : await work.CommitAsync(TypedResults.Ok(next.ShownTo(act.Viewer())));
    }

    // The learner by themselves; an organisation in its own part.
    internal static string? PartOf(PlacementChange change, Viewer viewer) =>
        viewer.IsLearner ? InformedConsent.Learner
        : viewer.Org == change.Institution ? ActRow.OfInstitution
        : viewer.Org == change.ToEnterprise ? ActRow.OfEnterprise
        : change.CoSignatories.Contains(viewer.Org) ? MoveSignature.OfCoSignatory
        : null;
}
