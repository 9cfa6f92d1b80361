using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// Corrects the scan or the signatory of a paper for a change of a placement (D43). Only its recorder may correct it, and the former value
/// stays readable. If consents or days are wrong, withdraw the change; once it is in force, propose another.
/// </summary>
public static class CorrectPlacementChange
{
    private const string GuardianConsent = "guardian-consent";
    private const string Signature = "signature";

    /// <param name="Act">What was wrong: the institution's <c>guardian-consent</c>, or your own <c>signature</c>.</param>
    /// <param name="Reason">The reason, for the placement's parties.</param>
    /// <param name="Signatory">For a signature: who signed.</param>
    /// <param name="ScanHash">The SHA-256 of the right scan, in lower-case hexadecimal.</param>
    public sealed record Request(
        [property: OneOf(GuardianConsent, Signature)] string Act,
        [property: Text(400)] string Reason,
        [property: Name] string? Signatory = null,
        [property: Hash] string? ScanHash = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            var isNothing = string.IsNullOrWhiteSpace(Signatory) && string.IsNullOrEmpty(ScanHash);
            if (isNothing || (Act == GuardianConsent && Signatory is not null))
            {
                yield return new ValidationResult("Give the hash of the right scan, or who signed.", [nameof(Signatory), nameof(ScanHash)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectPlacementChange)).WithSummary("Correct what you recorded on paper for a change of a placement")
        .Allow(Roles.Coordinator, Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<PlacementChange>, Refusal>> HandleAsync(
        Guid id, Guid changeId, Request request, UnitOfWork work, Act act)
    {
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Change: var change })
        {
            return CommonProblems.NotFound();
        }
        var isGuardians = request.Act == GuardianConsent;
        var part = isGuardians ? InformedConsent.Guardian : SignPlacementChange.PartOf(change, act.Viewer());
        var isTheirs = isGuardians
            ? !act.Viewer().IsLearner && act.Caller.Org == change.Institution && act.Caller.Is(Roles.Coordinator)
            : part is not null && (part == InformedConsent.Learner || act.Caller.Is(Roles.Signatory));
        if (!isTheirs) return Problems.NotYourRecord(change, request.Act);
        var corrected = isGuardians
            ? await CorrectConsentAsync(work, change, request, act)
            : await CorrectSignatureAsync(work, change, part!, request, act);
        if (corrected is null) return Problems.NothingToCorrect(change, request.Act);

        await PlacementChangeRow.RecordAsync(work, corrected, $"{request.Act} corrected", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected.ShownTo(act.Viewer())));
    }

    // Null if none is on paper.
    private static async Task<PlacementChange?> CorrectConsentAsync(UnitOfWork work, PlacementChange change, Request request, Act act)
    {
        var wrong = change.Accepted.FirstOrDefault(one => one is { Party: InformedConsent.Guardian, ScanHash: not null });
        if (wrong is null) return null;
        var right = wrong with { ScanHash = request.ScanHash };
        await KeepAsync(work, change, "change-consent", wrong.Party, wrong.On, null, wrong.ScanHash, request.Reason, act);
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_acceptance SET document_hash = @ScanHash
            WHERE change_id = @Id AND party = @Party
            """,
            new { change.Id, right.Party, right.ScanHash });
        return change.Corrected(right);
    }

    private static async Task<PlacementChange?> CorrectSignatureAsync(
        UnitOfWork work, PlacementChange change, string part, Request request, Act act)
    {
        var wrong = change.Asked.FirstOrDefault(one => one.IsOf(part, act.Caller.Org) && one is { On: not null, ScanHash: not null });
        if (wrong is null) return null;
        var right = wrong with { Signatory = request.Signatory ?? wrong.Signatory, ScanHash = request.ScanHash ?? wrong.ScanHash };
        await KeepAsync(work, change, "change-signature", wrong.By, wrong.On!.Value, wrong.Signatory, wrong.ScanHash, request.Reason, act);
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_signature SET signatory = @Signatory, scan_hash = @ScanHash
            WHERE change_id = @Id AND part = @Part AND organisation = @Organisation
            """,
            new { change.Id, right.Part, right.Organisation, right.Signatory, right.ScanHash });
        return change.SignedBy(right);
    }

    // The former value stays readable with the placement (D43).
    private static Task KeepAsync(
        UnitOfWork work, PlacementChange change, string kind, string party, DateOnly actedOn, string? signatory, string? scanHash,
        string reason, Act act) => new CorrectedAct
        {
            PlacementId = change.PlacementId,
            Kind = kind,
            Party = party,
            ActedOn = actedOn,
            Signatory = signatory,
            ScanHash = scanHash,
        }.KeepAsync(work, isWithdrawn: false, reason, act);
}
