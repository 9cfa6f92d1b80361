using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Receipts;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Internships.Moves;

/// <summary>What an agreed change does to its placement (D37), with the last consent or, where its day is to come, on that day.</summary>
internal static class MovePlacement
{
    /// <summary>
    /// Why a placement does not go on at a slot from a day on: the day (D37, D39), the slot's days, the learner's training and major (D5,
    /// D36), age and stage (D27), who co-signs (D31), the place, the base and the agreement (D25, D37).
    /// </summary>
    public static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, RulePacks packs, Placement placement, Slot slot, DateOnly effectiveOn, DateOnly? lastLogged, DateOnly today)
    {
        var day = ChangeOfPost.Judge(effectiveOn, placement.PostSince, lastLogged, placement.EndsOn);
        if (!day.Passes) return Problems.CannotChangeThen(day);
        if (slot.Id == placement.SlotId) return null;
        var cover = ChangeOfPost.JudgeCover(effectiveOn, placement.EndsOn, new Period(slot.StartsOn, slot.EndsOn));
        if (!cover.Passes) return Problems.SlotDoesNotCover(cover);
        var learner = (await LearnerRow.FindAsync(work, placement.LearnerId))!;
        if (learner.WhyNot(packs, slot.Facts, placement.Institution, effectiveOn) is { } problem) return problem;
        if (Problems.NotFor(learner.Judge(packs, slot.Facts, effectiveOn, _ => "effectiveOn")) is { } notYet) return notYet;
        // Who co-signs signs an agreement, and not a change of one: at another enterprise there is one to sign.
        var strangers = slot.Enterprise != placement.Enterprise
            ? []
            : slot.Terms.CoSignatories.Except(placement.CoSignatories.Append(placement.Institution)).ToList();
        if (strangers.Count > 0) return Problems.CoSignatureMissing(strangers);
        return await SlotPlace.WhyNotAsync(work, slot, placement.Institution, effectiveOn, today);
    }

    /// <summary>
    /// Records a consent or a signature. With the last of them the change is agreed until its day, or in force where that has come.
    /// </summary>
    /// <returns>The change after it, or why it is not agreed.</returns>
    public static async Task<(PlacementChange Next, Refusal? WhyNot)> RecordAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Placement placement, PlacementChange change,
        string action, Act act)
    {
        if (!change.IsComplete)
        {
            await PlacementChangeRow.RecordAsync(work, change, action, act);
            return (change, null);
        }
        // Until now the logbook was the present post's; what is written from here on is by agreement of that day's.
        var lastLogged = await LogbookHours.LastDayAsync(work, change.PlacementId);
        var slot = await SlotRow.HoldAsync(work, change.ToSlotId);
        if (await WhyNotAsync(work, packs, placement, change, slot, lastLogged, act) is { } problem) return (change, problem);

        var agreed = change.AgreedFrom(act.Today);
        await PlacementChangeRow.RecordAsync(work, agreed, action, act);
        return agreed.EffectiveOn <= act.Today
            ? await TakeEffectAsync(work, events, packs, keys, placement, agreed, slot, act)
            : (agreed, null);
    }

    /// <summary>Why an agreed change does not come into force on its day, or would not.</summary>
    public static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, RulePacks packs, Placement placement, PlacementChange change, Slot slot, DateOnly? lastLogged, Act act)
    {
        // A move that was proposed before moves had agreements.
        if (change.IsToAnotherEnterprise && change.AgreementHash is null) return Problems.NoAgreementOfMove(change);
        if (change.EffectiveOn <= act.Today && (!placement.IsUnderWay || placement.SlotId != change.FromSlotId))
        {
            return Problems.PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused);
        }
        return await WhyNotAsync(work, packs, placement, slot, change.EffectiveOn, lastLogged, act.Today);
    }

    /// <summary>Puts an agreed change into force, which nothing speaks against.</summary>
    /// <returns>The change in force, or why there is no place any more.</returns>
    public static async Task<(PlacementChange Next, Refusal? WhyNot)> TakeEffectAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Placement placement, PlacementChange change, Slot slot,
        Act act)
    {
        if (change.IsMove && await SlotPlace.TakeAsync(work, slot, change.Institution, change.EffectiveOn, act.Today) is { } noPlace)
        {
            return (change, noPlace);
        }

        // A mentor who was named meanwhile stays where the enterprise does and no other one was agreed on.
        var mentor = change.Mentor ?? (change.ToEnterprise == placement.Enterprise ? placement.Mentor : null);
        var moved = placement.MovedTo(change.ToSlotId, change.ToEnterprise, mentor, change.EffectiveOn);
        var inForce = change.EndedAs(PlacementChange.InForce);
        if (change.IsMove) await StopPlacement.GiveBackAsync(work, change.FromSlotId);
        await PostRow.ChangeAsync(work, placement, change.EffectiveOn, change.ToSlotId, change.ToEnterprise, mentor);
        await PlacementChangeRow.RecordAsync(work, inForce, PlacementChange.InForce, act);
        if (!change.IsMove)
        {
            await PlacementRow.RecordAsync(work, events, moved, "mentor changed", fact: null, act, $"change {change.Id}");
            return (inForce, null);
        }
        await MoveReceipt.IssueAsync(work, packs, keys, moved, slot.Facts, change, act);
        var fact = new PlacementMovedV1
        {
            OccurredAt = act.Now,
            FromSlotId = change.FromSlotId,
            FromEnterprise = change.FromEnterprise,
            MovedOn = change.EffectiveOn,
            Placement = moved.ToEvent(),
        };
        await PlacementRow.RecordAsync(work, events, moved, "moved", fact, act, $"change {change.Id}");
        return (inForce, null);
    }
}
