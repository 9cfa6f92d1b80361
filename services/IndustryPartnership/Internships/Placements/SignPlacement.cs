using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// Institution, enterprise, learner and co-signatories sign the placement's agreement by its hash, after all consents (D32). After the last
/// signature it is ready to start (D31).
/// </summary>
public static class SignPlacement
{
    /// <param name="TextHash">The SHA-256 of the text that is signed, as the placement shows it.</param>
    /// <param name="SignedOn">The day of the signature, not before the last consent; today if left out.</param>
    /// <param name="Signatory">For a signature on paper: who signed.</param>
    /// <param name="ScanHash">For a signature on paper: the SHA-256 of its scan, in lower-case hexadecimal.</param>
    public sealed record Request(
        [property: Hash] string TextHash,
        [property: Day] DateOnly? SignedOn = null,
        [property: Name] string? Signatory = null,
        [property: Hash] string? ScanHash = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            var isOnPaper = SignedOn is not null && !string.IsNullOrWhiteSpace(Signatory) && !string.IsNullOrEmpty(ScanHash);
            if (!isOnPaper && (Signatory is not null || ScanHash is not null))
            {
                yield return new ValidationResult(
                    "A signature on paper needs its day, its signatory and the hash of its scan.",
                    [nameof(SignedOn), nameof(Signatory), nameof(ScanHash)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/signatures", HandleAsync)
        .WithName(nameof(SignPlacement)).WithSummary("Sign a placement's agreement, or record your signature on paper")
        .Allow(Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        var viewer = act.Viewer();
        if (await PlacementRow.HoldToSignAsync(work, id, viewer) is not { } placement) return CommonProblems.NotFound();
        if (placement.State == PlacementState.AwaitingConsent)
        {
            return Problems.ConsentMissing(placement, (await ConsentTerms.OfAsync(work, id)).Missing(placement, packs, act.Today));
        }
        if (placement.State != PlacementState.AwaitingSignatures)
        {
            return Problems.PlacementNotIn(placement, PlacementState.AwaitingSignatures);
        }
        if (placement.TextHash != request.TextHash) return Cooperation.Problems.AnotherText("D31", request.TextHash, placement.TextHash!);
        if (await SigningOrganisation.WhyClosedAsync(work, act.Caller) is { } closed) return closed;
        var day = request.SignedOn ?? act.Today;
        var lastConsent = placement.Consents.Max(consent => consent.On);
        var verdict = DayOfPlacementAct.Judge("D31", "signedOn", day, placement.StartsOn, lastConsent, act.Today);
        if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        var party = ActRow.PartyOf(placement, viewer);
        var signature = new PlacementAct(
            viewer.IsLearner ? InformedConsent.Learner : viewer.Org, day, request.Signatory, request.ScanHash,
            ActRow.SignedBy(party, request.ScanHash, act.Caller.Actor));
        var isNew = await ActRow.TrySignAsync(work, id, party, signature, act);
        if (!isNew) return Cooperation.Problems.AlreadySigned("D31", placement.Signatures.Select(one => one.By));

        var signed = placement.SignedBy(signature);
        var action = signed.State == PlacementState.Ready ? "signed by all" : "signed";
        await PlacementRow.RecordAsync(work, events, signed, action, fact: null, act);
        return await work.CommitAsync(TypedResults.Ok(signed));
    }
}
