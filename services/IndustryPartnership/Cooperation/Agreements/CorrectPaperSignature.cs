using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// A party corrects the signatory or the scan of its newest signature on paper (D43). The history keeps the former value. The day stays,
/// because others rely on the text from the last signature's day; an amendment or a termination changes that.
/// </summary>
public static class CorrectPaperSignature
{
    /// <param name="Reason">The reason, kept in the audit.</param>
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
        .WithName(nameof(CorrectPaperSignature)).WithSummary("Correct the signatory or the scan of your signature on paper")
        .Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        var org = act.Caller.Org;
        if (await SignatureRow.NewestAsync(work, id, org) is not { ScanHash: not null, Revision: var revision })
        {
            return Problems.NothingToCorrect(held);
        }

        await work.ChangeAsync(
            """
            UPDATE partnership.agreement_signature
            SET signatory = COALESCE(@Signatory, signatory), scan_hash = COALESCE(@ScanHash, scan_hash)
            WHERE agreement_id = @id AND revision = @revision AND organisation = @org
            """,
            new { id, revision, org, request.Signatory, request.ScanHash });
        var corrected = held.Corrected(revision, org, request.Signatory, request.ScanHash);
        await AgreementRow.RecordAsync(work, events, corrected, new Done("signature corrected") { Reason = request.Reason }, act);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}
