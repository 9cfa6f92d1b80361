using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// Whoever recorded what was on paper for a change of a placement corrects the scan, or who signed (D43); what it was stays readable
/// with the placement. A change whose consents or days are wrong is withdrawn, and once it is in force another one is proposed.
/// </summary>
public static class CorrectPlacementChange
{
    private const string GuardianConsent = "guardian-consent";
    private const string Signature = "signature";

    /// <param name="Act">What was wrong: the institution's <c>guardian-consent</c>, or one's own <c>signature</c>.</param>
    /// <param name="Reason">Why; for the placement's parties.</param>
    /// <param name="Signatory">Of a signature: who signed.</param>
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
        if (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()) is not { } found) return CommonProblems.NotFound();
        var isGuardians = request.Act == GuardianConsent;
        var part = isGuardians ? InformedConsent.Guardian : SignPlacementChange.PartOf(found, act.Viewer());
        var isTheirs = isGuardians
            ? !act.Viewer().IsLearner && act.Caller.Org == found.Institution && act.Caller.Is(Roles.Coordinator)
            : part is not null && (part == InformedConsent.Learner || act.Caller.Is(Roles.Signatory));
        if (!isTheirs) return Problems.NotYourRecord(found, request.Act);

        await work.ExecuteAsync("UPDATE partnership.placement_change SET version = version + 1 WHERE id = @changeId", new { changeId });
        var what = new
        {
            id,
            changeId,
            part,
            act.Caller.Org,
            act.Caller.Actor,
            request.Signatory,
            request.ScanHash,
            request.Reason,
            today = act.Today,
            now = act.Now,
        };
        var corrected = isGuardians ? await CorrectConsentAsync(work, what) : await CorrectSignatureAsync(work, what);
        if (corrected == 0) return Problems.NothingToCorrect(found, request.Act);

        var change = (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()))!;
        await work.AuditAsync(PlacementChangeRow.Kind, changeId, change.Version, $"{request.Act} corrected", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(change));
    }

    private static async Task<int> CorrectConsentAsync(UnitOfWork work, object what)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement_act_correction
                (placement_id, kind, party, acted_on, signatory, scan_hash, withdrawn, reason, corrected_on, actor, recorded_at)
            SELECT @id, 'change-consent', a.party, a.accepted_on, NULL, a.document_hash, 0, @Reason, @today, @Actor, @now
            FROM partnership.placement_change_acceptance a WHERE a.change_id = @changeId AND a.party = @part AND a.document_hash IS NOT NULL
            """,
            what);
        return await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_acceptance SET document_hash = @ScanHash
            WHERE change_id = @changeId AND party = @part AND document_hash IS NOT NULL
            """,
            what);
    }

    private static async Task<int> CorrectSignatureAsync(UnitOfWork work, object what)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement_act_correction
                (placement_id, kind, party, acted_on, signatory, scan_hash, withdrawn, reason, corrected_on, actor, recorded_at)
            SELECT @id, 'change-signature', CASE WHEN s.part = 'learner' THEN 'learner' ELSE s.organisation END, s.signed_on, s.signatory,
                s.scan_hash, 0, @Reason, @today, @Actor, @now
            FROM partnership.placement_change_signature s
            WHERE s.change_id = @changeId AND s.part = @part AND (s.part = 'learner' OR s.organisation = @Org) AND s.scan_hash IS NOT NULL
            """,
            what);
        return await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_signature
            SET signatory = COALESCE(@Signatory, signatory), scan_hash = COALESCE(@ScanHash, scan_hash)
            WHERE change_id = @changeId AND part = @part AND (part = 'learner' OR organisation = @Org) AND scan_hash IS NOT NULL
            """,
            what);
    }
}
