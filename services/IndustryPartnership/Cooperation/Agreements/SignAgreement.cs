using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// A party signs the text that it has read, by its hash. The last signature makes the agreement active (D22), or amended (D23).
/// </summary>
public static class SignAgreement
{
    /// <param name="TextHash">The SHA-256 of the signed text, as the agreement or its amendment shows it.</param>
    /// <param name="SignedOn">For a signature on paper: the day on which it was made.</param>
    /// <param name="Signatory">For a signature on paper: who signed.</param>
    /// <param name="ScanHash">For a signature on paper: the SHA-256 of its scan, in lower-case hexadecimal.</param>
    public sealed record Request(
        [property: Hash] string TextHash,
        [property: Day] DateOnly? SignedOn = null,
        [property: Name(200)] string? Signatory = null,
        [property: Hash] string? ScanHash = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            var isOnPaper = SignedOn is not null && !string.IsNullOrWhiteSpace(Signatory) && !string.IsNullOrEmpty(ScanHash);
            var isOnPlatform = SignedOn is null && Signatory is null && ScanHash is null;
            if (!isOnPaper && !isOnPlatform)
            {
                yield return new ValidationResult(
                    "A signature on paper needs its day, its signatory and its scan's hash; one on the platform has none of these.",
                    [nameof(SignedOn), nameof(Signatory), nameof(ScanHash)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/signatures", HandleAsync)
        .WithName(nameof(SignAgreement))
        .WithSummary("Sign an agreement's text or its amendment, or record your signature on paper").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.HashToSign is not { } hash) return Problems.AgreementNotIn(held, AgreementState.Proposed, AgreementState.Signed);
        var rule = held.Amendment is null ? "D22" : "D23";
        if (hash != request.TextHash) return Problems.AnotherText(rule, request.TextHash, hash);
        if (SignatureOfAgreement.WhyNotOn(held, rule, request.SignedOn, act.Today) is { } problem) return problem;
        // Lock the parties' rows, so that none is closed meanwhile.
        if (await Registered.TakeAsync(work, rule, held.Parties) is { } unverified) return unverified;
        var (org, signedOn) = (act.Caller.Org, request.SignedOn ?? act.Today);
        var signers = held.Given.Select(given => given.Organisation).ToList();
        if (signers.Contains(org)) return Problems.AlreadySigned(rule, signers);

        var signature = new Signature(
            org, act.Caller.Actor, act.Now, Signature.MethodOf(request.ScanHash), signedOn, request.Signatory, request.ScanHash);
        await SignatureRow.AddAsync(work, id, held.Amendment?.Revision ?? held.Revision, signature);
        var signed = held.SignedBy(signature);
        var lastDay = signed.Given.Max(given => given.SignedOn);
        var next = signed.IsSignedByAll ? signed.InForce() : signed;
        await SignatureOfAgreement.WriteTextsAsync(work, held, next, signed.IsSignedByAll, lastDay);
        var done = SignatureOfAgreement.DoneBy(held, next, signed.IsSignedByAll, act) with { EffectiveOn = lastDay };
        await AgreementRow.RecordAsync(work, events, next, done, act);
        return await work.CommitAsync(TypedResults.Ok(next));
    }
}
