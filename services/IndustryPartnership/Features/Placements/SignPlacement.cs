using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Features.Placements;

/// <summary>Institution, enterprise and learner, and who co-signs, sign the placement's agreement by its hash, after all consents (D32); with the last signature it is ready to start (D31).</summary>
public static class SignPlacement
{
    /// <param name="TextHash">The SHA-256 of the text that is signed, as the placement shows it.</param>
    /// <param name="SignedOn">The day of the signature, not before the last consent; today where it is left out.</param>
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
                    "A signature on paper has its day, who signed, and the hash of its scan.",
                    [nameof(SignedOn), nameof(Signatory), nameof(ScanHash)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/signatures", HandleAsync)
        .WithName(nameof(SignPlacement)).WithSummary("Sign a placement's agreement, or record your signature on paper")
        .Allow(Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindToSignAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.State == PlacementState.AwaitingConsent)
        {
            return Problems.ConsentMissing(found, (await ConsentTerms.OfAsync(work, id)).Missing(found, packs, today.Value));
        }

        // The placement's row first, so that of two signatures the second sees the first.
        var signed = await work.ExecuteAsync("UPDATE partnership.placement SET version = version + 1 WHERE id = @id AND state = 'awaiting-signatures' AND text_hash = @TextHash", new { id, request.TextHash });
        if (signed == 0) return found.State == PlacementState.AwaitingSignatures ? Problems.AnotherText("D31", request.TextHash, found.TextHash!) : Problems.PlacementNotIn(found, "awaiting-signatures");
        if (await WhyClosedAsync(work, caller) is { } closed) return closed;
        var day = request.SignedOn ?? today.Value;
        if (DayOfPlacementAct.Judge("D31", "signedOn", day, found.StartsOn, found.Consents.Max(consent => consent.On), today.Value) is { Passes: false } verdict) return Problems.NotOnThatDay(verdict);
        if (!await AddAsync(found, request, day, work, caller, clock.GetUtcNow()))
        {
            return Problems.AlreadySigned("D31", found.Signatures.Select(signature => signature.By));
        }
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement SET state = 'ready' WHERE id = @id AND (SELECT COUNT(*) FROM partnership.placement_act a WHERE a.placement_id = @id AND a.kind = 'signature') = 3
                AND NOT EXISTS (SELECT 1 FROM partnership.placement_cosignatory c WHERE c.placement_id = @id AND c.signed_on IS NULL)
            """,
            new { id });

        var placement = (await PlacementRow.FindToSignAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, placement.State == PlacementState.Ready ? "signed by all" : "signed", caller);
        return await work.CommitAsync(TypedResults.Ok(placement));
    }

    /// <summary>
    /// Why an organisation signs nothing: it is closed (D45). Its row is taken, so that it is not closed meanwhile; learners sign for
    /// themselves.
    /// </summary>
    internal static async Task<ProblemHttpResult?> WhyClosedAsync(UnitOfWork work, Caller caller)
    {
        if (PlacementRow.Personal(caller) == 1) return null;
        var taken = await work.ExecuteAsync(
            "UPDATE partnership.organisation SET guard = guard + 1 WHERE code = @Org AND state <> 'closed'", new { caller.Org });
        return taken == 1 ? null : Problems.PartiesClosed("D45", [caller.Org]);
    }

    private static async Task<bool> AddAsync(
        Placement placement, Request request, DateOnly day, UnitOfWork work, Caller caller, DateTimeOffset now)
    {
        var party = PlacementRow.Personal(caller) == 1 ? InformedConsent.Learner
            : caller.Org == placement.Institution ? ActRow.OfInstitution
            : caller.Org == placement.Enterprise ? ActRow.OfEnterprise : null;
        if (party is not null)
        {
            return await ActRow.TryAddAsync(
                work, placement.Id, ActRow.Signature, party, day, request.ScanHash, caller, now, signatory: request.Signatory);
        }
        return await work.ExecuteAsync(
            """
            UPDATE partnership.placement_cosignatory SET signed_on = @day, signatory = @Signatory, scan_hash = @ScanHash
            WHERE placement_id = @Id AND organisation = @Org AND signed_on IS NULL
            """,
            new { placement.Id, caller.Org, day, request.Signatory, request.ScanHash }) == 1;
    }
}
