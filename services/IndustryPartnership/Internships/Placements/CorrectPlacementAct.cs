using System.ComponentModel.DataAnnotations;
using Contracts;
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
/// The recorder of a consent or signature corrects it or takes it back, with a reason (D43). The former value stays readable. Before the
/// start, what rests on it is judged again: without a consent, or with a later one, the signatures are void. After the start nothing is
/// undone, and the board shows it.
/// </summary>
public static class CorrectPlacementAct
{
    private const string LearnerConsent = "learner-consent";
    private const string GuardianConsent = "guardian-consent";
    private const string NoGuardian = "no-guardian";
    private const string Signature = "signature";

    /// <param name="Act">
    /// What was wrong. Your own: <c>learner-consent</c> or <c>signature</c>. The institution's: <c>guardian-consent</c> or
    /// <c>no-guardian</c>.
    /// </param>
    /// <param name="Reason">The reason, for the placement's parties.</param>
    /// <param name="On">The right day.</param>
    /// <param name="Signatory">For a signature on paper: who signed.</param>
    /// <param name="ScanHash">For an act on paper: the SHA-256 of the right scan, in lower-case hexadecimal.</param>
    /// <param name="Withdrawn">Whether it is taken back, because it was never given.</param>
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
                    "Give the right value, or say that it is withdrawn.",
                    [nameof(On), nameof(Signatory), nameof(ScanHash), nameof(Withdrawn)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectPlacementAct)).WithSummary("Correct or take back a consent or a signature that you recorded")
        .Allow(Roles.Coordinator, Roles.Signatory, Roles.Learner);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldToSignAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (WhoseAct(placement, request.Act, act.Caller) is not { } whose) return Problems.NotYourRecord(placement, request.Act);
        if (await CorrectedAct.FindAsync(work, id, whose.Kind, whose.Party) is not { } given)
        {
            return Problems.NothingToCorrect(placement, request.Act);
        }
        var isPaperOnly = request.ScanHash is not null || request.Signatory is not null;
        if (isPaperOnly && given.ScanHash is null) return Problems.NothingToCorrect(placement, request.Act);
        if (request.On is { } day)
        {
            var rule = request.Act == Signature ? "D31" : "D32";
            var verdict = DayOfPlacementAct.Judge(rule, "on", day, placement.StartsOn, null, act.Today);
            if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        }

        await given.KeepAsync(work, request.Withdrawn, request.Reason, act);
        if (request.Withdrawn) await given.WithdrawAsync(work);
        else await given.ChangeAsync(
            work, request.On ?? given.ActedOn, request.Signatory ?? given.Signatory, request.ScanHash ?? given.ScanHash);
        // Several tables hold its current value, and all of them decide what rests on it.
        var corrected = await JudgeAgainAsync(work, await PlacementRow.HoldAsync(work, id), packs, request.Reason, act);

        var action = $"{request.Act} {(request.Withdrawn ? "withdrawn" : "corrected")}";
        await PlacementRow.RecordAsync(work, events, corrected, action, fact: null, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }

    // What rests on a consent or a signature of a placement that has not begun.
    private static async Task<Placement> JudgeAgainAsync(UnitOfWork work, Placement placement, RulePacks packs, string reason, Act act)
    {
        if (placement.HasBegun) return placement.Next(placement.State);
        var missing = (await ConsentTerms.OfAsync(work, placement.Id)).Missing(placement, packs, act.Today);
        var consentedOn = placement.Consents.Max(consent => (DateOnly?)consent.On);
        if (missing.Count > 0 || placement.Signatures.Any(signature => signature.On < consentedOn))
        {
            foreach (var signature in await CorrectedAct.SignaturesAsync(work, placement.Id))
            {
                await signature.KeepAsync(work, isWithdrawn: true, reason, act);
                await signature.WithdrawAsync(work);
            }
            placement = await PlacementRow.HoldAsync(work, placement.Id);
        }
        return placement.JudgedAgain(isConsentMissing: missing.Count > 0);
    }

    // The learner corrects their own, the institution what it handed in, each party its own signature.
    private static (string Kind, string Party)? WhoseAct(Placement placement, string act, Caller caller)
    {
        var isLearner = Viewer.Of(caller).IsLearner;
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
