using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// A consent or a signature that was recorded wrongly is corrected, or taken back, with a reason, by whoever recorded it (D43); what it
/// said stays readable.
/// Before the start what rested on it is judged again: without a consent, or with one of a later day, the signatures are void.
/// After the start nothing is undone; the board shows it.
/// </summary>
public static class CorrectPlacementAct
{
    private const string LearnerConsent = "learner-consent";
    private const string GuardianConsent = "guardian-consent";
    private const string NoGuardian = "no-guardian";
    private const string Signature = "signature";

    /// <param name="Act">
    /// What was wrong: <c>learner-consent</c> or <c>signature</c>, one's own; <c>guardian-consent</c> or <c>no-guardian</c>, the
    /// institution's.
    /// </param>
    /// <param name="Reason">Why; for the placement's parties.</param>
    /// <param name="On">The right day.</param>
    /// <param name="Signatory">Of a signature on paper: who signed.</param>
    /// <param name="ScanHash">Of what is on paper: the SHA-256 of the right scan, in lower-case hexadecimal.</param>
    /// <param name="Withdrawn">Whether it is taken back, since it was never given.</param>
    public sealed record Request(
        [property: OneOf(LearnerConsent, GuardianConsent, NoGuardian, Signature)] string Act,
        [property: Text(400)] string Reason,
        [property: Day] DateOnly? On = null,
        [property: Name] string? Signatory = null,
        [property: Hash] string? ScanHash = null,
        bool Withdrawn = false) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            var isChange = On is not null || Signatory is not null || ScanHash is not null;
            if (isChange == Withdrawn)
            {
                yield return new ValidationResult(
                    "Say what is right, or that it is withdrawn.", [nameof(On), nameof(Signatory), nameof(ScanHash), nameof(Withdrawn)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectPlacementAct)).WithSummary("Correct or take back a consent or a signature that you recorded")
        .Allow(Roles.Coordinator, Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindToSignAsync(work, id, caller) is not { } seen) return CommonProblems.NotFound();
        if (WhoseAct(seen, request.Act, caller) is not { } whose) return Problems.NotYourRecord(seen, request.Act);

        // The placement's row first: nobody consents, signs or starts meanwhile.
        await work.ExecuteAsync("UPDATE partnership.placement SET version = version + 1 WHERE id = @id", new { id });
        var found = (await PlacementRow.FindToSignAsync(work, id, caller))!;
        if (await CorrectedAct.FindAsync(work, id, whose.Kind, whose.Party) is not { } act)
        {
            return Problems.NothingToCorrect(found, request.Act);
        }
        var isPaperOnly = request.ScanHash is not null || request.Signatory is not null;
        if (isPaperOnly && act.ScanHash is null) return Problems.NothingToCorrect(found, request.Act);
        if (request.On is { } day)
        {
            var rule = request.Act == Signature ? "D31" : "D32";
            var verdict = DayOfPlacementAct.Judge(rule, "on", day, found.StartsOn, null, today.Value);
            if (!verdict.Passes) return Problems.NotOnThatDay(verdict);
        }

        var now = clock.GetUtcNow();
        await act.KeepAsync(work, request.Withdrawn, request.Reason, today.Value, caller, now);
        if (request.Withdrawn) await act.WithdrawAsync(work);
        else await act.ChangeAsync(work, request.On ?? act.ActedOn, request.Signatory ?? act.Signatory, request.ScanHash ?? act.ScanHash);
        if (!found.HasBegun) await JudgeAgainAsync(work, found.Id, caller, packs, request.Reason, today.Value, now);

        var placement = (await PlacementRow.FindToSignAsync(work, id, caller))!;
        await work.AuditAsync(
            "placement", id, placement.Version, $"{request.Act} {(request.Withdrawn ? "withdrawn" : "corrected")}", caller, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(placement));
    }

    // What rests on a consent or a signature of a placement that has not begun.
    private static async Task JudgeAgainAsync(
        UnitOfWork work, Guid id, Caller caller, RulePacks packs, string reason, DateOnly today, DateTimeOffset now)
    {
        var placement = (await PlacementRow.FindToSignAsync(work, id, caller))!;
        var missing = (await ConsentTerms.OfAsync(work, id)).Missing(placement, packs, today);
        var consentedOn = placement.Consents.Max(consent => (DateOnly?)consent.On);
        if (missing.Count > 0 || placement.Signatures.Any(signature => signature.On < consentedOn))
        {
            foreach (var signature in await CorrectedAct.SignaturesAsync(work, id))
            {
                await signature.KeepAsync(work, isWithdrawn: true, reason, today, caller, now);
                await signature.WithdrawAsync(work);
            }
        }
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement SET state = CASE WHEN @missing > 0 THEN 'awaiting-consent'
                WHEN (SELECT COUNT(*) FROM partnership.placement_act a WHERE a.placement_id = @id AND a.kind = 'signature') = 3
                    AND NOT EXISTS (SELECT 1 FROM partnership.placement_cosignatory c WHERE c.placement_id = @id AND c.signed_on IS NULL)
                THEN 'ready' ELSE 'awaiting-signatures' END
            WHERE id = @id AND state IN ('awaiting-consent', 'awaiting-signatures', 'ready')
            """,
            new { id, missing = missing.Count });
    }

    // The learner corrects their own, the institution what it handed in, each party its own signature.
    private static (string Kind, string Party)? WhoseAct(Placement placement, string act, Caller caller)
    {
        var isLearner = PlacementRow.Personal(caller) == 1;
        var isInstitution = !isLearner && caller.Org == placement.Institution;
        return act switch
        {
            LearnerConsent => isLearner ? (ActRow.Consent, InformedConsent.Learner) : null,
            GuardianConsent => isInstitution && caller.Is(Roles.Coordinator) ? (ActRow.Consent, InformedConsent.Guardian) : null,
            NoGuardian => isInstitution && caller.Is(Roles.Coordinator) ? (ActRow.NoGuardian, ActRow.OfInstitution) : null,
            _ when isLearner => (ActRow.Signature, InformedConsent.Learner),
            _ when !caller.Is(Roles.Signatory) => null,
            _ when isInstitution => (ActRow.Signature, ActRow.OfInstitution),
            _ when caller.Org == placement.AgreedWith => (ActRow.Signature, ActRow.OfEnterprise),
            _ => (CorrectedAct.CoSignature, caller.Org),
        };
    }
}
