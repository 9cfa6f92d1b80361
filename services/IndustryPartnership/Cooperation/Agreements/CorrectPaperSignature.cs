using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// A party corrects who signed, or the scan, of its newest signature on paper (D43); the agreement's history keeps what it was.
/// Its day stays: from the last of them on others rely on the text, which an amendment or a termination changes.
/// </summary>
public static class CorrectPaperSignature
{
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="Signatory">Who signed.</param>
    /// <param name="ScanHash">The SHA-256 of the right scan, in lower-case hexadecimal.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        [property: Name] string? Signatory = null,
        [property: Hash] string? ScanHash = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Signatory) && string.IsNullOrEmpty(ScanHash))
            {
                yield return new ValidationResult(
                    "Say who signed, or give the hash of the right scan.", [nameof(Signatory), nameof(ScanHash)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/signature-corrections", HandleAsync)
        .WithName(nameof(CorrectPaperSignature)).WithSummary("Correct who signed, or the scan, of your signature on paper")
        .Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is null) return CommonProblems.NotFound();
        await work.ExecuteAsync("UPDATE partnership.agreement SET version = version + 1 WHERE id = @id", new { id });
        var corrected = await work.ExecuteAsync(
            """
            UPDATE partnership.agreement_signature
            SET signatory = COALESCE(@Signatory, signatory), scan_hash = COALESCE(@ScanHash, scan_hash)
            WHERE agreement_id = @id AND organisation = @Org AND scan_hash IS NOT NULL AND revision = (
                SELECT MAX(s.revision) FROM partnership.agreement_signature s WHERE s.agreement_id = @id AND s.organisation = @Org)
            """,
            new { id, caller.Org, request.Signatory, request.ScanHash });
        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        if (corrected == 0) return Problems.NothingToCorrect(agreement);
        await history.RecordAsync("agreement", id, agreement, "signature corrected", caller, agreement.Audience, reason: request.Reason);
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }
}
