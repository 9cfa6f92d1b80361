using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Receipts;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The institution or the enterprise records the start of a placement. All parties have signed, the day is in its period (D31), and no
/// other placement is on it (D38). The learner is old enough and past the first year of the stage of that day (D27), and the placement's
/// basis still holds (D45).
/// </summary>
public static class StartPlacement
{
    /// <param name="StartedOn">The first day; today if left out.</param>
    public sealed record Request([property: Day] DateOnly? StartedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/start", HandleAsync)
        .WithName(nameof(StartPlacement)).WithSummary("Start a placement that all three have signed").Allow(
            Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.State is PlacementState.AwaitingConsent or PlacementState.AwaitingSignatures)
        {
            return Problems.SignatureMissing(placement);
        }
        if (placement.State != PlacementState.Ready) return Problems.PlacementNotIn(placement, PlacementState.Ready);
        var startedOn = request.StartedOn ?? act.Today;
        var signedOn = placement.Signatures.Max(signature => signature.On);
        var agreed = StartOfPlacement.Judge(startedOn, placement.StartsOn, placement.EndsOn, signedOn, act.Today);
        if (!agreed.Passes) return Problems.CannotStartThen(agreed);
        var slot = await SlotRow.HoldAsync(work, placement.SlotId);
        var learner = await (await LearnerRow.HoldAsync(work, placement.LearnerId)).AsOfAsync(work, startedOn);
        if (await WhyEndedAsync(work, placement, slot, learner, startedOn) is { } ended) return ended;

        await PeriodRow.HoldAsync(work, placement.LearnerId);
        var others = await PeriodRow.BesidesAsync(work, placement.LearnerId, id);
        var alone = OnePlacementAtATime.JudgeStart(
            startedOn, placement.EndsOn, [.. others.Select(other => (other.StartsOn, other.EndsOn))], act.Today);
        if (!alone.Passes) return Problems.PlacedAtThatTime(alone);
        var lawful = learner.Judge(packs, slot.Facts, startedOn, day => day > act.Today ? "notBefore" : "startedOn");
        if (Problems.NotFor(lawful) is { } notFor) return notFor;

        var started = placement.StartedFrom(startedOn);
        await ApplicationRow.FollowAsync(work, placement.SlotId, placement.LearnerId, id, ApplicationState.Placed, act);
        var consent = InformedConsent.Judge(
            placement.ConsentsGiven(learner.BirthDate), act.Today, packs.ConsentTo(slot.Facts));
        await PlacementReceipt.IssueAsync(
            work, packs, keys, started, slot.Facts,
            [.. lawful, new(InformedConsent.Name, consent), new(TripartiteAgreement.Name, agreed), new("one-placement-at-a-time", alone)],
            act);
        var fact = new PlacementStartedV1 { OccurredAt = act.Now, Placement = started.ToEvent() };
        await PlacementRow.RecordAsync(work, events, started, "started", fact, act);
        return await work.CommitAsync(TypedResults.Ok(started));
    }

    // Nothing begins after its basis has ended (D45): the slot's footing, the learner's training, the mentoring teacher's certificate.
    private static async Task<Refusal?> WhyEndedAsync(
        UnitOfWork work, Placement placement, Slot slot, LearnerRow learner, DateOnly startedOn)
    {
        if (await SlotFooting.WhyNotAsync(work, slot, placement.Institution, startedOn) is { } ended) return ended;
        if (learner.WhyNotInTraining(placement.Institution) is { } notInTraining) return notInTraining;
        if (placement.TeacherId is not { } teacher) return null;
        var verdict = CertificateInForce.Judge(await CertificateRow.OfAsync(work, teacher, placement.Institution), startedOn);
        return verdict.Passes ? null : Problems.TeacherNotCertified(verdict);
    }
}
