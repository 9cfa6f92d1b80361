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
    /// <summary>Why a placement does not go on at a slot from a day on: the day (D37, D39), the slot's days, the learner's training and major (D5, D36), age and stage (D27), who co-signs (D31), the place, the base and the agreement (D25, D37).</summary>
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, RulePacks packs, Placement placement, Slot slot, DateOnly effectiveOn, DateOnly? lastLogged, DateOnly today)
    {
        if (ChangeOfPost.Judge(effectiveOn, placement.PostSince, lastLogged, placement.EndsOn) is { Passes: false } day) return Problems.CannotChangeThen(day);
        if (slot.Id == placement.SlotId) return null;
        if (ChangeOfPost.JudgeCover(effectiveOn, placement.EndsOn, new Period(slot.StartsOn, slot.EndsOn)) is { Passes: false } cover) return Problems.SlotDoesNotCover(cover);
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
    /// All have consented, and signed where another enterprise needs an agreement: it comes into force, or is agreed until its day.
    /// </summary>
    /// <returns>Why it cannot.</returns>
    public static async Task<Refusal?> AgreeAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, PlacementChange change, Act act)
    {
        if (IsUnsigned(change)) return Problems.NoAgreementOfMove(change);
        // Until now the logbook was the present post's; what is written from here on is by agreement of that day's.
        var lastLogged = await LogbookHours.LastDayAsync(work, change.PlacementId);
        await work.ExecuteAsync(
            "UPDATE partnership.placement_change SET state = 'agreed', agreed_on = @Today WHERE id = @Id", new { change.Id, act.Today });
        if (change.EffectiveOn <= act.Today) return await TakeEffectAsync(work, events, packs, keys, change, lastLogged, act);
        var placement = await PlacementRow.HoldAsync(work, change.PlacementId);
        return await WhyNotAsync(work, packs, placement, await SlotRow.HoldAsync(work, change.ToSlotId), change.EffectiveOn, lastLogged, act.Today);
    }

    /// <summary>Puts a change into force. Nothing of the placement or of a slot is changed before all that may refuse has been asked.</summary>
    /// <returns>Why it cannot.</returns>
    internal static async Task<Refusal?> TakeEffectAsync(
        UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, PlacementChange change, DateOnly? lastLogged, Act act)
    {
        var placement = await PlacementRow.HoldAsync(work, change.PlacementId);
        if (IsUnsigned(change)) return Problems.NoAgreementOfMove(change);
        if (!placement.IsUnderWay || placement.SlotId != change.FromSlotId)
        {
            return Problems.PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused);
        }
        var slot = await SlotRow.HoldAsync(work, change.ToSlotId);
        if (await WhyNotAsync(work, packs, placement, slot, change.EffectiveOn, lastLogged, act.Today) is { } problem) return problem;
        if (change.IsMove && await SlotPlace.TakeAsync(work, slot, change.Institution, change.EffectiveOn, act.Today) is { } noPlace)
        {
            return noPlace;
        }

        // A mentor who was named meanwhile stays where the enterprise does and no other one was agreed on.
        var mentor = change.Mentor ?? (change.ToEnterprise == placement.Enterprise ? placement.Mentor : null);
        var moved = placement.MovedTo(change.ToSlotId, change.ToEnterprise, mentor, change.EffectiveOn);
        if (change.IsMove) await StopPlacement.GiveBackAsync(work, change.FromSlotId);
        await PostRow.ChangeAsync(work, placement, change.EffectiveOn, change.ToSlotId, change.ToEnterprise, mentor);
        await OpenChanges.EndAsync(work, change.Id, PlacementChange.InForce, null, act);
        if (!change.IsMove)
        {
            await PlacementRow.RecordAsync(work, events, moved, "mentor changed", fact: null, act, $"change {change.Id}");
            return null;
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
        return null;
    }

    // A move that was proposed before moves had agreements.
    private static bool IsUnsigned(PlacementChange change) => change.IsToAnotherEnterprise && change.AgreementHash is null;
}
