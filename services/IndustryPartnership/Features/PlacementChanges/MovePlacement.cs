using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.Logbooks;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Receipts;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.PlacementChanges;

/// <summary>What an agreed change does to its placement (D37), with the last consent or, where its day is to come, on that day.</summary>
internal static class MovePlacement
{
    internal static readonly Caller Platform = Caller.Platform("change of placement");

    /// <summary>Why a placement does not go on at a slot from a day on: the day (D37, D39), the slot's days, the learner's training and major (D5, D36), age and stage (D27), who co-signs (D31), the place, the base and the agreement (D25, D37).</summary>
    public static async Task<ProblemHttpResult?> WhyNotAsync(UnitOfWork work, RulePacks packs, Placement placement, Slot slot, DateOnly effectiveOn, DateOnly? lastLogged, DateOnly today)
    {
        if (ChangeOfPost.Judge(effectiveOn, placement.PostSince, lastLogged, placement.EndsOn) is { Passes: false } day) return Problems.CannotChangeThen(day);
        if (slot.Id == placement.SlotId) return null;
        if (ChangeOfPost.JudgeCover(effectiveOn, placement.EndsOn, new Period(slot.StartsOn, slot.EndsOn)) is { Passes: false } cover) return Problems.SlotDoesNotCover(cover);
        var learner = (await LearnerRow.FindAsync(work, placement.LearnerId))!;
        if (learner.WhyNot(packs, slot.Stated, placement.Institution, effectiveOn) is { } problem) return problem;
        if (Problems.NotFor(learner.Judge(packs, slot.Stated, effectiveOn, _ => "effectiveOn")) is { } notYet) return notYet;
        // Who co-signs signs an agreement, and not a change of one: at another enterprise there is one to sign.
        var strangers = slot.Enterprise != placement.Enterprise
            ? []
            : slot.CoSignatories.Except(placement.CoSignatories.Append(placement.Institution)).ToList();
        if (strangers.Count > 0) return Problems.CoSignatureMissing(strangers);
        return await SlotPlace.WhyNotAsync(work, slot, placement.Institution, effectiveOn, today);
    }

    /// <summary>
    /// All have consented, and signed where another enterprise needs an agreement: it comes into force, or is agreed until its day.
    /// </summary>
    /// <returns>Why it cannot.</returns>
    public static async Task<ProblemHttpResult?> AgreeAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, PlacementChange change, Caller caller, DateOnly today,
        DateTimeOffset now)
    {
        if (IsUnsigned(change)) return Problems.NoAgreementOfMove(change);
        // Until now the logbook was the present post's; what is written from here on is by agreement of that day's.
        var lastLogged = await LogbookHours.LastDayAsync(work, change.PlacementId);
        await work.ExecuteAsync("UPDATE partnership.placement_change SET state = 'agreed', agreed_on = @today WHERE id = @Id", new { change.Id, today });
        if (change.EffectiveOn <= today) return await TakeEffectAsync(work, events, packs, keys, change, lastLogged, caller, today, now);
        var (placement, slot) = await PartsAsync(work, change, today);
        return await WhyNotAsync(work, packs, placement, slot, change.EffectiveOn, lastLogged, today);
    }

    /// <summary>Puts a change into force. Nothing of the placement or of a slot is changed before all that may refuse has been asked.</summary>
    /// <returns>Why it cannot.</returns>
    internal static async Task<ProblemHttpResult?> TakeEffectAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, PlacementChange change, DateOnly? lastLogged,
        Caller caller, DateOnly today, DateTimeOffset now)
    {
        var isThere = await PlacementChangeRow.HoldAsync(work, change.PlacementId, change.FromSlotId);
        var (before, slot) = await PartsAsync(work, change, today);
        if (IsUnsigned(change)) return Problems.NoAgreementOfMove(change);
        if (!isThere) return Problems.PlacementNotIn(before, PlacementState.Active, PlacementState.Paused);
        if (await WhyNotAsync(work, packs, before, slot, change.EffectiveOn, lastLogged, today) is { } problem) return problem;
        if (change.IsMove && await SlotPlace.TakeAsync(work, slot, change.Institution, change.EffectiveOn, today) is { } noPlace) return noPlace;

        // A mentor who was named meanwhile stays where the enterprise does and no other one was agreed on.
        var mentor = change.Mentor ?? (change.ToEnterprise == before.Enterprise ? before.Mentor : null);
        await work.ExecuteAsync(
            "UPDATE partnership.placement SET slot_id = @ToSlotId, enterprise = @ToEnterprise, mentor = @mentor, version = version + 1 WHERE id = @PlacementId AND state IN ('active', 'paused') AND slot_id = @FromSlotId",
            new { change.PlacementId, change.FromSlotId, change.ToSlotId, change.ToEnterprise, mentor });
        if (change.IsMove) await StopPlacement.GiveBackAsync(work, change.FromSlotId);
        await PostRow.ChangeAsync(work, before, change.EffectiveOn, change.ToSlotId, change.ToEnterprise, mentor);
        await PlacementChangeRow.EndAsync(work, change.Id, PlacementChange.InForce, null, caller);

        var placement = (await PartsAsync(work, change, today)).Placement;
        await work.AuditAsync("placement", placement.Id, placement.Version, change.IsMove ? "moved" : "mentor changed", caller, $"change {change.Id}");
        if (change.IsMove) await Receipt.OfMoveAsync(work, packs, keys, placement, change, today, now);
        if (change.IsMove) await events.Publish(new PlacementMovedV1 { OccurredAt = now, FromSlotId = change.FromSlotId, FromEnterprise = change.FromEnterprise, MovedOn = change.EffectiveOn, Placement = placement.ToEvent() });
        return null;
    }

    // A move that was proposed before moves had agreements.
    private static bool IsUnsigned(PlacementChange change) => change.IsToAnotherEnterprise && change.AgreementHash is null;

    // Whoever accepts last need not see the placement, nor the slot; the institution sees both.
    private static async Task<(Placement Placement, Slot Slot)> PartsAsync(UnitOfWork work, PlacementChange change, DateOnly today) =>
        ((await PlacementRow.FindAsync(work, change.PlacementId, Platform with { Org = change.Institution }))!, (await SlotRow.FindAsync(work, change.ToSlotId, change.Institution, today))!);
}
