using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.Receipts;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>The institution or the enterprise records that a placement has started: not before all three have signed (D31), in its period,
/// on no day of another one (D38), of a learner who is old enough and not in the first year of a stage (D27), and while all that it rests
/// on holds (D45).</summary>
public static class StartPlacement
{
    /// <param name="StartedOn">The first day; today where it is left out.</param>
    public sealed record Request([property: Day] DateOnly? StartedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/start", HandleAsync)
        .WithName(nameof(StartPlacement)).WithSummary("Start a placement that all three have signed").Allow(Roles.Coordinator, Roles.InternshipManager);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs, ReceiptKeys keys, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.State is PlacementState.AwaitingConsent or PlacementState.AwaitingSignatures) return Problems.SignatureMissing(found);
        if (found.State != PlacementState.Ready) return Problems.PlacementNotIn(found, "ready");
        var startedOn = request.StartedOn ?? today.Value;
        var agreed = StartOfPlacement.Judge(startedOn, found.StartsOn, found.EndsOn, found.Signatures.Max(signature => signature.On), today.Value);
        if (!agreed.Passes) return Problems.CannotStartThen(agreed);
        if (await WhyEndedAsync(work, found, startedOn, today.Value) is { } ended) return ended;

        await PeriodRow.HoldAsync(work, found.LearnerId);
        var others = await PeriodRow.BesidesAsync(work, found.LearnerId, id);
        var alone = OnePlacementAtATime.JudgeStart(startedOn, found.EndsOn, [.. others.Select(other => (other.StartsOn, other.EndsOn))], today.Value);
        if (!alone.Passes) return Problems.PlacedAtThatTime(alone);

        var started = await work.ExecuteAsync(
            """
            UPDATE partnership.placement SET state = 'active', starts_on = @startedOn, started_on = @startedOn, version = version + 1
            WHERE id = @id AND state = 'ready' AND slot_id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @SlotId AND
            """ + " " + SlotFooting.Holds + ")",
            new { id, found.SlotId, startedOn, institution = found.Institution, day = startedOn });
        if (started == 0) return await WhyEndedAsync(work, found, startedOn, today.Value) ?? Problems.PlacementNotIn(found, "ready");
        await ApplicationRow.FollowAsync(work, found, "placed", caller);

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        List<RuleVerdict> judged = [new(TripartiteAgreement.Name, agreed), new("one-placement-at-a-time", alone)];
        var now = clock.GetUtcNow();
        if (await Receipt.OfPlacementAsync(work, packs, keys, placement, judged, today.Value, now) is { } notYet) return notYet;
        await work.AuditAsync("placement", id, placement.Version, "started", caller);
        await events.Publish(PlacementRow.Fact(placement, now));
        return await work.CommitAsync(TypedResults.Ok(placement));
    }

    // Nothing begins on what had ended by its day (D45): what the slot rests on, the learner's training, the certificate of the teacher who
    // mentors.
    private static async Task<ProblemHttpResult?> WhyEndedAsync(UnitOfWork work, Placement found, DateOnly startedOn, DateOnly today)
    {
        var slot = (await SlotRow.FindAsync(work, found.SlotId, found.Enterprise, today))!;
        if (await SlotFooting.WhyNotAsync(work, slot, found.Institution, startedOn) is { } ended) return ended;
        if ((await LearnerRow.AsOfAsync(work, found.LearnerId, startedOn))!.WhyNotInTraining(
            found.Institution) is { } notInTraining) return notInTraining;
        if (found.TeacherId is not { } teacher) return null;
        return CertificateInForce.Judge(
            await CertificateRow.OfAsync(work, teacher, found.Institution), startedOn) is { Passes: false } verdict
            ? Problems.TeacherNotCertified(verdict) : null;
    }
}
