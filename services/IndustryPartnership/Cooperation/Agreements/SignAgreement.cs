using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party signs the text that it has read, by its hash; with the last of n signatures the agreement is active (D22), or amended (D23).</summary>
public static class SignAgreement
{
    /// <param name="TextHash">The SHA-256 of the text that is signed, as the agreement or its amendment shows it.</param>
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
            if (!isOnPaper && !isOnPlatform) yield return new ValidationResult("A signature on paper has its day, who signed, and the hash of its scan; one on the platform has none of them.", [nameof(SignedOn), nameof(Signatory), nameof(ScanHash)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/signatures", HandleAsync)
        .WithName(nameof(SignAgreement)).WithSummary("Sign an agreement's text or its amendment, or record your signature on paper").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();

        // The agreement's row first, so that an edit and a signature do not cross; then the parties', so that none is closed meanwhile.
        if (await LastSignature.HoldAsync(work, id, request.TextHash) == 0) return NotThatText(found, request.TextHash);
        var held = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        var (rule, validUntil, given, notBefore) = held.Amendment is { } amendment
            ? ("D23", amendment.ValidUntil, amendment.Signatures, held.Signatures.Max(signature => (DateOnly?)signature.SignedOn))
            : ("D22", held.ValidUntil, held.Signatures, null);
        if (validUntil < today.Value) return Problems.AgreementPast(held, validUntil, today.Value);
        if (request.SignedOn is { } day && DayOfAct.Judge(rule, "signedOn", day, notBefore, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDay(verdict);
        var verified = await work.ExecuteAsync("UPDATE partnership.organisation SET guard = guard + 1 WHERE code IN @Parties AND state = 'verified'", new { held.Parties });
        if (verified < held.Parties.Count) return await Members.WhyNotVerifiedAsync(work, rule, held.Parties);

        var signedOn = request.SignedOn ?? today.Value;
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.agreement_signature (agreement_id, revision, organisation, signed_by, signed_at, signed_on, signatory, scan_hash)
            SELECT id, CASE WHEN state = 'active' THEN pending_revision ELSE revision END, @Org, @Actor, @now, @signedOn, @Signatory, @ScanHash FROM partnership.agreement WHERE id = @id
            """,
            new { id, caller.Org, caller.Actor, now = clock.GetUtcNow(), signedOn, request.Signatory, request.ScanHash });
        if (!isNew) return Problems.AlreadySigned(rule, given.Select(signature => signature.Organisation));
        var lastDay = given.Select(signature => signature.SignedOn).Append(signedOn).Max();
        var isLast = await LastSignature.TakeEffectAsync(work, held, lastDay);

        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        var action = held.Amendment is null ? isLast ? "signed by all" : "signed" : isLast ? "amended" : "amendment signed";
        await history.RecordAsync("agreement", id, agreement, action, caller, agreement.Audience, lastDay);
        if (isLast) await events.Publish(held.Amendment is null ? AgreementRow.Fact(agreement, clock.GetUtcNow()) : new AgreementAmendedV1 { OccurredAt = clock.GetUtcNow(), Agreement = agreement.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }

    private static Refusal NotThatText(Agreement found, string given) => found switch
    {
        { State: "proposed" or "signed" } => Problems.AnotherText("D22", given, found.TextHash),
        { State: "active", Amendment: { } amendment } => Problems.AnotherText("D23", given, amendment.TextHash),
        _ => Problems.AgreementNotIn(found, "proposed", "signed"),
    };
}
